/** Each value with whether it is the last one, which is known only when the next one has come. */
export async function* withLast<T>(
	values: AsyncIterable<T>,
): AsyncGenerator<{ value: T; isLast: boolean }, void, undefined> {
	let held: { value: T } | undefined;
	for await (const value of values) {
		if (held) yield { value: held.value, isLast: false };
		held = { value };
	}
	if (held) yield { value: held.value, isLast: true };
}
