import { createWorld, search } from '../support/simulated-world.ts';

const second = 1000;
const minute = 60 * second;

/** Requests that go side by side at one gate. */
const atOnce = 6;
const perWindow = 60;
const latencyMs = 400;

/**
 * No client can be faster: with enough requests left the first page and then all others side by
 * side; otherwise the windows before the last have to pass.
 */
function possibleMs(pages: number, left: number, resetInMs: number): number {
	if (pages <= left) return latencyMs + Math.ceil((pages - 1) / atOnce) * latencyMs;
	const windows = Math.ceil((pages - left) / perWindow);
	const last = pages - left - (windows - 1) * perWindow;
	return resetInMs + (windows - 1) * minute + Math.ceil(last / atOnce) * latencyMs;
}

const pageCounts = [1, 2, 10, 60, 61, 150, 300];
const lefts = [60, 30, 5, 1];
const resets = [58 * second, 20 * second, 7 * second];
const cases = pageCounts.flatMap((pages) =>
	lefts.flatMap((left) => resets.map((resetInMs) => ({ pages, left, resetInMs }))),
);

test.each(cases)(
	'$pages pages with $left requests left and the reset in $resetInMs ms take hardly longer than they must',
	async ({ pages, left, resetInMs }) => {
		const phaseMs = 0;
		const windowStart = Date.UTC(2026, 0, 15, 12);
		const world = createWorld({
			api: { orders: pages, documentedOrders: false, rateLimit: { phaseMs } },
			latencyMs,
			startAt: windowStart,
		});
		// Another process uses up the window, until `left` requests are left.
		await world.clock.pass(minute - resetInMs - latencyMs);
		const { body } = await world.clock.run(
			world.host.send(tokenRequest, new AbortController().signal),
		);
		const token = /"access_token":"(\w+)"/.exec(body)?.[1] ?? '';
		for (let call = 1; call <= perWindow - left; call++) {
			const url = '/resellers/v5/orders/search?customernumber=20-123456&isocountrycode=UK';
			world.api.handle({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
		}

		const { summary, tookMs } = await world.clock.run(
			search(world, { pageSize: 1, maxWait: 3600 }),
		);

		expect(summary).toMatchObject({ complete: true, ordersReturned: pages });
		expect(world.api.violations).toEqual([]);
		// The first request is for a token. The second of a `Date` header is the server clock's grain.
		const guardMs = latencyMs + (pages > left ? second + 25 : 0);
		expect(tookMs).toBeLessThanOrEqual(1.1 * possibleMs(pages, left, resetInMs) + guardMs);
	},
);

const tokenRequest = {
	method: 'POST',
	url: 'http://localhost/oauth/oauth30/token',
	headers: { 'content-type': 'application/x-www-form-urlencoded' },
	body: 'grant_type=client_credentials&client_id=demo-app&client_secret=demo-secret',
	timeoutMs: minute,
	maxBytes: 1000,
} as const;
