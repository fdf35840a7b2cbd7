import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@ingram-orders/core';

/** How many times as fast as the wall's the clocks of a soak run. */
export const timeScale = 100;

/** Milliseconds since 1970 with fractions, alike in all processes of this machine. */
function wallNow(): number {
	return performance.timeOrigin + performance.now();
}

/** A clock on scaled time that can be set forward. Two processes that know its start agree on it. */
export class FastClock implements Clock {
	/** By the wall's clock, in milliseconds since 1970. */
	readonly startedAt: number;
	#passedMs = 0;

	constructor(startedAt = wallNow()) {
		this.startedAt = startedAt;
	}

	now = (): number => this.startedAt + (wallNow() - this.startedAt) * timeScale + this.#passedMs;

	sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
		await delay(ms / timeScale, undefined, { signal });
	};

	random = (): number => Math.random();

	/** So many milliseconds go by at once. */
	pass(ms: number): void {
		this.#passedMs += ms;
	}
}
