import type { Clock } from '../host.ts';
import { onAbort } from './on-abort.ts';

/** What ended a limited operation before it was done. */
export type Interruption = 'timeout' | 'cancelled';

/**
 * Runs an operation for at most `limitMs` milliseconds and until `signal` aborts. The operation's own
 * signal aborts in both cases; what it does afterwards is ignored.
 */
export async function withTimeLimit<T>(
	clock: Pick<Clock, 'sleep'>,
	limitMs: number,
	signal: AbortSignal,
	operation: (signal: AbortSignal) => Promise<T>,
): Promise<{ done: T } | { interrupted: Interruption }> {
	if (signal.aborted) return { interrupted: 'cancelled' };
	const work = new AbortController();
	const timer = new AbortController();
	let forget = () => {};
	const cancelledFirst = new Promise<{ interrupted: Interruption }>((resolve) => {
		forget = onAbort(signal, () => resolve({ interrupted: 'cancelled' }));
	});
	const timedOutFirst = clock.sleep(limitMs, timer.signal).then(
		() => ({ interrupted: 'timeout' as const }),
		// The timer is stopped only once the race is decided.
		() => ({ interrupted: 'cancelled' as const }),
	);
	try {
		return await Promise.race([
			operation(work.signal).then((done) => ({ done })),
			cancelledFirst,
			timedOutFirst,
		]);
	} finally {
		forget();
		timer.abort();
		work.abort();
	}
}
