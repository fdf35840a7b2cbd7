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

/** Stands for every failure that may pass. */
const passing = 'passing';

/** What is known of polls that fail one after the other. */
interface Spell {
	/** When the first of them ran, in milliseconds since 1970. */
	since: number;
	polls: number;
	/** The codes of permanent failures that were told, and `passing`. */
	told: Set<string>;
	/** No poll for so long from the last one on, in milliseconds. */
	restsFrom: number;
	restMs: number;
	failure: IngramError;
}

/** Decides which failed poll somebody is told of: each outage once, and none that passes by itself. */
export class FailingPolls {
	#spell: Spell | undefined;

	/** The present outage, if there is one. */
	get present(): { since: number; failure: IngramError } | undefined {
		return this.#spell && { since: this.#spell.since, failure: this.#spell.failure };
	}

	/** Whether polls rest at the moment, because they were told to fail. A clock that is put back ends it. */
	rests(now: number): boolean {
		const { restsFrom = 0, restMs = 0 } = this.#spell ?? {};
		return now >= restsFrom && now < restsFrom + restMs;
	}

	/** A poll failed. Returns whether that is to be told now. */
	failed(failure: IngramError, now: number): boolean {
		const spell = (this.#spell ??= {
			...{ since: now, polls: 0, told: new Set<string>(), restsFrom: now, restMs: 0, failure },
		});
		spell.polls++;
		spell.since = Math.min(spell.since, now);
		spell.failure = failure;
		const isPermanent = permanent.has(failure.code);
		const kind = isPermanent ? failure.code : passing;
		const isDue =
			isPermanent || (spell.polls >= toldAfterPolls && now - spell.since >= toldAfterMs);
		// Who was told that it fails for good need not be told that it also fails for a while.
		const isTold = isDue && !spell.told.has(kind) && (isPermanent || spell.told.size === 0);
		if (isTold) spell.told.add(kind);
		if (spell.told.size > 0) {
			spell.restsFrom = now;
			spell.restMs = Math.min(maxRestMs, 2 * spell.restMs || firstRestMs);
		}
		return isTold;
	}

	/** A poll was complete: an outage is over. */
	succeeded(): void {
		this.#spell = undefined;
	}
}
