import fc from 'fast-check';
import { expectLimitKept } from '../support/expect-limit.ts';
import { listShape, entriesOf } from '../support/model-lists.ts';
import { expectFoundAll, newRun } from '../support/model-run.ts';
import { fitRules, honestRules, latencies, longRunShape } from '../support/model-scenarios.ts';
import { ModelWorld } from '../support/model-world.ts';
import { property } from '../support/property.ts';
import { readSearch } from '../support/read-search.ts';

property(
	'a host whose reports fail changes nothing, for this run and for others',
	200,
	fc.record({
		list: listShape(60, 1),
		rules: honestRules,
		latencies,
		seed: fc.nat(1000),
		runs: fc.array(longRunShape, { minLength: 1, maxLength: 3 }),
		kind: fc.constantFrom('page' as const, 'waiting' as const, 'retrying' as const),
		/** Reports of that kind that succeed before. */
		succeeding: fc.nat(3),
		/** A window so small that there is something to wait for. */
		limit: fc.integer({ min: 2, max: 12 }),
		failedCalls: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
	}),
	async ({ list, rules, runs: shapes, kind, succeeding, limit, failedCalls, ...line }) => {
		const entries = entriesOf({ ...list, inParts: false });
		const isTold = rules.reset !== 'never';
		const counted = isTold ? { ...rules, limit, otherCalls: 0 } : rules;
		const world = new ModelWorld({ entries, rules: fitRules(counted, entries), ...line });
		for (const call of failedCalls) world.mishaps.set(call, 'status-500');
		let reports = 0;
		const readings = shapes.map(async (shape, index) => {
			const run = newRun(world, shape);
			const reading = await readSearch(world, run, run.input, {
				way: run.way,
				onProgress: (report) => {
					if (index > 0 || report.kind !== kind) return;
					reports++;
					if (reports > succeeding) throw new Error('The host failed.');
				},
			});
			return { run, reading };
		});
		for (const { run, reading } of await world.clock.run(Promise.all(readings))) {
			expectFoundAll(world, run, reading);
		}
		expect(world.clock.sleeping).toBe(0);
		expectLimitKept(world);
	},
);
