import type { Warning } from '../errors/warning.ts';
import type { RateLimitStatus } from '../requests/rate-limit/gate.ts';

/** What is known of a search; true at any moment while it runs. */
export interface SearchSummary {
	/** How many orders Ingram Micro says there are, before filters that the API does not know. */
	ordersFound: number;
	/** How many orders were given out, wholly or in part. */
	ordersReturned: number;
	/** Whether nothing that was asked for is missing; false until the search has ended. */
	complete: boolean;
	/** Pages read. */
	pages: number;
	/** Requests sent to the API. */
	requests: number;
	/** Time spent waiting for the rate limit, in milliseconds. */
	waitedMs: number;
	rateLimit: RateLimitStatus;
	warnings: Warning[];
	/**
	 * The numbers that were looked for and have no order, as they were given; only where numbers were
	 * given. Complete when the search is.
	 */
	notFound?: string[];
}
