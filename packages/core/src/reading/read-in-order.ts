import { throwIfCancelled } from '../errors/cancelled.ts';
import { abortWith } from '../requests/on-abort.ts';

/**
 * Starts up to `ahead` reads side by side and gives their results in the order of the reads.
 * `ahead` is asked anew for each result.
 * When the consumer stops, or a read fails, the reads still under way are aborted.
 * @throws IngramError `CANCELLED` once the signal has aborted, and whatever a read rejects with
 */
export async function* readInOrder<T>(
	reads: Iterable<(signal: AbortSignal) => Promise<T>>,
	ahead: () => number,
	signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
	const { stop, forget } = abortWith(signal);
	const waiting = reads[Symbol.iterator]();
	const underWay: Promise<T>[] = [];
	const startNext = (): boolean => {
		const next = waiting.next();
		if (next.done) return false;
		const result = next.value(stop.signal);
		// A failure is thrown when its turn comes; until then it is not unhandled.
		result.catch(() => undefined);
		underWay.push(result);
		return true;
	};
	try {
		for (;;) {
			throwIfCancelled(signal);
			const allowed = ahead();
			while (underWay.length < allowed && startNext());
			const result = underWay.shift();
			if (!result) return;
			yield await result;
		}
	} finally {
		forget();
		stop.abort();
	}
}
