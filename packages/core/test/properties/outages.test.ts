import { IngramError } from '@ingram-orders/core';
import fc from 'fast-check';
import { expectAmong } from '../support/compare-items.ts';
import { expectLimitKept } from '../support/expect-limit.ts';
import { expectedOrders } from '../support/expected-items.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { expectFoundAll, newRun } from '../support/model-run.ts';
import {
	fitRules,
	honestRules,
	longRunShape,
	oneIn,
	plainRun,
	runShape,
} from '../support/model-scenarios.ts';
import { ModelWorld, type Mishap, type OutageKind } from '../support/model-world.ts';
import { property, type CaseOf } from '../support/property.ts';
import { readSearch, type Reading } from '../support/read-search.ts';

const second = 1000;
const minute = 60 * second;

/** Requests that are under way side by side at most, and those that a run may spend on a dead server. */
const maxInFlight = 24;
const spentOnDead = 10;

const kinds: readonly OutageKind[] = [
	'unresolved',
	'refused',
	'lost',
	'silent',
	'status-500',
	'status-502',
	'status-503',
];

/** Seconds for one request, well above what any takes here. */
const timeout = 5;

const server = {
	list: listShape(120, 1),
	rules: honestRules,
	latencies: fc.array(fc.integer({ min: 0, max: 2 * second }), { minLength: 1, maxLength: 6 }),
	seed: fc.nat(1000),
};

/** Lists without parts: what makes them whole is for other properties. */
function createWorld({ list, rules, ...line }: CaseOf<typeof server>): ModelWorld {
	const entries = entriesOf({ ...list, inParts: false });
	return new ModelWorld({ entries, rules: fitRules(rules, entries), ...line });
}

/** Runs that have many pages under way. */
const busyRunShape = fc
	.record({ run: runShape, pageSize: fc.integer({ min: 1, max: 4 }) })
	.map(({ run: { output, way, onHoldOnly }, pageSize }) => ({
		...plainRun,
		output,
		way,
		onHoldOnly,
		pageSize,
	}));

property(
	'an outage of two seconds at most ends no run, whenever it comes and however much is under way',
	150,
	fc.record({
		...server,
		list: listShape(120, 30),
		latencies: fc.array(fc.integer({ min: 20, max: second }), { minLength: 1, maxLength: 6 }),
		runs: fc.array(busyRunShape, { minLength: 1, maxLength: 2 }),
		kind: fc.constantFrom(...kinds),
		fromMs: fc.oneof(
			{ weight: 3, arbitrary: fc.integer({ min: 0, max: 5 * second }) },
			{ weight: 1, arbitrary: fc.integer({ min: 0, max: 2 * minute }) },
		),
		ms: fc.integer({ min: 1, max: 2 * second }),
		retryAfter: oneIn(4, fc.integer({ min: 1, max: 3 })),
	}),
	async ({ runs: shapes, kind, fromMs, ms, retryAfter, ...rest }) => {
		const world = createWorld(rest);
		world.outages = [{ kind, fromMs, ms, retryAfter }];
		const readings = shapes.map(async (shape) => {
			const run = newRun(world, shape);
			return { run, reading: await readSearch(world, run, { ...run.input, timeout }, run) };
		});
		for (const { run, reading } of await world.clock.run(Promise.all(readings))) {
			expectFoundAll(world, run, reading);
		}
		expect(world.clock.sleeping).toBe(0);
		expectLimitKept(world);
	},
);

property(
	'failures now and then end no run',
	250,
	fc.record({
		...server,
		run: longRunShape,
		// Two in a row would be an outage, and a second 401 a wrong secret.
		places: fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 6 }),
		kinds: fc.array(fc.constantFrom<Mishap>('lost', 'status-500', 'silent', 'not-json'), {
			minLength: 6,
			maxLength: 6,
		}),
		isFirstUnauthorized: fc.boolean(),
	}),
	async ({ run: shape, places, kinds: mishaps, isFirstUnauthorized, ...rest }) => {
		const world = createWorld(rest);
		places.forEach((place, index) => {
			const mishap = index === 0 && isFirstUnauthorized ? 'status-401' : mishaps[index];
			world.mishaps.set(1 + 3 * place, mishap ?? 'lost');
		});
		const run = newRun(world, shape);
		const search = readSearch(world, run, { ...run.input, timeout }, run);
		expectFoundAll(world, run, await world.clock.run(search));
		expect(world.clock.sleeping).toBe(0);
		expectLimitKept(world);
	},
);

property(
	'a server that dies ends a run after a few requests',
	300,
	fc.record({
		...server,
		run: longRunShape,
		kind: fc.constantFrom(...kinds),
		fromMs: fc.integer({ min: 0, max: 10 * second }),
	}),
	async ({ run: shape, kind, fromMs, ...rest }) => {
		const world = createWorld(rest);
		world.outages = [{ kind, fromMs, ms: Infinity }];
		const run = newRun(world, shape);
		const diesAt = world.clock.now() + fromMs;
		const reading = await world.clock.run(
			readSearch(world, run, { ...run.input, timeout, maxWait: 300 }, run),
		);
		if (!reading.error) {
			expectFoundAll(world, run, reading);
			return;
		}
		expect(reading.error.code).toMatch(/^(UNREACHABLE|TIMEOUT|SERVICE_UNAVAILABLE)$/);
		expect(reading.summary.complete).toBe(false);
		const expected = expectedOrders(world.state.entries, run.criteria);
		expectAmong(reading.items, expected, run);
		const spent = run.sent.filter(({ at }) => at >= diesAt);
		expect(spent.length).toBeLessThanOrEqual(maxInFlight + spentOnDead);
		expect(world.clock.sleeping).toBe(0);
	},
);

property(
	'a dead token endpoint ends a run in time',
	60,
	fc.record({
		...server,
		kind: fc.constantFrom(...kinds),
		timeoutSeconds: fc.integer({ min: 1, max: 60 }),
	}),
	async ({ kind, timeoutSeconds, ...rest }) => {
		const world = createWorld(rest);
		world.outages = [{ kind, fromMs: 0, ms: Infinity, isOfTokens: true }];
		const run = newRun(world, plainRun);
		const input = { ...run.input, timeout: timeoutSeconds };
		const reading = await world.clock.run(readSearch(world, run, input, run));
		expect(reading.error).toBeInstanceOf(IngramError);
		expect(run.sent.length).toBeLessThanOrEqual(spentOnDead);
		const tookMs = reading.endedAt - reading.startedAt;
		expect(tookMs).toBeLessThanOrEqual(spentOnDead * timeoutSeconds * second + minute);
	},
);

property(
	'look-ups of a machine that is offline use up nothing',
	60,
	fc.record({
		...server,
		kind: fc.constantFrom<OutageKind>('unresolved', 'refused'),
		lookUps: fc.integer({ min: 1, max: 25 }),
		areSideBySide: fc.boolean(),
		run: runShape,
	}),
	async ({ kind, lookUps, areSideBySide, run: shape, ...rest }) => {
		const world = createWorld({
			...rest,
			rules: { ...rest.rules, limit: 60, otherCalls: 0, maxPageSize: 100 },
		});
		const run = newRun(world, { ...shape, pageSize: 100 });
		const search = () => readSearch(world, run, { ...run.input, maxWait: 0 }, run);
		expectFoundAll(world, run, await world.clock.run(search()));

		world.outages = [{ kind, fromMs: 0, ms: Infinity }];
		const failed: Reading[] = [];
		const lookUp = async () => failed.push(await search());
		if (areSideBySide) await world.clock.run(Promise.all(Array.from({ length: lookUps }, lookUp)));
		else for (let times = 0; times < lookUps; times++) await world.clock.run(lookUp());
		expect(new Set(failed.map(({ error }) => error?.code))).toEqual(new Set(['UNREACHABLE']));

		world.outages = [];
		expectFoundAll(world, run, await world.clock.run(search()));
		expectLimitKept(world);
	},
);

property(
	'a request that gets no answer holds nobody else up for long',
	100,
	fc.record({
		...server,
		run: longRunShape,
		hungCall: fc.integer({ min: 1, max: 3 }),
		laterMs: fc.integer({ min: 0, max: 5 * minute }),
	}),
	async ({ run: shape, hungCall, laterMs, ...rest }) => {
		const world = createWorld({
			...rest,
			rules: { ...rest.rules, limit: 60, otherCalls: 0, maxPageSize: 100 },
		});
		for (let call = 1; call <= hungCall; call++) world.mishaps.set(call, 'silent');
		const patient = newRun(world, plainRun);
		const cancel = new AbortController();
		const { signal } = cancel;
		const hung = readSearch(world, patient, { ...patient.input, timeout: 86_400 }, { signal });
		await world.clock.pass(laterMs);
		const run = newRun(world, { ...shape, pageSize: 50, way: 'collect' });
		const input = { ...run.input, timeout, maxWait: 0 };
		const reading = await world.clock.run(readSearch(world, run, input));
		expectFoundAll(world, run, reading);
		// The monopoly, the time limits of what hangs of its own, and the pages.
		const allowedMs = 10 * second + hungCall * 2 * timeout * second;
		expect(reading.endedAt - reading.startedAt).toBeLessThanOrEqual(allowedMs + 30 * second);
		cancel.abort();
		await world.clock.run(hung);
	},
);
