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
	/** Requests under way side by side. */
	inFlight: number;
}

/** The earliest time at which any client can have read all pages, in milliseconds. */
export function earliestEnd(situation: Situation): number {
	const { pages, remaining, untilReset, latency, inFlight } = situation;
	if (pages <= remaining) return latency + Math.ceil((pages - 1) / inFlight) * latency;
	const windows = Math.ceil((pages - remaining) / windowCalls);
	const inLastWindow = pages - remaining - (windows - 1) * windowCalls;
	return untilReset + (windows - 1) * windowMs + Math.ceil(inLastWindow / inFlight) * latency;
}
