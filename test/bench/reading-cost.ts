import {
	checkAccount,
	Gates,
	IngramClient,
	OrderSearch,
	planSearch,
	type Host,
} from '@ingram-orders/core';
import { createApi } from '@ingram-orders/simulator';

const pageSize = 100;
const rounds = 5;

/** What the core makes of answers costs so much more than parsing them. */
export interface ReadingCost {
	orders: number;
	megabytes: number;
	/** Medians in milliseconds. */
	parseMs: number;
	rowsMs: number;
}

/** Times the way from the bytes of all pages to rows against `JSON.parse` of the same bytes. */
export async function measureReadingCost(orders: number): Promise<ReadingCost> {
	const pages = pagesOf(orders);
	const parse: number[] = [];
	const rows: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const startedAt = performance.now();
		for (const body of pages) JSON.parse(body);
		const parsedAt = performance.now();
		await readRows(pages);
		// Once without counting, so that nobody pays for being compiled.
		if (round === 0) continue;
		parse.push(parsedAt - startedAt);
		rows.push(performance.now() - parsedAt);
	}
	const megabytes = pages.reduce((sum, body) => sum + body.length, 0) / 1e6;
	return { orders, megabytes, parseMs: median(parse), rowsMs: median(rows) };
}

/** All pages of a search, as the simulated API answers it. */
function pagesOf(orders: number): string[] {
	const api = createApi({ orders, documentedOrders: false, rateLimit: { limit: 1_000_000 } });
	const token = /"access_token":"(\w+)"/.exec(
		bodyOf(
			api.handle({
				method: 'POST',
				url: '/oauth/oauth30/token',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: 'grant_type=client_credentials&client_id=demo-app&client_secret=demo-secret',
			}),
		),
	)?.[1];
	return Array.from({ length: Math.ceil(orders / pageSize) }, (_, index) =>
		bodyOf(
			api.handle({
				method: 'GET',
				url: `/resellers/v5/orders/search?customernumber=20-123456&isocountrycode=UK&pagesize=${pageSize}&pagenumber=${index + 1}`,
				headers: { authorization: `Bearer ${token ?? ''}` },
			}),
		),
	);
}

function bodyOf(outcome: ReturnType<ReturnType<typeof createApi>['handle']>): string {
	if (outcome.kind !== 'answer' || typeof outcome.body !== 'string') {
		throw new Error('The simulated API gave no page.');
	}
	return outcome.body;
}

/** A search whose pages are there at once: what is left is the core's own work. */
async function readRows(pages: readonly string[]): Promise<void> {
	const host: Host = {
		now: () => Date.now(),
		sleep: () => new Promise(() => undefined),
		random: () => 0,
		send: (request) => {
			const page = Number(new URL(request.url).searchParams.get('pagenumber'));
			const headers = {
				'x-ratelimit-limit': '1000000',
				'x-ratelimit-remaining': '999999',
				'x-ratelimit-reset': '60',
			};
			return Promise.resolve({ status: 200, headers, body: pages[page - 1] ?? '' });
		},
	};
	const account = checkAccount({
		environment: 'custom',
		baseUrl: 'http://localhost',
		clientId: 'demo-app',
		customerNumber: '20-123456',
		countryCode: 'UK',
	});
	const client = new IngramClient({
		account,
		host,
		gates: new Gates(host),
		authorization: { byHost: true, secrets: () => [] },
	});
	const search = new OrderSearch(client, planSearch({ pageSize }, account, 'UTC'));
	for await (const rows of search.pages()) if (rows.length === 0) throw new Error('An empty page.');
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
