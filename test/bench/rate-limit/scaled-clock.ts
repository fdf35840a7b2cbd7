import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@ingram-orders/core';

/** How many times as fast as the wall the benchmark's clocks run. */
export const timeScale = 20;

/** A clock of a client whose machine is some seconds off, on scaled time. Milliseconds. */
export function scaledClock(skewMs: number): Clock {
	const startedAt = Date.now() + skewMs;
	const origin = performance.now();
	return {
		now: () => startedAt + (performance.now() - origin) * timeScale,
		sleep: async (ms, signal) => {
			await delay(ms / timeScale, undefined, { signal });
		},
		random: () => Math.random(),
	};
}
