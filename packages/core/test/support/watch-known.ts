import type { Period } from '../../src/watch/sweep.ts';

/** Status and hold reason, e.g. `C/CC`. */
export interface KnownHold {
	codes: string;
	/** When the poll ran that first saw it, in seconds since 1970. */
	since: number;
	/** Which hold of the suborder, from 1, and how often it has changed. */
	hold: number;
	changes: number;
	/** Of the order, in milliseconds since 1970. */
	enteredAt: number;
	overdueTold: ReadonlySet<number>;
}

/**
 * What a test knows of a watch after a complete poll, by its own reckoning. A suborder is named by
 * order number, entry, customer order number and its own number.
 */
export interface Known {
	/** Counts the polls of the whole history. */
	poll: number;
	/** When it ran by the host's clock; undefined: nothing has been kept that can be used. */
	at?: number;
	/** When the first of these polls ran. */
	firstAt: number;
	/** Why the watch began anew; `''` where it did not. */
	beginning: string;
	held: ReadonlyMap<string, KnownHold>;
	endedHolds: ReadonlyMap<string, number>;
	/** Status codes, and how often each has changed. */
	statuses: ReadonlyMap<string, { statusCode: string; changes: number }>;
	/** Periods of entry that were read for sure, and those that may have been. */
	read: { surely: readonly Period[]; perhaps: readonly Period[] };
	/** Undefined before the first poll that asked for created orders. */
	created?: {
		/** Orders that were there before it, that came while it ran, and that are done with. */
		before: ReadonlySet<string>;
		meanwhile: ReadonlySet<string>;
		done: ReadonlySet<string>;
	};
	/** For how many clean polls running what is known of a suborder has not been what is true. */
	stale: ReadonlyMap<string, number>;
}

export function nothingKnown(beginning = ''): Known {
	return {
		poll: 0,
		firstAt: 0,
		beginning,
		held: new Map(),
		endedHolds: new Map(),
		statuses: new Map(),
		read: { surely: [], perhaps: [] },
		stale: new Map(),
	};
}
