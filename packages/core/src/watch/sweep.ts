/** A period of entry times, in milliseconds since 1970, both ends inclusive. */
export interface Period {
	from: number;
	to: number;
}

/**
 * Where the sweep through the lookback has got to. It goes through windows of equal length, the newest
 * first, that lie at multiples of this length: time moves on, and a window stays where it is.
 */
export interface SweepPosition {
	/** In milliseconds, whole seconds. */
	lengthMs: number;
	/** After so many windows it begins anew. */
	count: number;
	/** The number of the next window, or another one so many times `count` from it. */
	next: number;
}

/** The next window of a sweep. */
export interface SweepWindow {
	number: number;
	period: Period;
	/** Whether it is the newest, which has no end: the clock that stamps orders may be ahead. */
	isOpen: boolean;
}

/** How far back the sweep reads, in milliseconds, and in how many windows. */
export interface SweepExtent {
	lookbackMs: number;
	/** From 1. */
	count: number;
}

/**
 * The next window. Each is due again after exactly `count` others, so that whatever has been entered
 * in the lookback is read once in so many windows.
 * @param position undefined, or of another extent: begins with the newest window
 */
export function nextWindow(
	position: SweepPosition | undefined,
	{ lookbackMs, count }: SweepExtent,
	now: number,
): { window: SweepWindow; after: SweepPosition } {
	// The lookback begins within a window, so it reaches into one more.
	const lengthMs = Math.ceil(lookbackMs / Math.max(1, count - 1) / 1000) * 1000;
	const newest = Math.floor(now / lengthMs);
	const isSame = position?.lengthMs === lengthMs && position.count === count;
	const behind = isSame ? modulo(newest - position.next, count) : 0;
	const number = newest - behind;
	const isOpen = behind === 0;
	const to = isOpen ? Infinity : (number + 1) * lengthMs;
	const horizon = now - lookbackMs;
	const from = count === 1 ? horizon : Math.min(Math.max(number * lengthMs, horizon), to);
	return {
		window: { number, period: { from, to }, isOpen },
		after: { lengthMs, count, next: number - 1 },
	};
}

/** What is left of periods without another one. */
export function without(periods: readonly Period[], { from, to }: Period): Period[] {
	return periods
		.flatMap((period) => [
			{ from: Math.max(period.from, to + 1), to: period.to },
			{ from: period.from, to: Math.min(period.to, from - 1) },
		])
		.filter((period) => period.from <= period.to);
}

export function isWithin(periods: readonly Period[], time: number): boolean {
	return periods.some(({ from, to }) => time >= from && time <= to);
}

function modulo(value: number, divisor: number): number {
	return ((value % divisor) + divisor) % divisor;
}
