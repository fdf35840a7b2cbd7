import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@ingram-orders/core';

/** Times in milliseconds since 1970. */
interface Start {
	/** By the machine's clock. Two processes that know it agree on the time. */
	startedAt?: number;
	/** What the clock shows then, unless it is the same. */
	showing?: number;
}

/** A clock for real hosts, servers and clients: it runs fast, and can be put forward. */
export class FastClock implements Clock {
	/** By the machine's clock, in milliseconds since 1970. */
	readonly startedAt: number;
	readonly #showing: number;
	readonly #speed: number;
	#skippedMs = 0;
	#sleeping = 0;

	/** @param speed how many times as fast as the machine's clock */
	constructor(speed: number, { startedAt = machineTime(), showing = startedAt }: Start = {}) {
		this.startedAt = startedAt;
		this.#showing = showing;
		this.#speed = speed;
	}

	now = (): number => {
		const countedMs = (machineTime() - this.startedAt) * this.#speed;
		return Math.floor(this.#showing + countedMs + this.#skippedMs);
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

/** With fractions, alike in all processes of this machine. */
function machineTime(): number {
	return performance.timeOrigin + performance.now();
}
