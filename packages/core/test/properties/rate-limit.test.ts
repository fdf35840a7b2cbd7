import type { HttpResponse } from '@ingram-orders/core';
import fc from 'fast-check';
import { expectLimitKept } from '../support/expect-limit.ts';
import { plainList } from '../support/model-lists.ts';
import { expectFoundAll, newRun } from '../support/model-run.ts';
import { countingRules, latencies, plainRun, way } from '../support/model-scenarios.ts';
import { ModelWorld, type Mishap } from '../support/model-world.ts';
import { property } from '../support/property.ts';
import { readSearch, type Way } from '../support/read-search.ts';

const second = 1000;

/** A run that reads pages of one order each. */
const onePerPage = { ...plainRun, pageSize: 1 };

/** Starts runs, each some time after the one before, and reads all of them to the end. */
async function readAll(
	world: ModelWorld,
	runs: readonly { way: Way; afterMs: number }[],
): Promise<void> {
	const readings: Promise<void>[] = [];
	for (const { way: taken, afterMs } of runs) {
		await world.clock.pass(afterMs);
		const run = newRun(world, { ...onePerPage, way: taken });
		const reading = readSearch(world, run, run.input, run);
		readings.push(reading.then((ended) => expectFoundAll(world, run, ended)));
	}
	await world.clock.run(Promise.all(readings));
}

/** Servers whose resets lie a moment after their windows end, as whole seconds do that are rounded up. */
const lateResets = countingRules.map((rules) => ({
	...rules,
	windows: 'first-request' as const,
	reset: 'seconds' as const,
	roundsReset: 'up' as const,
}));

property(
	'no window gets more calls than it holds, and none is refused once an answer has told the window',
	350,
	fc.record({
		rules: fc.oneof({ weight: 2, arbitrary: countingRules }, { weight: 1, arbitrary: lateResets }),
		limit: fc.oneof(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 100 })),
		pages: fc.integer({ min: 1, max: 120 }),
		runs: fc.array(fc.record({ way, afterMs: fc.nat(70 * second) }), {
			minLength: 1,
			maxLength: 3,
		}),
		latencies,
		seed: fc.nat(1000),
	}),
	async ({ rules, limit: given, pages, runs, ...line }) => {
		// Without headers nobody can know of another limit.
		const limit = rules.reset === 'never' ? rules.limit : given;
		const otherCalls = Math.min(rules.otherCalls, limit - 1);
		// More than four windows are more of the same.
		const entries = plainList(Math.min(pages, 4 * (limit - otherCalls)));
		const world = new ModelWorld({ entries, rules: { ...rules, limit, otherCalls }, ...line });
		await readAll(world, runs);
		expectLimitKept(world);
		expect(world.clock.sleeping).toBe(0);
	},
);

property(
	'answers that say nothing of the limit teach nothing, and the first that does teaches enough',
	150,
	fc.record({
		rules: countingRules,
		left: fc.integer({ min: 1, max: 12 }),
		// A second 401 would be a wrong secret.
		isFirstUnauthorized: fc.boolean(),
		mishaps: fc.array(fc.constantFrom<Mishap>('lost', 'status-500', 'not-json'), { maxLength: 2 }),
		runs: fc.array(fc.record({ way, afterMs: fc.nat(2 * second) }), { minLength: 1, maxLength: 3 }),
		latencies,
		seed: fc.nat(1000),
	}),
	async ({ rules, left, isFirstUnauthorized, mishaps, runs, ...line }) => {
		const reset = rules.reset === 'never' ? 'milliseconds' : rules.reset;
		const counting = {
			...rules,
			reset,
			limit: 60,
			otherCalls: 0,
			windows: 'first-request',
		} as const;
		const world = new ModelWorld({ entries: plainList(20), rules: counting, ...line });
		// Others have used the window nearly up before anybody here begins.
		const start = world.clock.now() + rules.clockAheadMs - 5 * second;
		world.state = { ...world.state, window: { start, used: 60 - left } };
		const silent: Mishap[] = isFirstUnauthorized ? ['status-401', ...mishaps] : mishaps;
		silent.forEach((mishap, index) => world.mishaps.set(index + 1, mishap));
		await readAll(world, runs);
		const refused = world.arrived
			.slice(mishaps.length)
			.filter(({ verdict, window }) => verdict === 'quota' && window === start);
		expect(refused.length).toBeLessThanOrEqual(1);
		expectLimitKept(world);
	},
);

property(
	'spike arrest costs seconds and no windows, whether or not it says what it is',
	100,
	fc.record({
		pages: fc.integer({ min: 2, max: 50 }),
		spikeLimit: fc.integer({ min: 2, max: 8 }),
		refusal: fc.constantFrom('coded' as const, 'plain' as const),
		latencyMs: fc.integer({ min: 10, max: second }),
		seed: fc.nat(1000),
	}),
	async ({ pages, spikeLimit, refusal, latencyMs, seed }) => {
		const world = new ModelWorld({
			entries: plainList(pages),
			rules: { spikeLimit, refusal },
			latencies: [latencyMs],
			seed,
		});
		await readAll(world, [{ way: 'collect', afterMs: 0 }]);
		// A call a second is what the quota allows for good.
		expect(world.elapsedMs).toBeLessThanOrEqual((pages + 10) * (second + latencyMs));
	},
);

/** What a gateway says that refuses everything, or everything for a while. */
const refusals = {
	'zero-seconds': () => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' }),
	now: (now: number) => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now) }),
	'retry-at-once': () => ({ 'retry-after': '0' }),
	nothing: () => ({}),
};

property(
	'a gateway that refuses whatever comes is not asked more often than the limit allows',
	80,
	fc.record({
		pages: fc.integer({ min: 1, max: 60 }),
		says: fc.constantFrom(...(Object.keys(refusals) as (keyof typeof refusals)[])),
		fromCall: fc.integer({ min: 1, max: 30 }),
		maxWait: fc.integer({ min: 0, max: 120 }),
		latencies,
		seed: fc.nat(1000),
	}),
	async ({ pages, says, fromCall, maxWait, ...line }) => {
		const world = new ModelWorld({ entries: plainList(pages), ...line });
		world.onCall(fromCall, () => {
			world.refuse = (now) => refusal(refusals[says](now));
		});
		const run = newRun(world, onePerPage);
		const search = readSearch(world, run, { ...run.input, maxWait }, run);
		const reading = await world.clock.run(search, 3600 * second);
		if (!reading.error) {
			expectFoundAll(world, run, reading);
			return;
		}
		expect(reading.error.code).toBe('RATE_LIMIT');
		const windows = Math.ceil((reading.endedAt - reading.startedAt) / (60 * second)) + 1;
		expect(world.arrived.length).toBeLessThanOrEqual(60 * windows);
		expect(world.clock.sleeping).toBe(0);
	},
);

function refusal(headers: HttpResponse['headers']): HttpResponse {
	return { status: 429, headers, body: '' };
}

property(
	'a second policy with windows of its own is met a few times in each of them',
	80,
	fc.record({
		pages: fc.integer({ min: 1, max: 60 }),
		allows: fc.integer({ min: 1, max: 20 }),
		everyMs: fc.integer({ min: 2 * second, max: 20 * second }),
		latencies,
		seed: fc.nat(1000),
	}),
	async ({ pages, allows, everyMs, ...line }) => {
		const world = new ModelWorld({ entries: plainList(pages), ...line });
		const passed = new Map<number, number>();
		world.refuse = (now) => {
			const window = Math.floor(now / everyMs);
			const before = passed.get(window) ?? 0;
			passed.set(window, before + 1);
			if (before < allows) return undefined;
			return refusal({
				'x-ratelimit-limit': String(allows),
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': String((window + 1) * everyMs),
			});
		};
		await readAll(world, [{ way: 'collect', afterMs: 0 }]);
		const refused = world.arrived.filter(({ verdict }) => verdict === 'refused').length;
		// All that is under way side by side may meet the end of what a window allows.
		expect(refused).toBeLessThanOrEqual(24 * passed.size);
	},
);

property(
	'a token is never over when it is used, however long a request waits at the gate',
	100,
	fc.record({
		rules: countingRules,
		tokenLifeMs: fc.integer({ min: 10 * second, max: 300 * second }),
		limit: fc.integer({ min: 1, max: 10 }),
		pages: fc.integer({ min: 1, max: 40 }),
		way,
		latencies,
		seed: fc.nat(1000),
	}),
	async ({ rules, tokenLifeMs, limit, pages, way: taken, ...line }) => {
		const isTold = rules.reset !== 'never';
		const counting = { ...rules, limit: isTold ? limit : 60, otherCalls: 0, tokenLifeMs };
		const world = new ModelWorld({ entries: plainList(pages), rules: counting, ...line });
		await readAll(world, [{ way: taken, afterMs: 0 }]);
		expect(world.arrived.filter(({ verdict }) => verdict === 'unauthorized')).toEqual([]);
	},
);
