import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@ingram-orders/core';

/** A client's clock, which runs `timeScale` times as fast as the wall's; `now` is milliseconds since 1970. */
export function scaledClock(timeScale: number, now = Date.now()): Clock {
	const origin = performance.now();
	return {
		now: () => now + (performance.now() - origin) * timeScale,
		sleep: async (ms, signal) => {
			await delay(ms / timeScale, undefined, { signal });
		},
		random: () => Math.random(),
	};
}
