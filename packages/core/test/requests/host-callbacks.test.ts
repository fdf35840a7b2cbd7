import { IngramError, OrderSearch, planSearch, type Progress } from '@ingram-orders/core';
import fc from 'fast-check';
import { newClient } from '../support/line.ts';
import { expectNothingLeft } from '../support/nothing-left.ts';
import { createWorld, type World } from '../support/simulated-world.ts';

/** One run among several. */
interface Runner {
	/** Seconds. */
	maxWait: number;
	cancel: AbortController;
	onProgress: (step: Progress) => void;
	/** How it ended; undefined while it runs. */
	outcome: string | undefined;
}

/** What a callback does to the runs of its process; gives those that it ends. */
type Deed = (own: Runner, others: readonly Runner[]) => readonly Runner[];

const deeds: Readonly<Record<string, Deed>> = {
	'throws an error': () => {
		throw new Error('The status line is gone.');
	},
	'throws something else': () => {
		// Some callers throw what is no error.
		// eslint-disable-next-line @typescript-eslint/only-throw-error
		throw undefined;
	},
	'ends its own run': (own) => [own],
	'ends another run': (_, others) => others.slice(0, 1),
	'ends all other runs': (_, others) => others,
	'ends all runs': (own, others) => [own, ...others],
};

const kinds: readonly Progress['kind'][] = ['page', 'waiting', 'retrying'];

async function start(world: World, runner: Runner): Promise<void> {
	const client = newClient(world);
	const input = { output: 'orders', pageSize: 1, maxWait: runner.maxWait };
	const run = new OrderSearch(client, planSearch(input, client.account, 'UTC'), {
		signal: runner.cancel.signal,
		onProgress: (step) => runner.onProgress(step),
	});
	runner.outcome = await run.collect().then(
		(items) => (run.summary.complete ? `${items.length} orders` : 'incomplete'),
		(error: unknown) => (error instanceof IngramError ? error.code : String(error)),
	);
}

/** Seconds in which every window that these runs need has come. */
const patience = 86_400;

function runner(maxWait = patience): Runner {
	return {
		maxWait,
		cancel: new AbortController(),
		onProgress: () => undefined,
		outcome: undefined,
	};
}

const orders = 12;

/** Several runs wait for a small window, and now and then a request fails. */
const busyWorld = fc.record({
	/** Seconds that each run may wait; the first is the one that does it. */
	maxWaits: fc.array(fc.constantFrom(patience, patience, 20, 0), { minLength: 2, maxLength: 6 }),
	/** In which order they begin: by how many places that is turned. */
	turn: fc.nat({ max: 5 }),
	/** From which of the reports on. */
	from: fc.integer({ min: 1, max: 3 }),
	limit: fc.integer({ min: 5, max: 30 }),
	/** Calls within a second, 0 for any number. */
	spikeArrest: fc.constantFrom(0, 3),
	/** When the last run is cancelled from outside. */
	cancelAfter: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined }),
	latencyMs: fc.integer({ min: 0, max: 900 }),
	seed: fc.integer({ min: 1, max: 1000 }),
});

describe.each(kinds)('a callback for "%s"', (kind) => {
	test.each(Object.entries(deeds))('that %s hurts no other run', async (_, deed) => {
		let happened = 0;
		await fc.assert(
			fc.asyncProperty(busyWorld, async (busy) => {
				const { maxWaits, turn, from, cancelAfter, limit, spikeArrest, latencyMs, seed } = busy;
				const world = createWorld({
					api: {
						orders,
						documentedOrders: false,
						rateLimit: { limit, spikeArrest },
						faults: [{ kind: 'status', status: 503, requests: [2, 3, 8, 15, 27, 40] }],
					},
					latencyMs: (request) => (request * latencyMs) % 1000,
					seed,
				});
				const [own, ...others] = maxWaits.map((maxWait, place) =>
					runner(place ? maxWait : patience),
				);
				if (!own) return;
				const runners = [own, ...others];
				const inOrder = [...runners.slice(turn), ...runners.slice(0, turn)];
				const ended = new Set<Runner>();
				const end = (each: Runner) => {
					if (each.outcome === undefined) ended.add(each);
					each.cancel.abort();
				};
				let reports = 0;
				own.onProgress = (step) => {
					if (step.kind !== kind || ++reports < from) return;
					happened++;
					deed(own, others).forEach(end);
				};
				if (cancelAfter !== undefined) {
					world.clock.after(cancelAfter, () => others.slice(-1).forEach(end));
				}
				await world.clock.run(Promise.all(inOrder.map((each) => start(world, each))));

				if (ended.has(own)) expect(own.outcome).toBe('CANCELLED');
				for (const each of others) {
					expect([
						`${orders} orders`,
						...(ended.has(each) ? ['CANCELLED'] : []),
						...(each.maxWait < patience ? ['RATE_LIMIT'] : []),
					]).toContain(each.outcome);
				}
				expectNothingLeft(world.clock, ...runners.map(({ cancel }) => cancel.signal));
				const later = runner();
				await world.clock.run(start(world, later));
				expect(later.outcome).toBe(`${orders} orders`);
				expect(world.api.violations).toEqual([]);
			}),
			{ numRuns: 12, seed: 1 },
		);
		expect(happened).toBeGreaterThan(5);
	});

	test.each(Object.entries(deeds).slice(0, 2))(
		'that %s does not end its own run',
		async (_, deed) => {
			const world = createWorld({
				api: {
					orders,
					documentedOrders: false,
					rateLimit: { limit: 5 },
					faults: [{ kind: 'status', status: 503, requests: [1, 5] }],
				},
				latencyMs: 100,
			});
			const own = runner();
			let happened = 0;
			own.onProgress = (step) => {
				if (step.kind !== kind) return;
				happened++;
				deed(own, []);
			};
			await world.clock.run(start(world, own));
			expect(own.outcome).toBe(`${orders} orders`);
			expect(happened).toBeGreaterThan(1);
		},
	);
});
