import fc from 'fast-check';
import { plainList } from '../support/model-lists.ts';
import { expectFoundAll, newRun } from '../support/model-run.ts';
import { plainRun } from '../support/model-scenarios.ts';
import { ModelWorld, type ModelWorldOptions } from '../support/model-world.ts';
import {
	possibleMs,
	usable,
	windowMs,
	windowsToWaitFor,
	type Start,
} from '../support/possible-time.ts';
import { property } from '../support/property.ts';
import { readSearch } from '../support/read-search.ts';

const second = 1000;

/** How close to what is possible a reader stays. */
const closeness = 1.15;

/** A `Date` header tells the second; a reset in seconds may be rounded, and is counted from some moment. */
const dateGrainMs = second;
const resetGrainMs = { milliseconds: 0, seconds: 2 * second, delta: 2 * second };

/** Timers, and the random pause after a refusal. */
const guardMs = 600;

/** What a reader finds; others have left some calls of the present window. */
const start = {
	left: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
	resetInMs: fc.oneof(
		fc.integer({ min: 1, max: 8 * second }),
		fc.integer({ min: 1, max: windowMs }),
	),
	latencyMs: fc.integer({ min: 20, max: 2 * second }),
};

function worldAt({ left, resetInMs, latencyMs }: Start, options: ModelWorldOptions): ModelWorld {
	// Windows begin at whole minutes by the server's clock, as the virtual clock does.
	const rules = { ...options.rules, clockAheadMs: -resetInMs };
	const world = new ModelWorld({ ...options, rules, latencies: [latencyMs] });
	const window = { start: world.clock.now() - windowMs, used: 60 - left };
	world.state = { ...world.state, window };
	return world;
}

property(
	'a search takes hardly longer than it must, however long the pages really are',
	200,
	fc.record({
		...start,
		pages: fc.oneof(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 150 })),
		reset: fc.constantFrom('milliseconds', 'milliseconds', 'seconds', 'delta'),
		roundsReset: fc.constantFrom('up', 'down'),
		pageSize: fc.constantFrom(1, 2, 100, 100),
		maxPageSize: fc.constantFrom(1, 2),
		echoesPageSize: fc.constantFrom('asked', 'asked', 'used', 'never'),
		seed: fc.nat(1000),
	}),
	async ({ pages, pageSize, seed, ...rest }) => {
		const { left, resetInMs, latencyMs, ...rules } = rest;
		const found = { pages, left, resetInMs, latencyMs };
		const entries = plainList(pages * Math.min(pageSize, rules.maxPageSize));
		const world = worldAt(found, { entries, rules, seed });
		const run = newRun(world, plainRun);
		const reading = await world.clock.run(readSearch(world, run, { ...run.input, pageSize }));
		expectFoundAll(world, run, reading);
		const tookMs = reading.endedAt - reading.startedAt;
		expect(tookMs).toBeLessThanOrEqual(allowedMs(found, resetGrainMs[rules.reset]));
	},
);

property(
	'a clock that writes dates ahead of the one that counts costs moments and no windows',
	120,
	fc.record({
		...start,
		left: fc.integer({ min: 0, max: 20 }),
		latencyMs: fc.integer({ min: 20, max: 500 }),
		pages: fc.integer({ min: 1, max: 200 }),
		reset: fc.constantFrom('milliseconds', 'seconds'),
		dateAheadMs: fc.integer({ min: 300, max: 2 * second }),
		seed: fc.nat(1000),
	}),
	async ({ pages, left, resetInMs, latencyMs, seed, ...rules }) => {
		const found = { pages, left, resetInMs, latencyMs };
		const world = worldAt(found, { entries: plainList(pages), rules, seed });
		const run = newRun(world, { ...plainRun, pageSize: 1 });
		// As long as a user waits who changed nothing.
		const input = { ...run.input, maxWait: undefined };
		const reading = await world.clock.run(readSearch(world, run, input));
		expectFoundAll(world, run, reading);
		const perWindowMs = rules.dateAheadMs + resetGrainMs[rules.reset] + 2 * (guardMs + latencyMs);
		const tookMs = reading.endedAt - reading.startedAt;
		expect(tookMs).toBeLessThanOrEqual(allowedMs(found, perWindowMs));
	},
);

/** @param perWindowMs what a reader cannot know of the end of each window */
function allowedMs(found: Start, perWindowMs: number): number {
	const tokenMs = found.latencyMs;
	return Math.max(
		...[found, usable(found, dateGrainMs + perWindowMs)].map((start) => {
			const waited = windowsToWaitFor(start);
			const unknownMs = waited > 0 ? dateGrainMs + guardMs + waited * perWindowMs : 0;
			return tokenMs + closeness * possibleMs(start) + unknownMs;
		}),
	);
}
