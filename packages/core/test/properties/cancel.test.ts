import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { expectAmong } from '../support/compare-items.ts';
import { expectLimitKept } from '../support/expect-limit.ts';
import { expectedOrders } from '../support/expected-items.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { expectFoundAll, newRun } from '../support/model-run.ts';
import {
	fitRules,
	honestRules,
	latencies,
	longRunShape,
	oneIn,
	runShape,
} from '../support/model-scenarios.ts';
import { ModelWorld } from '../support/model-world.ts';
import { property } from '../support/property.ts';
import { readSearch } from '../support/read-search.ts';

const server = { list: listShape(120, 1), rules: honestRules, latencies, seed: fc.nat(1000) };

/** When a run is cancelled. */
const moment = fc.oneof(
	fc.record({ afterMs: fc.oneof(fc.nat(6000), fc.nat(150_000)) }),
	fc.record({
		at: fc.constantFrom('call', 'page', 'report'),
		nth: fc.integer({ min: 1, max: 12 }),
	}),
	fc.constant({ at: 'start', nth: 1 }),
);

property(
	'a run that is cancelled ends at once and leaves nothing behind, and others go on',
	700,
	fc.record({ ...server, run: longRunShape, other: oneIn(2, runShape), moment }),
	async ({ list, rules, run: shape, other: otherShape, moment: when, ...line }) => {
		const entries = entriesOf({ ...list, inParts: false });
		const world = new ModelWorld({ entries, rules: fitRules(rules, entries), ...line });
		const run = newRun(world, shape);
		const other = otherShape && newRun(world, otherShape);
		const cancel = new AbortController();
		const { signal } = cancel;
		let cancelled: { at: number; requests: number; pages: number; heldUntil: number } | undefined;
		let heldUntil = -Infinity;
		let pages = 0;
		const abort = () => {
			cancelled ??= { at: world.clock.now(), requests: run.sent.length, pages, heldUntil };
			cancel.abort();
		};
		const isMoment = (at: string, nth: number) =>
			'at' in when && when.at === at && when.nth === nth;
		if (isMoment('start', 1)) abort();
		if ('afterMs' in when) world.clock.after(when.afterMs, abort);
		else if (when.at === 'call') world.onCall(when.nth, abort);
		const others = other && readSearch(world, other, other.input, other);
		const reading = await world.clock.run(
			readSearch(world, run, run.input, {
				way: run.way,
				signal,
				onProgress: (_, number) => {
					if (isMoment('report', number)) abort();
				},
				onPage: (page) => {
					pages = page;
					heldUntil = world.clock.now() + (run.way === 'collect' ? 0 : run.way.pauseMs);
					if (isMoment('page', page)) abort();
				},
			}),
		);

		expect(getEventListeners(signal, 'abort')).toEqual([]);
		expect(run.inFlight).toBe(0);
		if (!other) expect(world.clock.sleeping).toBe(0);
		if (cancelled && reading.error) {
			expect(reading.error.code).toBe('CANCELLED');
			expect(reading.summary.complete).toBe(false);
			expect(reading.pagesGiven).toBe(cancelled.pages);
			expect(reading.endedAt).toBe(Math.max(cancelled.at, cancelled.heldUntil));
			const expected = expectedOrders(entries, run.criteria);
			expectAmong(reading.items, expected, run);
		} else {
			// Who cancels while the last page is delivered has everything.
			expectFoundAll(world, run, reading);
		}
		if (other && others) expectFoundAll(world, other, await world.clock.run(others));
		await world.clock.settle();
		if (cancelled) expect(run.sent).toHaveLength(cancelled.requests);
		expect(world.clock.sleeping).toBe(0);
		expectLimitKept(world);
	},
);

property(
	'pages that are left with break ask for no more and leave nothing behind, and others go on',
	300,
	fc.record({
		...server,
		run: longRunShape,
		other: oneIn(2, runShape),
		pauseMs: fc.constantFrom(0, 0, 100, 5000),
		pagesTaken: fc.integer({ min: 1, max: 4 }),
	}),
	async ({ list, rules, run: shape, other: otherShape, pauseMs, pagesTaken, ...line }) => {
		const entries = entriesOf({ ...list, inParts: false });
		const world = new ModelWorld({ entries, rules: fitRules(rules, entries), ...line });
		const run = newRun(world, { ...shape, way: { pauseMs, pagesTaken } });
		const other = otherShape && newRun(world, otherShape);
		const { signal } = new AbortController();
		const others = other && readSearch(world, other, other.input, other);
		const reading = readSearch(world, run, run.input, { way: run.way, signal });
		const { items, error } = await world.clock.run(reading);

		const requests = run.sent.length;
		expect(error).toBeUndefined();
		expect(getEventListeners(signal, 'abort')).toEqual([]);
		expect(run.inFlight).toBe(0);
		if (!other) expect(world.clock.sleeping).toBe(0);
		const expected = expectedOrders(entries, run.criteria);
		expectAmong(items, expected, run);
		if (other && others) expectFoundAll(world, other, await world.clock.run(others));
		await world.clock.settle();
		expect(run.sent).toHaveLength(requests);
		expect(world.clock.sleeping).toBe(0);
		expectLimitKept(world);
	},
);
