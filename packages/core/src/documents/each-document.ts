import { abortWith } from '../requests/on-abort.ts';
import { maxConcurrency } from '../requests/rate-limit/pace.ts';
import type { Run } from '../requests/run.ts';
import { sideBySide } from '../requests/side-by-side.ts';

/**
 * Fetches for each item, several side by side; where one fails, the others are ended.
 * @param start gives what fetches for one item, until the signal aborts
 */
export async function eachDocument<T, R>(
	items: readonly T[],
	run: Run,
	start: (signal: AbortSignal) => (item: T) => Promise<R>,
): Promise<R[]> {
	const { stop, forget } = abortWith(run.signal);
	try {
		return await sideBySide(items, maxConcurrency, start(stop.signal));
	} finally {
		forget();
		stop.abort();
	}
}
