import type { IngramError, IngramErrorCode } from '../errors/ingram-error.ts';

/** Failures that another try does not mend. */
const permanent: ReadonlySet<IngramErrorCode> = new Set([
	'INVALID_INPUT',
	'AUTHENTICATION',
	'ACCESS_DENIED',
	'CUSTOMER_MISMATCH',
	'REQUEST_REFUSED',
	'NOT_FOUND',
]);

/** A passing failure is told only once it has lasted for so many polls and so many milliseconds. */
const toldAfterPolls = 3;
const toldAfterMs = 15 * 60_000;

/** After it was told, polls rest: this long at first, in milliseconds, doubling each time. */
const firstRestMs = 5 * 60_000;
const maxRestMs = 30 * 60_000;

/** What is known of polls that fail one after the other. */
interface Spell {
	/** When the first of them ran, in milliseconds since 1970. */
	since: number;
	polls: number;
	isTold: boolean;
	restMs: number;
	/** No poll before this. */
	restsUntil: number;
	failure: IngramError;
}

/** Decides which failed poll somebody is told of: each outage once, and none that passes by itself. */
export class FailingPolls {
	#spell: Spell | undefined;

	/** The present outage, if there is one. */
	get present(): { since: number; failure: IngramError } | undefined {
		return this.#spell;
	}

	/** Whether polls rest at the moment, because they were told to fail. */
	rests(now: number): boolean {
		return this.#spell !== undefined && now < this.#spell.restsUntil;
	}

	/** A poll failed. Returns whether that is to be told now. */
	failed(failure: IngramError, now: number): boolean {
		const spell = (this.#spell ??= {
			...{ since: now, polls: 0, isTold: false, failure },
			...{ restMs: firstRestMs, restsUntil: -Infinity },
		});
		spell.polls++;
		spell.failure = failure;
		const isDue =
			permanent.has(failure.code) ||
			(spell.polls >= toldAfterPolls && now - spell.since >= toldAfterMs);
		const isTold = isDue && !spell.isTold;
		spell.isTold ||= isTold;
		if (spell.isTold) {
			spell.restsUntil = now + spell.restMs;
			spell.restMs = Math.min(maxRestMs, spell.restMs * 2);
		}
		return isTold;
	}

	/** A poll was complete: an outage is over. */
	succeeded(): void {
		this.#spell = undefined;
	}
}
