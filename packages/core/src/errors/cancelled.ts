import { IngramError } from './ingram-error.ts';

/** The run was cancelled by its host. */
export function cancelled(): IngramError {
	return new IngramError({
		code: 'CANCELLED',
		message: 'This was stopped before it was finished.',
		remedy: 'Run it again to get the result.',
		retryable: true,
	});
}

/** Throws when the signal has been aborted. */
export function throwIfCancelled(signal: AbortSignal): void {
	if (signal.aborted) throw cancelled();
}
