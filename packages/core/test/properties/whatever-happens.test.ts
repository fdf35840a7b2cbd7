import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { expectAmong, expectIncluded } from '../support/compare-items.ts';
import { expectLimitKept } from '../support/expect-limit.ts';
import { expectedOrders } from '../support/expected-items.ts';
import { changes, planChanges, type Change } from '../support/model-changes.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { newRun } from '../support/model-run.ts';
import {
	fitRules,
	honestRules,
	latencies,
	longRunShape,
	oneIn,
} from '../support/model-scenarios.ts';
import { ModelWorld, type Mishap, type OutageKind } from '../support/model-world.ts';
import { property } from '../support/property.ts';
import { readSearch, warningCodes } from '../support/read-search.ts';

const second = 1000;
const minute = 60 * second;

/** What a run may end with here; the rest would be a mistake of its own. */
const codes = [
	'AUTHENTICATION',
	'CANCELLED',
	'RATE_LIMIT',
	'SERVICE_UNAVAILABLE',
	'TIMEOUT',
	'UNREACHABLE',
	'UNREADABLE_ANSWER',
];

const outage = fc.record({
	kind: fc.constantFrom<OutageKind>('unresolved', 'refused', 'lost', 'silent', 'status-503'),
	fromMs: fc.integer({ min: 0, max: 2 * minute }),
	ms: fc.integer({ min: 1, max: minute }),
});

const mishap = fc.record({
	call: fc.integer({ min: 1, max: 30 }),
	mishap: fc.constantFrom<Mishap>('lost', 'silent', 'status-401', 'status-500', 'not-json'),
});

property(
	'whatever happens, orders come once, none that stayed is missing without a word, and nothing is left over',
	400,
	fc.record({
		list: listShape(120),
		rules: honestRules,
		latencies,
		seed: fc.nat(1000),
		changes: fc.oneof(fc.constant<Change[]>([]), changes),
		outages: fc.array(outage, { maxLength: 2 }),
		mishaps: fc.array(mishap, { maxLength: 4 }),
		runs: fc.array(
			fc.record({
				shape: longRunShape,
				limit: oneIn(4, fc.integer({ min: 1, max: 60 })),
				maxWait: fc.integer({ min: 0, max: 3600 }),
				cancelledAtMs: oneIn(4, fc.integer({ min: 0, max: 3 * minute })),
			}),
			{ minLength: 1, maxLength: 3 },
		),
	}),
	async ({ list, rules, changes: planned, outages, mishaps, runs, ...line }) => {
		const entries = entriesOf(list);
		const world = new ModelWorld({
			entries,
			rules: { ...fitRules(rules, entries), counts: 'entries', limit: 60, otherCalls: 0 },
			outages,
			...line,
		});
		for (const { call, mishap: kind } of mishaps) world.mishaps.set(call, kind);
		const known = planChanges(world, planned);
		const readings = runs.map(async ({ shape, limit, maxWait, cancelledAtMs }) => {
			const run = newRun(world, shape);
			const cancel = new AbortController();
			if (cancelledAtMs !== undefined) world.clock.after(cancelledAtMs, () => cancel.abort());
			const input = { ...run.input, limit, maxWait, timeout: 5 };
			const { way } = run;
			const reading = await readSearch(world, run, input, { way, signal: cancel.signal });
			expect(getEventListeners(cancel.signal, 'abort')).toEqual([]);
			return { run, reading, limit };
		});
		for (const { run, reading, limit } of await world.clock.run(Promise.all(readings))) {
			const { items, summary, error } = reading;
			expectAmong(items, expectedOrders([...known], run.criteria), run);
			expect(items.length).toBeLessThanOrEqual(limit ?? Infinity);
			const stayed = entries.filter((entry) => world.state.entries.includes(entry));
			if (error) {
				expect(codes).toContain(error.code);
				expect(summary.complete).toBe(false);
			} else if (!summary.complete) {
				expect(warningCodes(reading)).toContain('INCOMPLETE');
			} else if (items.length !== limit) {
				expectIncluded(items, expectedOrders(stayed, run.criteria), run);
			}
		}
		expect(world.inFlight).toBe(0);
		expect(world.clock.sleeping).toBe(0);
		expectLimitKept(world);
	},
);
