import type { Exchange } from './rate-limit-headers.ts';

/** The first pause between two starts after a spike arrest, in milliseconds. */
const firstGapMs = 200;

/** How many requests go side by side, and how close together they start. Slowed by spike arrests. */
export class Pace {
	readonly #most: number;
	#concurrency: number;
	#gapMs = 0;
	#lastStart = -Infinity;
	#slowedAt = -Infinity;

	constructor(concurrency: number) {
		this.#most = concurrency;
		this.#concurrency = concurrency;
	}

	get concurrency(): number {
		return this.#concurrency;
	}

	get nextStart(): number {
		return this.#lastStart + this.#gapMs;
	}

	started(now: number): void {
		this.#lastStart = now;
	}

	/**
	 * Halves what goes side by side and doubles the pause, once for all requests that were in flight
	 * together. Returns when the next request may start.
	 * @param longestGapMs the pause that would use up the quota evenly
	 */
	slowDown({ sentAt, receivedAt }: Exchange, longestGapMs: number): number {
		if (sentAt >= this.#slowedAt) {
			this.#slowedAt = receivedAt;
			this.#concurrency = Math.max(1, Math.floor(this.#concurrency / 2));
			this.#gapMs = Math.min(longestGapMs, Math.max(firstGapMs, this.#gapMs * 2));
		}
		return receivedAt + this.#gapMs;
	}

	/** With every new window, a step back towards full speed. */
	recover(): void {
		this.#concurrency = Math.min(this.#most, this.#concurrency * 2);
		this.#gapMs = this.#gapMs > firstGapMs ? this.#gapMs / 2 : 0;
	}
}
