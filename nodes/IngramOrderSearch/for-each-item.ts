/**
 * Input items under way side by side. More would not be faster, the gate lets no more requests
 * through; and an item that has not begun does not use up its time for waiting.
 */
const itemsAtOnce = 6;

/** The results of `work` for each index below `count`, in this order. The first failure ends it. */
export async function forEachItem<T>(
	count: number,
	work: (index: number) => Promise<T>,
): Promise<T[]> {
	const results = new Array<T>(count);
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const index = next++;
			results[index] = await work(index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(itemsAtOnce, count) }, worker));
	return results;
}
