/**
 * Counts that are not kept any more. They are part of event ids, so no count may begin anew: what was
 * entered before `before` and is not known begins where all of these had got to.
 */
export interface ForgottenCounts {
	/** In seconds since 1970. */
	before: number;
	count: number;
}

export const nothingForgotten: ForgottenCounts = { before: 0, count: 0 };

/** A count that is kept of something. */
interface Counted {
	/** Entry of its order, in seconds since 1970; 0 where it is not a date. */
	enteredAt: number;
	count: number;
}

/** Forgets counts. */
export function forget(forgotten: ForgottenCounts, counts: Iterable<Counted>): ForgottenCounts {
	let { before, count } = forgotten;
	for (const one of counts) {
		if (one.count === 0) continue;
		before = Math.max(before, one.enteredAt + 1);
		count = Math.max(count, one.count);
	}
	return { before, count };
}

/** Where the count of something begins that is not known. */
export function firstCount({ before, count }: ForgottenCounts, enteredAt: number): number {
	return enteredAt < before ? count : 0;
}

/** An order's entry in seconds since 1970; 0 where it is not a date. */
export function secondsOf(timestamp: string): number {
	const time = Date.parse(timestamp);
	return Number.isNaN(time) ? 0 : Math.max(0, Math.floor(time / 1000));
}
