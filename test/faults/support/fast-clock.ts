import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@ingram-orders/core';

/** A clock for real hosts and servers: it runs fast, and can be put forward. */
export class FastClock implements Clock {
	readonly #speed: number;
	readonly #startedAt = Date.now();
	readonly #startedCounting = performance.now();
	#skippedMs = 0;
	#sleeping = 0;

	/** @param speed how many times as fast as the machine's clock */
	constructor(speed: number) {
		this.#speed = speed;
	}

	now = (): number => {
		const countedMs = (performance.now() - this.#startedCounting) * this.#speed;
		return Math.floor(this.#startedAt + countedMs + this.#skippedMs);
	};

	sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		this.#sleeping++;
		try {
			await delay(this.inRealMs(ms), undefined, signal && { signal });
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

	/** How long so many milliseconds of this clock take. */
	inRealMs(ms: number): number {
		return ms / this.#speed;
	}
}
