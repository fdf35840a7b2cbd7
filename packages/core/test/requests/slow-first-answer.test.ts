import { newClient } from '../support/line.ts';
import { expectNothingLeft } from '../support/nothing-left.ts';
import { createWorld, search, type World } from '../support/simulated-world.ts';

const second = 1000;
const minute = 60 * second;

/** What the first requests may hold up the others for, each. */
const monopolyMs = 4 * second;

interface Scene {
	/** So many first requests are never answered. */
	hanging: number;
	/** Whether the window has been known before, and is forgotten. */
	wasKnown?: boolean;
}

async function createScene({ hanging, wasKnown = false }: Scene): Promise<World> {
	const world = createWorld({ api: { orders: 30, documentedOrders: false }, latencyMs: 200 });
	if (wasKnown) {
		await world.clock.run(search(world, {}));
		await world.clock.pass(10 * minute);
	}
	const fault = { endpoint: 'search', kind: 'hang', every: 1, times: hanging } as const;
	if (hanging > 0) world.api.control.fault(fault);
	return world;
}

/** Runs that ask for a whole hour for each request, and get no answer. */
async function startHanging(world: World, count: number) {
	const cancel = new AbortController();
	const runs = Array.from({ length: count }, () =>
		search({ ...world, client: newClient(world) }, { timeout: 3600 }, cancel.signal),
	);
	await world.clock.pass(300);
	return { cancel, runs };
}

const impatient = { output: 'orders', timeout: 5, maxWait: 0 };

describe.each([true, false])('with the window known before: %p', (wasKnown) => {
	test.each([1, 2, 3])(
		'a run with Timeout 5 and Max Wait 0 is answered although %i others wait an hour for an answer',
		async (hanging) => {
			const world = await createScene({ hanging, wasKnown });
			const { cancel, runs } = await startHanging(world, hanging);
			const { error, summary, tookMs } = await world.clock.run(
				search({ ...world, client: newClient(world) }, impatient),
			);
			expect(error).toBeUndefined();
			expect(summary).toMatchObject({ complete: true, ordersReturned: 30, waitedMs: 0 });
			expect(tookMs).toBeLessThanOrEqual(hanging * monopolyMs + second);
			cancel.abort();
			await world.clock.run(Promise.all(runs));
			expectNothingLeft(world.clock, cancel.signal);
		},
	);
});

test.each([1, 5, 40])('%i runs that wait are all served', async (waiting) => {
	const world = await createScene({ hanging: 1 });
	const { cancel, runs } = await startHanging(world, 1);
	const results = await world.clock.run(
		Promise.all(
			Array.from({ length: waiting }, () =>
				search({ ...world, client: newClient(world) }, impatient),
			),
		),
	);
	for (const { error, summary, tookMs } of results) {
		expect(error).toBeUndefined();
		expect(summary).toMatchObject({ complete: true, ordersReturned: 30 });
		expect(tookMs).toBeLessThanOrEqual(monopolyMs + 5 * second);
	}
	expect(world.api.violations).toEqual([]);
	cancel.abort();
	await world.clock.run(Promise.all(runs));
	expectNothingLeft(world.clock, cancel.signal);
});

test('the one that got no answer is served, too, once its Timeout is over', async () => {
	const world = await createScene({ hanging: 1 });
	const { runs } = await startHanging(world, 1);
	const [result] = await world.clock.run(Promise.all(runs));
	expect(result?.error).toBeUndefined();
	expect(result?.summary).toMatchObject({ complete: true, ordersReturned: 30 });
	expect(result?.tookMs).toBeLessThan(3601 * second + 30 * second);
});

test('an answer that takes 20 s holds nobody up for so long', async () => {
	const world = await createScene({ hanging: 0 });
	world.api.control.fault({ endpoint: 'search', kind: 'slow', latencyMs: 20 * second });
	const slow = search({ ...world, client: newClient(world) }, { timeout: 60 });
	await world.clock.pass(300);
	const { error, tookMs } = await world.clock.run(
		search({ ...world, client: newClient(world) }, impatient),
	);
	expect(error).toBeUndefined();
	expect(tookMs).toBeLessThanOrEqual(monopolyMs + second);
	expect((await world.clock.run(slow)).summary.complete).toBe(true);
});

test('an answer within two seconds is waited for by all: it may say that nothing is left', async () => {
	const world = createWorld({
		api: { orders: 30, documentedOrders: false, rateLimit: { otherCalls: 59 } },
		latencyMs: 2 * second,
		startAt: Date.UTC(2026, 0, 15, 12),
	});
	const runs = Array.from({ length: 3 }, () => {
		const client = newClient(world);
		return search({ ...world, client }, { timeout: 60, maxWait: 3600 });
	});
	await world.clock.pass(50 * second);
	expect(world.api.usage).toMatchObject([{ endpoint: 'search', mostInOneWindow: 1 }]);
	for (const { error } of await world.clock.run(Promise.all(runs))) expect(error).toBeUndefined();
});
