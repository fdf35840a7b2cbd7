import type { Host } from '@ingram-orders/core';

/**
 * Makes a host's pauses so many times as short, time limits among them. Not by a mock function,
 * which would keep every signal it is given.
 * @returns puts the host back
 */
export function shortenPauses(host: Pick<Host, 'sleep'>, times: number): () => void {
	const sleep = host.sleep.bind(host);
	host.sleep = (ms, signal) => sleep(ms / times, signal);
	return () => {
		host.sleep = sleep;
	};
}
