import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@ingram-orders/core';

/** So many times as fast as the machine's. */
const speed = 200;

/** A clock for real hosts and servers: it runs fast, and can be put forward. */
export class FastClock implements Clock {
	readonly #startedAt = Date.now();
	readonly #startedCounting = performance.now();
	#skippedMs = 0;
	#sleeping = 0;

	now = (): number => {
		const countedMs = (performance.now() - this.#startedCounting) * speed;
		return Math.floor(this.#startedAt + countedMs + this.#skippedMs);
	};

	sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		this.#sleeping++;
		try {
			await delay(inRealMs(ms), undefined, signal && { signal });
		} finally {
			this.#sleeping--;
		}
	};

	random = (): number => Math.random();

	/** How many sleeps have not ended. */
	get sleeping(): number {
		return this.#sleeping;
	}

	/** Puts it forward, in milliseconds. */
	skip(ms: number): void {
		this.#skippedMs += ms;
	}
}

/** How long so many milliseconds of a fast clock take. */
export function inRealMs(ms: number): number {
	return ms / speed;
}
