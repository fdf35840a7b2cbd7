import fc from 'fast-check';
import { expectAmong, expectAsSent, expectExactly } from '../support/compare-items.ts';
import { expectedOrders, isAskedFor } from '../support/expected-items.ts';
import { defaultPageSize, matchingEntries } from '../support/model-listing.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { expectFoundAll, newRun } from '../support/model-run.ts';
import {
	fitRules,
	honestRules,
	latencies,
	longRunShape,
	runShape,
} from '../support/model-scenarios.ts';
import { ModelWorld } from '../support/model-world.ts';
import { property } from '../support/property.ts';
import { readSearch, warningCodes } from '../support/read-search.ts';
import { hasUnnoticeableParts } from '../support/unnoticeable-parts.ts';

const minute = 60_000;

const honestServer = { list: listShape(400), rules: honestRules, latencies, seed: fc.nat(1000) };

property(
	'every order of a list that stays as it is comes once, whatever is asked, side by side too',
	600,
	fc.record({ ...honestServer, runs: fc.array(runShape, { minLength: 1, maxLength: 3 }) }),
	async ({ list, rules, runs, ...line }) => {
		const entries = entriesOf(list);
		const world = new ModelWorld({ entries, rules: fitRules(rules, entries), ...line });
		const readings = runs.map(async (shape) => {
			const run = newRun(world, shape);
			return { run, reading: await readSearch(world, run, run.input, run) };
		});
		for (const { run, reading } of await world.clock.run(Promise.all(readings))) {
			expectFoundAll(world, run, reading);
		}
		expect(world.clock.sleeping).toBe(0);
	},
);

property(
	'orders come as they were sent, in the order of the list, and are counted',
	300,
	fc.record({ ...honestServer, run: runShape }),
	async ({ list, rules, run: shape, ...line }) => {
		const entries = entriesOf({ ...list, inParts: false });
		const world = new ModelWorld({
			entries,
			...line,
			rules: { ...fitRules(rules, entries), statusFilter: 'orders' },
		});
		const run = newRun(world, shape);
		const { items, summary } = await world.clock.run(readSearch(world, run, run.input, run));

		const { criteria } = run;
		const expected = expectedOrders(entries, criteria);
		const isOneQuery = (criteria.orderStatus?.length ?? 1) === 1;
		if (isOneQuery) expectAsSent(items, expected);
		expect(summary.ordersReturned).toBe(expected.length);
		// Hold reasons, holds and the blank status are no filters of the API.
		const asksForStatus = criteria.orderStatus?.includes('') === false;
		const found = expectedOrders(entries, {
			...criteria,
			holdReason: undefined,
			onHoldOnly: undefined,
			orderStatus: asksForStatus ? criteria.orderStatus : undefined,
		});
		expect(summary.ordersFound).toBe(found.length);
	},
);

property(
	'orders that were entered by a clock ahead of the server’s are not lost without a word',
	300,
	fc.record({
		...honestServer,
		run: runShape,
		/** How far the newest order is ahead of the server's clock. */
		aheadMinutes: fc.integer({ min: -20, max: 400 }),
		createdAfter: fc.record({ of: fc.nat(400), plusMs: fc.constant(0) }),
	}),
	async ({ list, rules, run: asked, aheadMinutes, createdAfter, ...line }) => {
		const world = new ModelWorld({ rules, ...line });
		const serverNow = world.clock.now() + world.rules.clockAheadMs;
		const newest = Math.floor(serverNow / 1000) * 1000 + aheadMinutes * minute;
		const entries = entriesOf(list, newest);
		world.state = { ...world.state, entries };
		const run = newRun(world, { ...asked, createdAfter, createdBefore: undefined });
		const reading = await world.clock.run(readSearch(world, run, run.input, run));

		expect(reading.error).toBeUndefined();
		if (hasUnnoticeableParts(world.rules, entries, run.sent)) return;
		const expected = expectedOrders(entries, run.criteria);
		if (reading.summary.complete) {
			expectExactly(reading.items, expected, run);
		} else {
			expectAmong(reading.items, expected, run);
			expect(warningCodes(reading)).toContain('INCOMPLETE');
			// Where the newest come first, page 1 shows them. Elsewhere they may come as a surprise.
			expect(list.sorted === 'newest-first' && !list.inParts).toBe(false);
			expect(aheadMinutes).toBeGreaterThan(0);
		}
	},
);

property(
	'one page is what the server has on it',
	200,
	fc.record({
		...honestServer,
		run: fc.oneof(runShape, longRunShape),
		pageNumber: fc.integer({ min: 1, max: 5 }),
	}),
	async ({ list, rules, run: asked, pageNumber, ...line }) => {
		const entries = entriesOf(list);
		const world = new ModelWorld({ entries, rules, ...line });
		// Several statuses are several queries, each with a page of that number.
		const orderStatus = asked.orderStatus?.slice(0, 1);
		const run = newRun(world, { ...asked, orderStatus });
		const input = { ...run.input, pageSize: asked.pageSize, pageNumber };
		const reading = await world.clock.run(readSearch(world, run, input, run));

		const status = orderStatus?.[0] ?? '';
		const query = new URLSearchParams(status === '' ? {} : { orderstatus: status });
		const size = Math.min(asked.pageSize ?? defaultPageSize, world.rules.maxPageSize);
		const page = matchingEntries(world.rules, entries, query)
			.filter((entry) => isAskedFor(entry, run.criteria))
			.slice((pageNumber - 1) * size, pageNumber * size);
		expect(reading.error).toBeUndefined();
		expect(reading.summary).toMatchObject({ complete: true, requests: 1 });
		expectExactly(reading.items, expectedOrders(page, run.criteria), run);
	},
);
