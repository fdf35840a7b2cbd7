import type { Clock } from '../host.ts';
import { abortWith } from '../requests/on-abort.ts';
import { sleepUntil } from '../time/sleep-until.ts';

/** A signal that aborts with another one, and at a time. */
export interface Deadline {
	signal: AbortSignal;
	/** Ends what waits for the time and listens to the other signal. */
	forget: () => void;
}

/** @param at milliseconds since 1970; undefined: at no time */
export function deadlineAt(
	clock: Pick<Clock, 'now' | 'sleep'>,
	signal: AbortSignal,
	at: number | undefined,
): Deadline {
	const { stop, forget } = abortWith(signal);
	const timer = new AbortController();
	if (at !== undefined) {
		sleepUntil(clock, at, timer.signal).then(
			() => stop.abort(),
			() => undefined,
		);
	}
	return {
		signal: stop.signal,
		forget: () => {
			forget();
			timer.abort();
		},
	};
}
