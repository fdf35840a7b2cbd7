import fc from 'fast-check';
import { OrderWatcher, planWatch } from '@ingram-orders/core';
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
	'a search of one page waits for one request of a poll, however much that reads',
	30,
	fc.record({
		arrivesAtMs: fc.integer({ min: 1, max: 20 * second }),
		latencyMs: fc.integer({ min: 20, max: 2 * second }),
		startsInMinuteMs: fc.nat(windowMs - 1),
		seed: fc.nat(1000),
	}),
	async ({ arrivesAtMs, latencyMs, startsInMinuteMs, seed }) => {
		const world = new ModelWorld({
			entries: plainList(4000),
			rules: { clockAheadMs: startsInMinuteMs },
			latencies: [latencyMs],
			seed,
		});
		const newcomer = newRun(world, { ...plainRun, orderNumberOf: 1 });
		const lookUp = () => readSearch(world, newcomer, newcomer.input);
		expectFoundAll(world, newcomer, await world.clock.run(lookUp()));

		const { client } = world.newClient();
		const plan = planWatch({ events: ['statusChanged'] }, client.account);
		const poll = new OrderWatcher().poll(client, plan, { stored: undefined });
		await world.clock.pass(arrivesAtMs);
		const arrivedAt = world.clock.now();
		const serverNow = arrivedAt + world.rules.clockAheadMs;
		const { start, used } = world.state.window;
		const leftMs = serverNow < start + windowMs ? start + windowMs - serverNow : 0;
		const hasLeft = leftMs > 0 && used + world.inFlight < world.rules.limit;

		const reading = await world.clock.run(lookUp());
		expectFoundAll(world, newcomer, reading);
		const waitMs = hasLeft && leftMs > guardMs + 2 * latencyMs ? 0 : leftMs + guardMs;
		expect(reading.endedAt - arrivedAt).toBeLessThanOrEqual(waitMs + 2 * latencyMs + 0.2 * second);
		expect(await world.clock.run(poll)).toMatchObject({ kind: 'complete' });
	},
);
