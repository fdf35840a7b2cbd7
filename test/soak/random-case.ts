import fc from 'fast-check';

/** The nth case of a soak: the same for the same seed and number, whatever was run before. */
export function caseOf<T>(cases: fc.Arbitrary<T>, seed: number, number: number): T {
	// Neighbouring seeds must not give neighbouring cases.
	const mixed = Math.imul(seed ^ Math.imul(number, 0x9e3779b1), 0x85ebca6b);
	const [value] = fc.sample(cases, { seed: mixed, numRuns: 1 });
	if (value === undefined) throw new Error('There is no case.');
	return value;
}
