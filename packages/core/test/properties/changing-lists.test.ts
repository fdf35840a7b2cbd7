import fc from 'fast-check';
import { expectAmong, expectIncluded } from '../support/compare-items.ts';
import { expectedOrders } from '../support/expected-items.ts';
import { changes, harmlessChange, planChanges } from '../support/model-changes.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { newRun } from '../support/model-run.ts';
import { fitRules, honestRules, latencies, longRunShape } from '../support/model-scenarios.ts';
import { ModelWorld } from '../support/model-world.ts';
import { property, type CaseOf } from '../support/property.ts';
import { readSearch, warningCodes } from '../support/read-search.ts';

const server = { list: listShape(150, 4), rules: honestRules, latencies, seed: fc.nat(1000) };

/** Parts of orders that are counted as one can come and go without a trace in the total. */
function createWorld({ list, rules, ...line }: CaseOf<typeof server>): ModelWorld {
	const entries = entriesOf(list);
	const counted = { ...fitRules(rules, entries), counts: 'entries' } as const;
	return new ModelWorld({ entries, rules: counted, ...line });
}

property(
	'what stays on a list that changes is found once, or the result says that it may be incomplete',
	500,
	fc.record({ ...server, run: longRunShape, changes }),
	async ({ run: shape, changes: planned, ...rest }) => {
		const world = createWorld(rest);
		const { entries } = world.state;
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

property(
	'a list to which something is added once, or moves, is read until it is complete',
	250,
	fc.record({ ...server, run: longRunShape, change: harmlessChange }),
	async ({ run: shape, change, ...rest }) => {
		const world = createWorld(rest);
		planChanges(world, [change]);
		const run = newRun(world, shape);
		const { summary, error } = await world.clock.run(readSearch(world, run, run.input, run));
		expect(error).toBeUndefined();
		expect(summary.complete).toBe(true);
	},
);
