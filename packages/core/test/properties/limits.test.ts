import fc from 'fast-check';
import { expectAmong, expectExactly } from '../support/compare-items.ts';
import {
	choosesSubOrders,
	expectedOrders,
	inWords,
	type ExpectedOrder,
	type ModelOutput,
} from '../support/expected-items.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { newRun } from '../support/model-run.ts';
import { fitRules, honestRules, latencies, runShape } from '../support/model-scenarios.ts';
import { ModelWorld } from '../support/model-world.ts';
import { property } from '../support/property.ts';
import { readSearch, warningCodes } from '../support/read-search.ts';
import { hasUnnoticeableParts } from '../support/unnoticeable-parts.ts';

/** The number of items, where every order is given as one. */
function countItems(expected: readonly ExpectedOrder[], output: ModelOutput): number {
	if (output !== 'suborders') return expected.length;
	return expected.reduce((count, { chosen }) => count + inWords(chosen).length, 0);
}

property(
	'a limit gives as many items as it allows, and says when it kept some back',
	800,
	fc.record({
		list: listShape(200),
		rules: honestRules,
		run: runShape,
		/** Counted from the number of items there are, or from none. */
		limit: fc.record({
			from: fc.constantFrom('all', 'none'),
			by: fc.integer({ min: -30, max: 60 }),
		}),
		latencies,
		seed: fc.nat(1000),
	}),
	async ({ list, rules, run: shape, limit: { from, by }, ...line }) => {
		const entries = entriesOf(list);
		const world = new ModelWorld({ entries, rules: fitRules(rules, entries), ...line });
		const run = newRun(world, shape);
		const expected = expectedOrders(entries, run.criteria);
		const available = countItems(expected, run.output);
		const limit = Math.max(1, from === 'all' ? available + by : Math.abs(by));
		const search = readSearch(world, run, { ...run.input, limit }, run);
		const reading = await world.clock.run(search);
		const given = reading.items.length;

		expect(reading.error).toBeUndefined();
		expect(given).toBeLessThanOrEqual(limit);
		expect(reading.summary.complete).toBe(true);
		expect(warningCodes(reading)).not.toContain('INCOMPLETE');
		expectAmong(reading.items, expected, run);
		expect(world.clock.sleeping).toBe(0);
		if (hasUnnoticeableParts(world.rules, entries, run.sent)) return;
		if (given < limit) expectExactly(reading.items, expected, run);
		expect(given).toBeGreaterThanOrEqual(Math.min(limit, available));
		const isSure = !list.inParts && !choosesSubOrders(run.criteria);
		if (available > limit) expect(warningCodes(reading)).toContain('LIMIT_REACHED');
		if (given < limit || (available === limit && isSure)) {
			expect(warningCodes(reading)).not.toContain('LIMIT_REACHED');
		}
	},
);
