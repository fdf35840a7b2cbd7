import { onAbort } from '../requests/on-abort.ts';

/**
 * Starts up to `ahead` reads side by side and gives their results in the order of the numbers.
 * `ahead` is asked anew for each result.
 * When the consumer stops, or a read fails, the reads still under way are aborted.
 */
export async function* readInOrder<T>(
	numbers: { first: number; last: number },
	ahead: () => number,
	signal: AbortSignal,
	read: (number: number, signal: AbortSignal) => Promise<T>,
): AsyncGenerator<T, void, undefined> {
	const stop = new AbortController();
	const forget = onAbort(signal, () => stop.abort());
	const underWay: Promise<T>[] = [];
	try {
		let next = numbers.first;
		for (;;) {
			const most = ahead();
			while (underWay.length < most && next <= numbers.last) {
				const result = read(next, stop.signal);
				// A failure is thrown when its turn comes; until then it is not unhandled.
				result.catch(() => undefined);
				underWay.push(result);
				next++;
			}
			const result = underWay.shift();
			if (!result) return;
			yield await result;
		}
	} finally {
		forget();
		stop.abort();
	}
}
