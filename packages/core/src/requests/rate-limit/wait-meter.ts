/**
 * How long one run has waited for the rate limit, and how long it still may, in milliseconds.
 * Requests of a run that wait side by side count once.
 */
export class WaitMeter {
	readonly maxWaitMs: number;
	readonly #now: () => number;
	#waiting = 0;
	#since = 0;
	#elapsedMs = 0;

	constructor(maxWaitMs: number, now: () => number) {
		this.maxWaitMs = maxWaitMs;
		this.#now = now;
	}

	get waitedMs(): number {
		return this.#elapsedMs + (this.#waiting > 0 ? this.#now() - this.#since : 0);
	}

	get leftMs(): number {
		return Math.max(0, this.maxWaitMs - this.waitedMs);
	}

	/** Whether the run was not waiting before: only then is there something to report. */
	begin(): boolean {
		const isFirst = this.#waiting === 0;
		if (isFirst) this.#since = this.#now();
		this.#waiting++;
		return isFirst;
	}

	end(): void {
		if (this.#waiting === 1) this.#elapsedMs = this.waitedMs;
		this.#waiting--;
	}
}
