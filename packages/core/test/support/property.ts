import fc from 'fast-check';

/**
 * Properties try the same cases every time. For other cases, and for more of them, set two environment
 * variables: `FC_SEED` (any whole number) and `FC_RUNS` (how often each property is tried):
 *
 *     FC_SEED=7 FC_RUNS=20000 npm test -- packages/core/test/properties
 *
 * A failure shows the smallest case that was found, with the seed and the path that lead to it.
 */
const seed = Number(process.env['FC_SEED'] ?? 20_260_115);
const givenRuns = process.env['FC_RUNS'];

/** Milliseconds for each run and at least; enough for a busy machine and for making a case smaller. */
const msPerRun = 100;
const minMs = 60_000;

/** Defines a test that tries a property with many cases. */
export function property<T>(
	name: string,
	runs: number,
	cases: fc.Arbitrary<T>,
	holds: (value: T) => Promise<void>,
): void {
	const numRuns = givenRuns === undefined ? runs : Number(givenRuns);
	const limitMs = Math.max(minMs, numRuns * msPerRun);
	const plugins = [fc.interruptAfterTimeLimit(limitMs, { failOnInterrupt: true })];
	test(
		name,
		() => fc.assert(fc.asyncProperty(cases, holds), { seed, numRuns, plugins }),
		limitMs + 30_000,
	);
}

/** What a record of these arbitraries gives. */
export type CaseOf<T> = { [K in keyof T]: T[K] extends fc.Arbitrary<infer V> ? V : never };
