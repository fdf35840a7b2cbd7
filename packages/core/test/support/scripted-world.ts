import {
	Gates,
	IngramClient,
	type Account,
	type Host,
	type HttpRequest,
	type HttpResponse,
} from '@ingram-orders/core';
import { secret, testAccount } from './accounts.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What a test lets the server say: a body with status 200, or parts of an answer. */
export type Reply = string | Partial<HttpResponse>;

export interface ScriptedWorld {
	clock: VirtualClock;
	host: Host;
	client: IngramClient;
	/** Requests to the API, those for tokens left out. */
	sent: HttpRequest[];
	/** Requests for tokens. */
	tokenRequests: HttpRequest[];
}

export interface Script {
	/** The answer to the nth request to the API (from 1); what it throws is what the host throws. */
	api: (request: HttpRequest, number: number) => Reply | Promise<Reply>;
	/** The same for tokens; a good one by default. */
	token?: (request: HttpRequest, number: number) => Reply | Promise<Reply>;
	clientSecret?: string;
	account?: Account;
	startAt?: number;
}

/** A host on a virtual clock whose server says what the test wants; each answer takes 100 ms. */
export function createScriptedWorld({
	api,
	token = (_, number) => tokenAnswer(`token-${number}`),
	clientSecret = secret,
	account = testAccount(),
	...rest
}: Script): ScriptedWorld {
	const clock = new VirtualClock(rest);
	const sent: HttpRequest[] = [];
	const tokenRequests: HttpRequest[] = [];
	const host: Host = {
		now: clock.now,
		sleep: clock.sleep,
		random: clock.random,
		send: async (request, signal) => {
			const isForToken = request.url.includes('/oauth/');
			const list = isForToken ? tokenRequests : sent;
			list.push(request);
			const number = list.length;
			await clock.sleep(100, signal);
			const reply = await (isForToken ? token : api)(request, number);
			return {
				status: 200,
				headers: {},
				body: '',
				...(typeof reply === 'string' ? { body: reply } : reply),
			};
		},
	};
	const client = new IngramClient({
		account,
		host,
		gates: new Gates(host),
		authorization: { clientSecret },
	});
	return { clock, host, client, sent, tokenRequests };
}

export function tokenAnswer(token: string, life: object = { expires_in: '86399' }): string {
	return JSON.stringify({ access_token: token, token_type: 'Bearer', ...life });
}

/** A page as the document describes it. */
export function pageOf(
	orders: readonly unknown[],
	ordersFound: unknown = String(orders.length),
	pageSize: unknown = '100',
): string {
	return JSON.stringify({
		serviceresponse: {
			responsepreamble: { requeststatus: 'SUCCESS', returnmessage: 'Data found' },
			ordesearchresponse: {
				ordersfound: ordersFound,
				pagesize: pageSize,
				pagenumber: '1',
				orders,
			},
		},
	});
}

export const noDataFound = JSON.stringify({
	serviceresponse: {
		responsepreamble: { requeststatus: 'FAILED', returnmessage: 'No data found' },
		ordesearchresponse: { ordersfound: '0', pagesize: '0', pagenumber: '1' },
	},
});

/** An order as the API writes it, with one suborder unless others are given. */
export function orderOf(number: string, subOrders?: readonly object[]): object {
	return {
		ordernumber: number,
		entrytimestamp: '2026-01-10T10:00:00Z',
		customerordernumber: `PO-${number}`,
		suborders: subOrders ?? [subOrderOf(`${number}-11`)],
	};
}

export function subOrderOf(number: string, statusCode = '', holdReasonCode = ''): object {
	return {
		subordernumber: number,
		statuscode: statusCode,
		status: '',
		holdreasoncode: holdReasonCode,
		holdreason: '',
	};
}

/** What a request asks for. */
export function asked(request: HttpRequest): Record<string, string> {
	return Object.fromEntries(new URL(request.url).searchParams);
}
