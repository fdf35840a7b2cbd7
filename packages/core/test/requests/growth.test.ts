import { createObservedWorld, refusals, type ObservedWorld } from '../support/observed-world.ts';
import { search } from '../support/simulated-world.ts';

const second = 1000;
const windowStart = Date.UTC(2026, 0, 15, 12);

/** Page 1, which tells how many there are, and 59 more with 24 side by side. */
const fewestRounds = 4;

describe('60 pages with all calls of the window left', () => {
	test.each([50, 300, 1000])(
		'that take %i ms each are fetched as fast as with 24 side by side from the second one on',
		async (latencyMs) => {
			const world = createObservedWorld({
				startAt: windowStart,
				latencyMs,
				api: { orders: 60, documentedOrders: false },
			});
			const { summary, tookMs } = await world.clock.run(search(world, { pageSize: 1 }));
			expect(summary).toMatchObject({ complete: true, ordersReturned: 60, waitedMs: 0 });
			expect(refusals(world)).toBe(0);
			// The token takes one more answer.
			expect(tookMs).toBeLessThanOrEqual((fewestRounds + 1) * latencyMs);
		},
	);

	test('are fetched as fast when the gate has been idle for a while', async () => {
		const latencyMs = 300;
		const world = createObservedWorld({
			startAt: windowStart,
			latencyMs,
			api: { orders: 60, documentedOrders: false },
		});
		await world.clock.run(search(world, { limit: 1 }));
		await world.clock.pass(10 * 60 * second);
		const { tookMs } = await world.clock.run(search(world, { pageSize: 1 }));
		expect(refusals(world)).toBe(0);
		expect(tookMs).toBeLessThanOrEqual(fewestRounds * latencyMs);
	});

	test('are fetched as fast when a window with more of them is known', async () => {
		const latencyMs = 300;
		const world = createObservedWorld({
			startAt: windowStart,
			latencyMs,
			api: { orders: 60, documentedOrders: false, rateLimit: { limit: 120 } },
		});
		await world.clock.run(search(world, { limit: 1 }));
		const { tookMs } = await world.clock.run(search(world, { pageSize: 1 }));
		expect(tookMs).toBeLessThanOrEqual(fewestRounds * latencyMs);
	});
});

test('a server that slows down when more than ten are in flight is not slowed down for long', async () => {
	const latencyMs = 200;
	const world = createObservedWorld({
		startAt: windowStart,
		latencyMs: (inFlight) => latencyMs * Math.max(1, inFlight / 10) ** 2,
		api: { orders: 240, documentedOrders: false, rateLimit: { limit: 300 } },
	});
	const { summary, tookMs } = await world.clock.run(search(world, { pageSize: 1 }));
	expect(summary).toMatchObject({ complete: true, ordersReturned: 240 });
	// With 24 in flight all the time it is 1.4 times what it takes six at a time.
	const sixAtATimeMs = (1 + Math.ceil(239 / 6)) * latencyMs;
	expect(tookMs).toBeLessThanOrEqual(1.25 * sixAtATimeMs);
});

/** Requests that were refused although an earlier refusal had come back before they were sent. */
function refusedOnceWarned({ exchanges }: ObservedWorld): number[] {
	const refused = exchanges.filter(({ status }) => status === 429);
	const warnedAt = Math.min(...refused.map(({ receivedAt = Infinity }) => receivedAt));
	return refused.filter(({ sentAt }) => sentAt > warnedAt).map(({ sentAt }) => sentAt - warnedAt);
}

const limits = [8, 10, 15].flatMap((spikeArrest) =>
	[100, 300, 800].map((latencyMs) => ({ spikeArrest, latencyMs })),
);

test.each(limits)(
	'spike arrest at $spikeArrest calls a second, $latencyMs ms each, is met in one burst at most',
	async ({ spikeArrest, latencyMs }) => {
		const world = createObservedWorld({
			startAt: windowStart,
			latencyMs,
			api: { orders: 180, documentedOrders: false, rateLimit: { spikeArrest } },
		});
		const { error, summary, tookMs } = await world.clock.run(search(world, { pageSize: 1 }));
		expect(error).toBeUndefined();
		expect(summary).toMatchObject({ complete: true, ordersReturned: 180 });
		expect(refusedOnceWarned(world)).toEqual([]);
		expect(world.api.violations).toEqual([]);
		// Two windows have to pass; the last 60 pages may take their time.
		expect(tookMs).toBeLessThan(150 * second);
	},
);

test('after spike arrest the rest of the window is used at a fair pace', async () => {
	const world = createObservedWorld({
		startAt: windowStart,
		latencyMs: 300,
		api: { orders: 60, documentedOrders: false, rateLimit: { spikeArrest: 8 } },
	});
	const { summary, tookMs } = await world.clock.run(search(world, { pageSize: 1 }));
	expect(summary).toMatchObject({ complete: true, ordersReturned: 60 });
	// At 8 a second it would be 8 s.
	expect(tookMs).toBeLessThan(30 * second);
});
