import fc from 'fast-check';
import { expectAmong, expectExactly } from '../support/compare-items.ts';
import { expectedOrders } from '../support/expected-items.ts';
import { matchingEntries } from '../support/model-listing.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { newRun } from '../support/model-run.ts';
import {
	fitRules,
	honestRules,
	latencies,
	oneIn,
	longRunShape,
} from '../support/model-scenarios.ts';
import type { ModelRules } from '../support/model-server.ts';
import { ModelWorld, type Sent } from '../support/model-world.ts';
import { property } from '../support/property.ts';
import { readSearch, warningCodes } from '../support/read-search.ts';

/** How a server hides orders that it counts; `hidden` are places in the list. */
const hiding = fc.record({
	hidden: fc.array(fc.nat(400), { maxLength: 3 }),
	hiddenLeaveGaps: fc.boolean(),
	secondReadingIsEmpty: fc.boolean(),
	emptyFromPage: oneIn(4, fc.integer({ min: 2, max: 6 })),
	repeatsPageOne: oneIn(10, fc.constant(true)),
	overstatesBy: oneIn(4, fc.integer({ min: 1, max: 30 })),
});

property(
	'a result is complete only where nothing is missing, and says so where something is',
	500,
	fc.record({
		list: listShape(150, 4),
		rules: honestRules,
		run: longRunShape,
		limit: oneIn(5, fc.integer({ min: 1, max: 60 })),
		hiding,
		latencies,
		seed: fc.nat(1000),
	}),
	async ({ list, rules, run: shape, limit, hiding: hides, ...line }) => {
		const entries = entriesOf(list);
		const hidden = hides.hidden.flatMap((place) => entries.slice(place % 50, (place % 50) + 1));
		const hidingRules: Partial<ModelRules> = {
			// An order in two entries of which one is hidden is still counted as one.
			counts: 'entries',
			hidden: new Set(hidden),
			hiddenLeaveGaps: hides.hiddenLeaveGaps,
			secondReadingIsEmpty: hides.secondReadingIsEmpty,
			emptyFromPage: hides.emptyFromPage ?? Infinity,
			repeatsPageOne: hides.repeatsPageOne ?? false,
			overstatesBy: hides.overstatesBy ?? 0,
		};
		const world = new ModelWorld({
			entries,
			rules: { ...fitRules(rules, entries), ...hidingRules },
			...line,
		});
		const run = newRun(world, shape);
		const search = readSearch(world, run, { ...run.input, limit }, run);
		const reading = await world.clock.run(search);

		expect(reading.error).toBeUndefined();
		if (seemsEmpty(world, run.sent)) return;
		const expected = expectedOrders(entries, run.criteria);
		if (reading.items.length === limit) {
			// What was asked for is there, whatever else there is.
			expect(reading.summary.complete).toBe(true);
			expectAmong(reading.items, expected, run);
		} else if (reading.summary.complete) {
			expectExactly(reading.items, expected, run);
		} else {
			expectAmong(reading.items, expected, run);
			expect(warningCodes(reading)).toContain('INCOMPLETE');
		}
	},
);

/** Whether page 1 of a query says that nothing was found: nobody can know then that there is more. */
function seemsEmpty({ rules, state }: ModelWorld, sent: readonly Sent[]): boolean {
	return sent.some(({ request }) => {
		const parameters = new URL(request.url).searchParams;
		if (parameters.get('pagenumber') !== '1' || rules.emptyPage === 'total') return false;
		const matching = matchingEntries(rules, state.entries, parameters);
		const size = Math.min(Number(parameters.get('pagesize')), rules.maxPageSize);
		const page = rules.hiddenLeaveGaps ? matching.slice(0, size) : matching;
		return matching.length > 0 && page.every((entry) => rules.hidden.has(entry));
	});
}
