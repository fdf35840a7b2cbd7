import fc from 'fast-check';
import { expectAmong, expectIncluded } from '../support/compare-items.ts';
import { expectedOrders } from '../support/expected-items.ts';
import { changes, planChanges } from '../support/model-changes.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { newRun } from '../support/model-run.ts';
import { fitRules, honestRules, latencies, longRunShape } from '../support/model-scenarios.ts';
import { ModelWorld } from '../support/model-world.ts';
import { property } from '../support/property.ts';
import { readSearch, warningCodes } from '../support/read-search.ts';

property(
	'what stays on a list that changes is found once, or the result says that it may be incomplete',
	1500,
	fc.record({
		list: listShape(150, 4),
		rules: honestRules,
		run: longRunShape,
		changes,
		latencies,
		seed: fc.nat(1000),
	}),
	async ({ list, rules, run: shape, changes: planned, ...line }) => {
		const entries = entriesOf(list);
		const world = new ModelWorld({
			entries,
			...line,
			// Parts of orders that are counted as one can come and go without a trace in the total.
			rules: { ...fitRules(rules, entries), counts: 'entries' },
		});
		const known = planChanges(world, planned);
		const run = newRun(world, shape);
		const reading = await world.clock.run(readSearch(world, run, run.input, run));

		expect(reading.error).toBeUndefined();
		expectAmong(reading.items, expectedOrders([...known], run.criteria), run);
		const stayed = entries.filter((entry) => world.state.entries.includes(entry));
		if (reading.summary.complete) {
			expectIncluded(reading.items, expectedOrders(stayed, run.criteria), run);
		} else {
			expect(warningCodes(reading)).toContain('INCOMPLETE');
		}
	},
);
