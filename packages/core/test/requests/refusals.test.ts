import type { HttpResponse } from '@ingram-orders/core';
import type { FaultEffect } from '@ingram-orders/simulator';
import { callAsAnother, createObservedWorld, refusals } from '../support/observed-world.ts';
import { createWorld, search } from '../support/simulated-world.ts';

const second = 1000;
const minute = 60 * second;

/** The simulator's windows begin at whole minutes. */
const windowStart = Date.UTC(2026, 0, 15, 12);

type Headers = Record<string, string>;

/** A refusal by the limit that says nothing but 429, with these headers. */
function plainRefusal(answer: HttpResponse, headers: Headers): HttpResponse {
	const kept = Object.entries(answer.headers).filter(([name]) => !name.startsWith('x-ratelimit-'));
	return { status: 429, headers: { ...Object.fromEntries(kept), ...headers }, body: '' };
}

describe('a service that refuses every request', () => {
	const resets: [name: string, headers: (now: number) => Headers][] = [
		['a reset that has passed', (now) => ({ 'x-ratelimit-reset': String(now - 5 * second) })],
		['its own present moment', (now) => ({ 'x-ratelimit-reset': String(now) })],
		['its own present second', (now) => ({ 'x-ratelimit-reset': String(Math.ceil(now / second)) })],
		['0 seconds', () => ({ 'x-ratelimit-reset': '0' })],
		['Retry-After: 0', () => ({ 'retry-after': '0' })],
		[
			'a reset that is always 2 s away',
			(now) => ({ 'x-ratelimit-reset': String(now + 2 * second) }),
		],
		['no time at all', () => ({})],
	];

	test.each(resets)(
		'from the start, and names %s, gets few requests before the run gives up',
		async (_, headers) => {
			const world = createObservedWorld({
				startAt: windowStart,
				latencyMs: 20,
				alter: (answer) =>
					plainRefusal(answer, { 'x-ratelimit-remaining': '0', ...headers(world.clock.now()) }),
			});
			const { error, tookMs } = await world.clock.run(search(world, { maxWait: 60 }));
			expect(error?.code).toBe('RATE_LIMIT');
			expect(world.exchanges.length).toBeLessThan(60);
			expect(tookMs).toBeLessThan(65 * second);
		},
	);

	test.each(resets)(
		'once a window with calls left is known, and names %s, gets few requests before the run gives up',
		async (_, headers) => {
			const world = createObservedWorld({
				startAt: windowStart,
				latencyMs: 20,
				api: { orders: 40, documentedOrders: false },
				alter: (answer, number) =>
					number === 1
						? answer
						: plainRefusal(answer, {
								'x-ratelimit-limit': '10',
								'x-ratelimit-remaining': '0',
								...headers(world.clock.now()),
							}),
			});
			const input = { pageSize: 1, maxWait: 60 };
			const { error, tookMs } = await world.clock.run(search(world, input));
			expect(error?.code).toBe('RATE_LIMIT');
			expect(world.exchanges.length).toBeLessThan(60);
			expect(tookMs).toBeLessThan(65 * second);
		},
	);
});

test('a second policy with shorter windows of its own is waited for, and every order arrives', async () => {
	const policy = { limit: 10, windowMs: 10 * second };
	const used = { window: 0, calls: 0 };
	const world = createObservedWorld({
		startAt: windowStart,
		latencyMs: 200,
		api: { orders: 40, documentedOrders: false },
		alter: (answer) => {
			const window = Math.floor(world.clock.now() / policy.windowMs);
			if (used.window !== window) Object.assign(used, { window, calls: 0 });
			used.calls++;
			if (used.calls <= policy.limit) return answer;
			return plainRefusal(answer, {
				'x-ratelimit-limit': String(policy.limit),
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': String((window + 1) * policy.windowMs),
			});
		},
	});
	const { error, summary } = await world.clock.run(search(world, { pageSize: 1 }));
	expect(error).toBeUndefined();
	expect(summary).toMatchObject({ complete: true, ordersReturned: 40 });
	expect(world.exchanges.length).toBeLessThan(4 * 40);
});

describe('a 429 that only says so', () => {
	const bodies = [
		['no body', ''],
		['a web page', '<html><body><h1>429 Too Many Requests</h1></body></html>'],
		['a message', '{"message":"Too many requests"}'],
		['a fault without a code', '{"fault":{"faultstring":"Too many calls","detail":{}}}'],
	] as const;

	test.each(bodies)(
		'(%s), with calls left, is spike arrest: the run slows down and goes on in the same window',
		async (_, body) => {
			const world = createObservedWorld({
				startAt: windowStart,
				latencyMs: 200,
				api: { orders: 30, documentedOrders: false, rateLimit: { spikeArrest: 5 } },
				alter: (answer) => (answer.status === 429 ? { ...answer, body } : answer),
			});
			const { error, summary, tookMs } = await world.clock.run(search(world, { pageSize: 1 }));
			expect(error).toBeUndefined();
			expect(summary).toMatchObject({ complete: true, ordersReturned: 30 });
			expect(refusals(world)).toBeGreaterThan(0);
			expect(tookMs).toBeLessThan(25 * second);
		},
	);

	test.each(bodies)(
		'(%s), with none left, is the limit: everyone waits for the reset',
		async (_, body) => {
			const world = createObservedWorld({
				startAt: windowStart + 20 * second,
				latencyMs: 200,
				api: { orders: 30, documentedOrders: false },
				alter: (answer) => (answer.status === 429 ? { ...answer, body } : answer),
			});
			callAsAnother(world, 60);
			const { error, summary, tookMs } = await world.clock.run(search(world, { pageSize: 1 }));
			expect(error).toBeUndefined();
			expect(summary).toMatchObject({ complete: true, ordersReturned: 30 });
			expect(refusals(world)).toBe(1);
			expect(tookMs).toBeGreaterThan(40 * second);
			expect(tookMs).toBeLessThan(45 * second);
		},
	);
});

describe('one call is left, and the answer before it tells nothing of the limit', () => {
	/** What spoils the first request, and how many calls are left before it. */
	const firstAnswers: [name: string, left: number, faults: FaultEffect[]][] = [
		['401', 1, [{ kind: 'expire-tokens' }]],
		['500', 2, [{ kind: 'no-rate-limit-headers' }, { kind: 'status', status: 500 }]],
		['503', 2, [{ kind: 'no-rate-limit-headers' }, { kind: 'status', status: 503 }]],
		['a page of a proxy', 2, [{ kind: 'no-rate-limit-headers' }, { kind: 'html' }]],
		['a lost connection', 2, [{ kind: 'reset' }]],
	];

	test.each(firstAnswers)(
		'as it is %s: look-ups that come together stay within the limit',
		async (_, left, faults) => {
			const world = createWorld({
				startAt: windowStart + 20 * second,
				latencyMs: 200,
				api: { orders: 30, documentedOrders: false },
			});
			callAsAnother(world, 60 - left);
			for (const fault of faults) world.api.control.fault({ endpoint: 'search', ...fault });
			const lookUps = Array.from({ length: 6 }, () => search(world, { pageNumber: 1 }));
			const results = await world.clock.run(Promise.all(lookUps));
			expect(results.map(({ error }) => error)).toEqual(Array(6).fill(undefined));
			expect(world.api.violations).toEqual([]);
		},
	);
});

describe('the clock that writes Date runs ahead of the one that counts', () => {
	const latencyMs = 300;
	const cases = [300, 700, 1000, 1500, 2000].flatMap((aheadMs) =>
		[20_000, 40_350, 50_900].map((resetInMs) => ({ aheadMs, resetInMs })),
	);

	test.each(cases)(
		'by $aheadMs ms, with the reset in $resetInMs ms: 200 pages finish, refused once for those under way together',
		async ({ aheadMs, resetInMs }) => {
			// The whole server runs ahead, but for what it tells of its windows.
			const world = createObservedWorld({
				startAt: windowStart + minute - resetInMs - aheadMs,
				latencyMs,
				api: { orders: 200, documentedOrders: false, skewMs: aheadMs },
				alter: ({ headers, ...answer }) => {
					const reset = String(Number(headers['x-ratelimit-reset']) - aheadMs);
					return { ...answer, headers: { ...headers, 'x-ratelimit-reset': reset } };
				},
			});
			const { error, summary, tookMs } = await world.clock.run(search(world, { pageSize: 1 }));
			expect(error).toBeUndefined();
			expect(summary).toMatchObject({ complete: true, ordersReturned: 200 });
			expect(refusals(world)).toBeLessThanOrEqual(20);
			// 60 in this window, 60 in each of the next two, and 20 in the last.
			const possibleMs = resetInMs + 2 * minute + Math.ceil(20 / 6) * latencyMs;
			expect(tookMs).toBeLessThan(1.1 * possibleMs + 5 * second);
		},
	);
});
