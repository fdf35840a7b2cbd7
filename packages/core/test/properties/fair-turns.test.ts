import fc from 'fast-check';
import { plainList } from '../support/model-lists.ts';
import { expectFoundAll, newRun } from '../support/model-run.ts';
import { plainRun } from '../support/model-scenarios.ts';
import { ModelWorld } from '../support/model-world.ts';
import { windowMs } from '../support/possible-time.ts';
import { property } from '../support/property.ts';
import { readSearch } from '../support/read-search.ts';

const second = 1000;

/** Timers, the grain of a `Date` header, and the random pause after a refusal. */
const guardMs = 2 * second;

property(
	'a look-up of one page does not wait for what long searches read ahead',
	120,
	fc.record({
		searches: fc.array(fc.integer({ min: 10, max: 120 }), { minLength: 1, maxLength: 4 }),
		arrivesAtMs: fc.oneof(
			fc.integer({ min: 1, max: 10 * second }),
			fc.integer({ min: 1, max: 100 * second }),
		),
		latencyMs: fc.integer({ min: 20, max: 3 * second }),
		startsInMinuteMs: fc.nat(windowMs - 1),
		seed: fc.nat(1000),
	}),
	async ({ searches, arrivesAtMs, latencyMs, startsInMinuteMs, seed }) => {
		const world = new ModelWorld({
			entries: plainList(120),
			rules: { clockAheadMs: startsInMinuteMs },
			latencies: [latencyMs],
			seed,
		});
		// It has its token, as a program has that looks up now and then.
		const newcomer = newRun(world, { ...plainRun, orderNumberOf: 1 });
		const lookUp = () => readSearch(world, newcomer, newcomer.input);
		expectFoundAll(world, newcomer, await world.clock.run(lookUp()));

		const long = searches.map(async (limit) => {
			const run = newRun(world, { ...plainRun, pageSize: 1 });
			const { error, items } = await readSearch(world, run, { ...run.input, limit });
			expect(error).toBeUndefined();
			expect(items).toHaveLength(limit);
		});
		await world.clock.pass(arrivesAtMs);
		const arrivedAt = world.clock.now();
		const serverNow = arrivedAt + world.rules.clockAheadMs;
		const { start, used } = world.state.window;
		const isOpen = serverNow < start + windowMs;
		const leftMs = isOpen ? start + windowMs - serverNow : 0;
		const underWay = world.inFlight;
		const hasLeft = isOpen && used + underWay < world.rules.limit;

		const reading = await world.clock.run(lookUp());
		expectFoundAll(world, newcomer, reading);
		// One of those under way ends first. Then it is its turn, in this window or in the next.
		const waitMs = hasLeft && leftMs > guardMs + 2 * latencyMs ? 0 : leftMs + guardMs;
		const tookMs = reading.endedAt - arrivedAt;
		expect(tookMs).toBeLessThanOrEqual(waitMs + 2 * latencyMs + 0.2 * second);
		await world.clock.run(Promise.all(long));
	},
);
