/** The documented rate limit. */
export const windowMs = 60_000;
export const windowCalls = 60;

/** The situation a client starts in; times in milliseconds on the server's clock. */
export interface Situation {
	/** Pages there are to read. */
	pages: number;
	/** Calls left in the present window, and the time until it ends. */
	remaining: number;
	untilReset: number;
	/** The time one request takes. */
	latency: number;
	/** Requests under way side by side, at most. */
	inFlight: number;
	/** Whether windows roll: any period of their length has at most so many calls. */
	rolls?: boolean;
}

/**
 * The earliest time at which any client can have read all pages, in milliseconds: page 1 alone, which
 * tells how many there are, then every other page as soon as a request may be under way and a window
 * has a call left. Whoever waits longer with one of them is no earlier with another.
 */
export function earliestEnd(situation: Situation): number {
	const { pages, latency, inFlight, rolls = false } = situation;
	const starts: number[] = [];
	let [start, windowEnd, left] = [0, situation.untilReset, situation.remaining];
	for (let page = 0; page < pages; page++) {
		const [first = -latency] = starts;
		const before = starts[page - inFlight] ?? -latency;
		start = Math.max(start, first + latency, before + latency);
		if (rolls) {
			start = Math.max(start, (starts[page - windowCalls] ?? -windowMs) + windowMs);
		}
		while (!rolls && (left === 0 || start >= windowEnd)) {
			start = Math.max(start, windowEnd);
			windowEnd += windowMs;
			left = windowCalls;
		}
		left--;
		starts.push(start);
	}
	return start + latency;
}
