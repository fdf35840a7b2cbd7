import type { Exchange } from './headers.ts';

/** Requests under way side by side: at first, and at most where the server takes it well. */
const startConcurrency = 12;
export const maxConcurrency = 24;

/** The most side by side where other processes use up the same limit: each may be one too many. */
const crowdedConcurrency = 6;

/** Spike arrest counts by the second: nothing starts for a little longer, in milliseconds. */
const arrestMs = 1100;

/** The first pause between two starts after a spike arrest, in milliseconds. */
const firstGapMs = 200;

/** How long a ceiling holds, in milliseconds, that a spike arrest, other processes or a slow server have shown. */
const spikeMemoryMs = 10 * 60_000;
const crowdMemoryMs = 10 * 60_000;
const slownessMemoryMs = 60_000;

/** After so long without a request it begins anew, in milliseconds. */
const idleMs = 2 * 60_000;

/** Slower answers than these are a sign of load only, in milliseconds. */
const noticeableMs = 100;

/**
 * How many requests go side by side, and how close together they start. Every good answer allows one
 * more; spike arrest, failures of the server and slower answers halve it.
 */
export class Pace {
	#concurrency = startConcurrency;
	#ceiling = maxConcurrency;
	#ceilingUntil = -Infinity;
	#gapMs = 0;
	#lastStart = -Infinity;
	#slowedAt = -Infinity;
	/** Smoothed time that answers take, and the smallest it has been. */
	#latencyMs: number | undefined;
	#quickestMs = Infinity;

	get concurrency(): number {
		return this.#concurrency;
	}

	get nextStart(): number {
		return this.#lastStart + this.#gapMs;
	}

	started(now: number): void {
		if (now >= this.#ceilingUntil) {
			this.#ceiling = maxConcurrency;
			this.#gapMs = 0;
		}
		if (now - this.#lastStart > idleMs) {
			this.#concurrency = Math.min(this.#concurrency, startConcurrency);
		}
		this.#lastStart = now;
	}

	/** @param wasFull whether as many requests were under way as may be */
	answeredWell({ sentAt, receivedAt }: Exchange, wasFull: boolean): void {
		const took = receivedAt - sentAt;
		this.#latencyMs = this.#latencyMs === undefined ? took : (7 * this.#latencyMs + took) / 8;
		this.#quickestMs = Math.min(this.#quickestMs, this.#latencyMs);
		if (this.#latencyMs > 2 * this.#quickestMs + noticeableMs) {
			if (this.#concurrency > startConcurrency) this.#slowDown(receivedAt);
			this.#quickestMs = this.#latencyMs;
		} else if (wasFull) {
			this.#concurrency = Math.min(this.#ceiling, this.#concurrency + 1);
		}
	}

	/** Others use up the same limit: from now on fewer go side by side. */
	crowded(now: number): void {
		this.#concurrency = Math.min(this.#concurrency, crowdedConcurrency);
		this.#ceiling = Math.min(this.#ceiling, crowdedConcurrency);
		this.#ceilingUntil = Math.max(this.#ceilingUntil, now + crowdMemoryMs);
	}

	/** The server failed: once for all requests that were under way together. */
	answeredBadly({ sentAt, receivedAt }: Exchange): void {
		if (sentAt < this.#slowedAt) return;
		this.#slowedAt = receivedAt;
		this.#concurrency = Math.max(1, Math.floor(this.#concurrency / 2));
	}

	/**
	 * Too many requests at once: halves what goes side by side for a long time, and doubles the pause.
	 * @param maxGapMs the pause that would use up the quota evenly
	 * @returns when the next request may start
	 */
	arrested(exchange: Exchange, maxGapMs: number): number {
		const { sentAt, receivedAt } = exchange;
		if (sentAt >= this.#slowedAt) {
			this.answeredBadly(exchange);
			this.#ceiling = this.#concurrency;
			this.#ceilingUntil = receivedAt + spikeMemoryMs;
			this.#gapMs = Math.min(maxGapMs, Math.max(firstGapMs, this.#gapMs * 2));
		}
		return this.#slowedAt + Math.max(arrestMs, this.#gapMs);
	}

	#slowDown(now: number): void {
		this.#concurrency = Math.max(startConcurrency, Math.floor(this.#concurrency / 2));
		this.#ceiling = Math.min(this.#ceiling, this.#concurrency);
		this.#ceilingUntil = Math.max(this.#ceilingUntil, now + slownessMemoryMs);
	}
}
