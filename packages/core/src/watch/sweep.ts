/** Where the sweep through the lookback has got to. Nothing but its pace depends on this. */
export interface SweepPosition {
	/** When this round began, in milliseconds since 1970. */
	startedAt: number;
	/** How many of its windows have been read. */
	done: number;
}

/** A period of entry times, in milliseconds since 1970, both ends inclusive. */
export interface SweepWindow {
	from: number;
	/** Undefined for the newest window, which has no end. */
	to?: number;
}

/** The position after the last round, or where there is none yet. */
export function startRound(now: number): SweepPosition {
	return { startedAt: now, done: 0 };
}

/** The next window of a round through the lookback in `count` windows, the newest first; undefined at its end. */
export function nextWindow(
	{ startedAt, done }: SweepPosition,
	lookbackMs: number,
	count: number,
): SweepWindow | undefined {
	if (done >= count) return undefined;
	const length = lookbackMs / count;
	const from = Math.floor(startedAt - (done + 1) * length);
	return done === 0 ? { from } : { from, to: Math.floor(startedAt - done * length) };
}
