/** Requests side by side that a client may always have under way, and at most. */
const minSideBySide = 6;
const maxSideBySide = 24;

/** The documented window: calls, and milliseconds. */
const perWindow = 60;
export const windowMs = 60_000;

/** What a reader finds when it starts. Times in milliseconds. */
export interface Start {
	pages: number;
	/** Calls left in the present window, and the time until it ends. */
	left: number;
	resetInMs: number;
	/** There and back, of every request, that for the token included. */
	latencyMs: number;
}

/**
 * The time that no client can beat once it has its token. With enough calls left, page 1 and then all
 * others side by side; otherwise the windows before the last have to pass.
 */
export function possibleMs({ pages, left, resetInMs, latencyMs }: Start): number {
	const readMs = (count: number) => Math.ceil(count / minSideBySide) * latencyMs;
	const windows = windowsToWaitFor({ pages, left });
	if (windows === 0) return latencyMs + readMs(pages - 1);
	const waitMs = resetInMs + (windows - 1) * windowMs;
	const inLast = pages - left - (windows - 1) * perWindow;
	const isPageOneAmongThem = left < 1 && windows === 1;
	return waitMs + (isPageOneAmongThem ? latencyMs + readMs(inLast - 1) : readMs(inLast));
}

export function windowsToWaitFor({ pages, left }: Pick<Start, 'pages' | 'left'>): number {
	return Math.ceil(Math.max(0, pages - left) / perWindow);
}

/**
 * The same start, with no more calls left than can be used before the window ends. What is under way
 * at its end counts in the next one too.
 * @param uncertainMs how far the end may seem off
 */
export function usable(start: Start, uncertainMs: number): Start {
	const { left, resetInMs, latencyMs } = start;
	// The token takes one latency, page 1 the next, and a call arrives half a latency after its start.
	const forOthersMs = resetInMs - uncertainMs - 2.5 * latencyMs;
	const others = minSideBySide * Math.ceil(Math.max(0, forOthersMs) / latencyMs);
	const first = resetInMs - uncertainMs > 1.5 * latencyMs ? 1 : 0;
	return left <= first + others ? start : { ...start, left: first + others - maxSideBySide };
}
