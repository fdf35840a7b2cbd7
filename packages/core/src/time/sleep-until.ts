import type { Clock } from '../host.ts';

/**
 * Sleeps until a time in milliseconds since 1970. Where it has come since it was reckoned with, for no
 * time at all: hosts warn of times below zero.
 */
export function sleepUntil(
	clock: Pick<Clock, 'now' | 'sleep'>,
	time: number,
	signal: AbortSignal,
): Promise<void> {
	return clock.sleep(Math.max(0, time - clock.now()), signal);
}
