import fc from 'fast-check';
import { behindLine, newClient, type Failure } from '../support/line.ts';
import { expectNothingLeft } from '../support/nothing-left.ts';
import { createWorld, orderNumbers, search } from '../support/simulated-world.ts';

const second = 1000;
const minute = 60 * second;

/** Calls in a window. */
const quota = 60;

/** An account with a token, at the start of a window of which no call has been used. */
async function createOnlineWorld() {
	const world = behindLine(
		createWorld({
			api: { orders: quota, documentedOrders: false },
			latencyMs: 100,
			startAt: Date.UTC(2026, 0, 15, 12),
		}),
	);
	await world.clock.run(search(world, { limit: 1 }));
	await world.clock.pass(minute + second - world.clock.elapsedMs);
	return world;
}

type OnlineWorld = Awaited<ReturnType<typeof createOnlineWorld>>;

/** Look-ups of single orders, all at once. */
function lookUp(world: OnlineWorld, count: number) {
	return Promise.all(
		Array.from({ length: count }, (_, index) =>
			search(world, { orderNumber: `20-${index}`, timeout: 5, maxWait: 0 }),
		),
	);
}

/** Takes every call of a window. */
const everyCall = { output: 'orders', pageSize: 1, timeout: 5, maxWait: 0 };

const neverArriving: readonly Failure[] = ['dns', 'refused'];

describe.each(neverArriving)('requests that never arrived (%s)', (failure) => {
	test.each([1, 15, 50])('take nothing of the quota: %i look-ups offline', async (lookUps) => {
		const world = await createOnlineWorld();
		world.line.goDown(failure);
		for (const { error } of await world.clock.run(lookUp(world, lookUps))) {
			expect(error?.code).toBe('UNREACHABLE');
		}
		world.line.comeBack();
		const { error, summary, tookMs } = await world.clock.run(search(world, everyCall));
		expect(error).toBeUndefined();
		expect(summary).toMatchObject({
			complete: true,
			ordersReturned: quota,
			requests: quota,
			waitedMs: 0,
		});
		expect(tookMs).toBeLessThan(5 * second);
		expect(world.api.violations).toEqual([]);
	});

	test('leave the rate limit as it was', async () => {
		const world = await createOnlineWorld();
		await world.clock.run(search(world, { limit: 1 }));
		world.line.goDown(failure);
		const [result] = await world.clock.run(lookUp(world, 1));
		expect(result?.summary.rateLimit).toMatchObject({ limit: quota, remaining: quota - 1 });
	});
});

test('a run that was offline for a moment still gets every call of the window', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...neverArriving),
			fc.integer({ min: 1, max: quota }),
			fc.integer({ min: 1, max: 1000 }),
			async (failure, request, lengthMs) => {
				const world = await createOnlineWorld();
				world.line.plan({ failure, request: world.line.sent + request, afterMs: 50, lengthMs });
				const { error, summary, items } = await world.clock.run(search(world, everyCall));
				expect(error).toBeUndefined();
				expect(summary).toMatchObject({ complete: true, waitedMs: 0 });
				expect(orderNumbers(items)).toHaveLength(quota);
				expect(world.api.violations).toEqual([]);
			},
		),
		{ numRuns: 25, seed: 1 },
	);
});

test('requests that the server may have counted still count', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom('reset' as const, 'hang' as const, 'dns' as const), {
				minLength: 1,
				maxLength: 4,
			}),
			fc.integer({ min: 1, max: 30 }),
			fc.integer({ min: 0, max: 55 * second }),
			async (phases, lookUps, pauseMs) => {
				const world = await createOnlineWorld();
				for (const phase of phases) {
					if (phase === 'dns') world.line.goDown(phase);
					else world.api.control.fault({ endpoint: 'search', kind: phase, every: 1 });
					await world.clock.run(lookUp(world, lookUps));
					world.api.control.clearFaults();
					world.line.comeBack();
				}
				await world.clock.pass(pauseMs);
				const { error, summary } = await world.clock.run(
					search({ ...world, client: newClient(world) }, { ...everyCall, maxWait: 3600 }),
				);
				expect(error).toBeUndefined();
				expect(summary).toMatchObject({ complete: true, ordersReturned: quota });
				expect(world.api.violations).toEqual([]);
				expectNothingLeft(world.clock);
			},
		),
		{ numRuns: 20, seed: 1 },
	);
});
