import type { ServerClock } from './server-clock.ts';

/** When a window ends by the local clock, in milliseconds since 1970: somewhere from `early` to `late`. */
export interface ResetTime {
	early: number;
	late: number;
}

/** What an answer says of the rate limit (Order Lookup API v5, Rate Limiting); only what can be trusted. */
export interface RateLimitHeaders {
	limit?: number;
	remaining?: number;
	reset?: ResetTime;
}

/** A request's own times by the local clock, in milliseconds since 1970. */
export interface Exchange {
	sentAt: number;
	receivedAt: number;
}

/** Numbers above this are no count of calls in a minute. */
const mostCalls = 1_000_000;

/**
 * Reads the three headers. A reset that lies in the past, or is no number, is left out.
 * Its wait is never more than one window.
 */
export function readRateLimit(
	headers: Readonly<Record<string, string | undefined>>,
	exchange: Exchange,
	clock: ServerClock,
	windowMs: number,
): RateLimitHeaders {
	const limit = readCount(headers['x-ratelimit-limit']);
	const remaining = readCount(headers['x-ratelimit-remaining']);
	const reset = readReset(headers['x-ratelimit-reset'], exchange, clock, windowMs);
	return {
		...(limit !== undefined && limit > 0 && { limit }),
		...(remaining !== undefined && { remaining }),
		...(reset !== undefined && { reset }),
	};
}

/** `Retry-After` as milliseconds to wait: seconds, or a date by the server's clock. */
export function readRetryAfter(
	header: string | undefined,
	exchange: Exchange,
	clock: ServerClock,
): number | undefined {
	if (header === undefined) return undefined;
	const seconds = readCount(header);
	if (seconds !== undefined) return seconds * 1000;
	const date = Date.parse(header);
	if (Number.isNaN(date)) return undefined;
	return Math.max(0, clock.toLocal(date).late - exchange.receivedAt);
}

function readCount(header: string | undefined): number | undefined {
	if (header === undefined || !/^\s*\d{1,9}\s*$/.test(header)) return undefined;
	const count = Number(header);
	return count <= mostCalls ? count : undefined;
}

/** By magnitude: milliseconds since 1970 (the document), seconds since 1970, or seconds to wait (the portal). */
function readReset(
	header: string | undefined,
	exchange: Exchange,
	clock: ServerClock,
	windowMs: number,
): ResetTime | undefined {
	if (header === undefined || !/^\s*\d{1,15}(\.\d+)?\s*$/.test(header)) return undefined;
	const value = Number(header);
	let reset: ResetTime;
	if (value >= 1e11) {
		reset = clock.toLocal(value);
	} else if (value >= 1e9) {
		reset = {
			early: clock.toLocal(value * 1000).early,
			late: clock.toLocal(value * 1000).late + 1000,
		};
	} else {
		reset = {
			early: exchange.sentAt + (value - 1) * 1000,
			late: exchange.receivedAt + (value + 1) * 1000,
		};
	}
	if (reset.late <= exchange.sentAt) return undefined;
	const latest = exchange.receivedAt + windowMs;
	return { early: Math.min(reset.early, latest), late: Math.min(reset.late, latest) };
}
