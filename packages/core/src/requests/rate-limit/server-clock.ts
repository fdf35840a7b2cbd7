import type { Exchange, ResetTime } from './headers.ts';

/** How far two clocks may drift apart, as a share of the time since they were compared. */
const drift = 0.0005;

/** The resolution of a `Date` header in milliseconds. */
const dateResolution = 1000;

/**
 * Bounds on how much the server's clock is ahead of ours, in milliseconds, narrowed by every
 * `Date` header. A header says the server's time to the second, at some moment between the
 * sending of the request and the arrival of its answer.
 */
export class ServerClock {
	#offset: { min: number; max: number; at: number } | undefined;

	observe(dateHeader: string | undefined, { sentAt, receivedAt }: Exchange): void {
		const date = dateHeader === undefined ? NaN : Date.parse(dateHeader);
		if (Number.isNaN(date)) return;
		const seen = { min: date - receivedAt, max: date + dateResolution - sentAt, at: receivedAt };
		const known = this.#boundsAt(receivedAt);
		const min = Math.max(seen.min, known.min);
		const max = Math.min(seen.max, known.max);
		// Bounds that exclude each other mean that a clock was set: only the newest holds.
		this.#offset = min <= max ? { min, max, at: receivedAt } : seen;
	}

	/** The local time of a moment by the server's clock. Without any `Date` header the clocks are taken as equal. */
	toLocal(serverTime: number): ResetTime {
		if (!this.#offset) return { early: serverTime, late: serverTime };
		return { early: serverTime - this.#offset.max, late: serverTime - this.#offset.min };
	}

	#boundsAt(now: number): { min: number; max: number } {
		if (!this.#offset) return { min: -Infinity, max: Infinity };
		const slack = Math.max(0, now - this.#offset.at) * drift;
		return { min: this.#offset.min - slack, max: this.#offset.max + slack };
	}
}
