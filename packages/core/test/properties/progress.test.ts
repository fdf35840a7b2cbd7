import fc from 'fast-check';
import { changes, planChanges } from '../support/model-changes.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { newRun } from '../support/model-run.ts';
import {
	fitRules,
	honestRules,
	latencies,
	longRunShape,
	oneIn,
} from '../support/model-scenarios.ts';
import { ModelWorld } from '../support/model-world.ts';
import { property } from '../support/property.ts';
import { readSearch, type Reading } from '../support/read-search.ts';

const server = { list: listShape(150), rules: honestRules, latencies, seed: fc.nat(1000) };

function pageReports({ progress }: Reading) {
	return progress.filter((report) => report.kind === 'page');
}

/** Numbers that never become smaller. */
function expectNoStepBack(numbers: readonly number[]): void {
	expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
}

property(
	'the reports of a run never run back, and end with no more orders than there are',
	350,
	fc.record({ ...server, run: longRunShape, limit: oneIn(4, fc.integer({ min: 1, max: 50 })) }),
	async ({ list, rules, run: shape, limit, ...line }) => {
		const entries = entriesOf(list);
		const world = new ModelWorld({ entries, rules: fitRules(rules, entries), ...line });
		const run = newRun(world, shape);
		const search = readSearch(world, run, { ...run.input, limit }, run);
		const reading = await world.clock.run(search);
		const pages = pageReports(reading);
		expect(pages.length).toBeGreaterThan(0);
		expectNoStepBack(pages.map(({ page }) => page));
		expectNoStepBack(pages.map(({ orders }) => orders));
		expect(pages.filter(({ page, pages: all }) => page > all)).toEqual([]);
		expect(pages.at(-1)?.orders).toBeLessThanOrEqual(reading.summary.ordersFound);
		expect(reading.summary.ordersReturned).toBeLessThanOrEqual(reading.summary.ordersFound);
		// What was held back for its other parts leaves with the last page, not after it.
		const served = world.arrived.filter(({ verdict }) => verdict === 'served').length;
		expect(reading.pagesGiven).toBeLessThanOrEqual(served);
		expect(reading.summary.pages).toBeLessThanOrEqual(served);
	},
);

property(
	'the page that is reported never runs back, also where a list changes and is read again',
	200,
	fc.record({ ...server, run: longRunShape, changes }),
	async ({ list, rules, run: shape, changes: planned, ...line }) => {
		const entries = entriesOf(list);
		const world = new ModelWorld({ entries, rules: fitRules(rules, entries), ...line });
		planChanges(world, planned);
		const run = newRun(world, shape);
		const reading = await world.clock.run(readSearch(world, run, run.input, run));
		const pages = pageReports(reading);
		expectNoStepBack(pages.map(({ page }) => page));
		expect(pages.filter(({ page, pages: all }) => page > all)).toEqual([]);
	},
);
