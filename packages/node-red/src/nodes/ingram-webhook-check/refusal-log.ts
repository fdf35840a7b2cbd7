/** Between two warnings, in milliseconds: whoever knows the address can have any number refused. */
const minGapMs = 60_000;

/** Warns of refused webhooks, not more often than once a minute; the next warning tells of the rest. */
export class RefusalLog {
	readonly #warn: (text: string) => void;
	#lastAt = -Infinity;
	#untold = 0;

	constructor(warn: (text: string) => void) {
		this.#warn = warn;
	}

	/** @param now milliseconds since 1970 */
	add(note: string, now: number): void {
		if (now - this.#lastAt < minGapMs) {
			this.#untold += 1;
			return;
		}
		const untold =
			this.#untold === 0 ? '' : ` Since the last warning: ${String(this.#untold)} more.`;
		this.#warn(note + untold);
		this.#lastAt = now;
		this.#untold = 0;
	}
}
