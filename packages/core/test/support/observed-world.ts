import {
	Gates,
	IngramClient,
	type Host,
	type HttpRequest,
	type HttpResponse,
} from '@ingram-orders/core';
import { secret, testAccount } from './accounts.ts';
import { createWorld, type World, type WorldOptions } from './simulated-world.ts';

/** A request to the API and how it ended; times in milliseconds of the virtual clock. */
export interface Exchange {
	request: HttpRequest;
	sentAt: number;
	/** Unset while there is no answer. */
	receivedAt?: number;
	status?: number;
}

export interface ObservedWorld extends World {
	/** Requests to the API in the order in which they were sent, those for tokens left out. */
	exchanges: Exchange[];
}

export interface ObservedWorldOptions extends Omit<WorldOptions, 'latencyMs'> {
	/** Milliseconds there and back, by how many requests are in flight with this one. */
	latencyMs?: number | ((inFlight: number) => number);
	/** What a gateway makes of the nth answer of the API (from 1). */
	alter?: (answer: HttpResponse, number: number) => HttpResponse;
}

/** A simulated world that keeps track of each request, with a gateway in front that alters answers. */
export function createObservedWorld({
	latencyMs = 0,
	alter = (answer) => answer,
	...options
}: ObservedWorldOptions = {}): ObservedWorld {
	let inFlight = 0;
	const world = createWorld({
		...options,
		latencyMs: () => (typeof latencyMs === 'number' ? latencyMs : latencyMs(inFlight)),
	});
	const exchanges: Exchange[] = [];
	const host: Host = {
		...world.host,
		send: async (request, signal) => {
			const isForToken = request.url.includes('/oauth/');
			if (isForToken) return world.host.send(request, signal);
			const exchange: Exchange = { request, sentAt: world.clock.now() };
			const number = exchanges.push(exchange);
			inFlight++;
			try {
				const answer = alter(await world.host.send(request, signal), number);
				exchange.receivedAt = world.clock.now();
				exchange.status = answer.status;
				return answer;
			} finally {
				inFlight--;
			}
		},
	};
	const gates = new Gates(host);
	const authorization = { clientSecret: secret };
	const client = new IngramClient({ account: testAccount(), host, gates, authorization });
	return { ...world, host, gates, client, exchanges };
}

/** How many requests the rate limit refused. */
export function refusals({ exchanges }: ObservedWorld): number {
	return exchanges.filter(({ status }) => status === 429).length;
}

/** Another program with the same App ID searches this often, now. */
export function callAsAnother({ api }: World, times: number): void {
	const application = { grant_type: 'client_credentials', client_id: 'demo-app' };
	const outcome = api.handle({
		method: 'POST',
		url: '/oauth/oauth30/token',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ ...application, client_secret: secret }).toString(),
	});
	const body = outcome.kind === 'answer' ? String(outcome.body) : '';
	const token = /"access_token":"([^"]+)"/.exec(body)?.[1] ?? '';
	const url = '/resellers/v5/orders/search?customernumber=20-123456&isocountrycode=UK';
	for (let call = 1; call <= times; call++) {
		api.handle({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
	}
}
