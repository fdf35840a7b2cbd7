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
	/** May lie in the past. */
	reset?: ResetTime;
}

/** A request's own times by the local clock, in milliseconds since 1970. */
export interface Exchange {
	sentAt: number;
	receivedAt: number;
}

/** Larger numbers cannot be a count of calls in a minute. */
const maxCalls = 1_000_000;

/** Reads the three headers. What is not a number is left out. A reset is never more than one window ahead. */
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

function readCount(header: string | undefined): number | undefined {
	if (header === undefined || !/^\s*\d{1,9}\s*$/.test(header)) return undefined;
	const count = Number(header);
	return count <= maxCalls ? count : undefined;
}

/** By magnitude: milliseconds since 1970 (the document), seconds since 1970, or seconds to wait (the portal). */
function readReset(
	header: string | undefined,
	exchange: Exchange,
	clock: ServerClock,
	windowMs: number,
): ResetTime | undefined {
	if (header === undefined || !/^\s*\d{1,15}(\.\d+)?\s*$/.test(header)) return undefined;
	const reset = toLocal(Number(header), exchange, clock);
	const latest = exchange.receivedAt + windowMs;
	return { early: Math.min(reset.early, latest), late: Math.min(reset.late, latest) };
}

function toLocal(value: number, exchange: Exchange, clock: ServerClock): ResetTime {
	if (value >= 1e11) return clock.toLocal(value);
	if (value >= 1e9) {
		// Nothing says whether whole seconds are rounded up or down.
		const { early, late } = clock.toLocal(value * 1000);
		return { early: early - 1000, late: late + 1000 };
	}
	return {
		early: exchange.sentAt + (value - 1) * 1000,
		late: exchange.receivedAt + (value + 1) * 1000,
	};
}
