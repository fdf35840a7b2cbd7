/** The upper one of the two in the middle where their number is even; NaN of none. */
export function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

export function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** −Infinity of none. */
export function max(values: readonly number[]): number {
	return values.reduce((largest, value) => Math.max(largest, value), -Infinity);
}
