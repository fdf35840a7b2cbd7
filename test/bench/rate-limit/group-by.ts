/** The values with the same key together, in the order in which the keys first come. */
export function groupBy<Value>(
	values: readonly Value[],
	keyOf: (value: Value) => string,
): Map<string, Value[]> {
	const groups = new Map<string, Value[]>();
	for (const value of values) {
		const key = keyOf(value);
		groups.set(key, [...(groups.get(key) ?? []), value]);
	}
	return groups;
}
