import { expectExactly, type Asked } from './compare-items.ts';
import { expectedOrders } from './expected-items.ts';
import { fitRun, type RunShape } from './model-scenarios.ts';
import type { ModelClient, ModelWorld } from './model-world.ts';
import { warningCodes, type Reading } from './read-search.ts';
import { hasUnnoticeableParts } from './unnoticeable-parts.ts';

/** A search by a program of its own, and what it was given. */
export type Run = ReturnType<typeof fitRun> & ModelClient & Asked;

/** A run that is fitted to the world's list. */
export function newRun(world: ModelWorld, shape: RunShape): Run {
	const { output, way } = shape;
	const fitted = fitRun(shape, world.state.entries);
	// The client counts what is under way, so it must stay the same object.
	return Object.assign(world.newClient(), fitted, { output, way, rules: world.rules });
}

/** The run found everything that is on the server's list, which did not change. */
export function expectFoundAll({ rules, state }: ModelWorld, run: Run, reading: Reading): void {
	expect(reading.error).toBeUndefined();
	expect(reading.summary.complete).toBe(true);
	expect(warningCodes(reading)).not.toContain('INCOMPLETE');
	if (hasUnnoticeableParts(rules, state.entries, run.sent)) return;
	expectExactly(reading.items, expectedOrders(state.entries, run.criteria), run);
}
