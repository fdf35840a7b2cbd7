/**
 * The results of `work` for each value, in the order of the values; no more than `limit` are under way
 * side by side. The first failure ends it: no further work begins.
 */
export async function sideBySide<T, R>(
	values: readonly T[],
	limit: number,
	work: (value: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results = new Array<R>(values.length);
	const waiting = values.entries();
	let hasFailed = false;
	const worker = async () => {
		for (const [index, value] of waiting) {
			if (hasFailed) return;
			try {
				results[index] = await work(value, index);
			} catch (thrown) {
				hasFailed = true;
				throw thrown;
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, values.length) }, worker));
	return results;
}
