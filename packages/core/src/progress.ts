/** What a run reports while it is under way. All times in milliseconds. */
export type Progress =
	/**
	 * A page has arrived. `page` counts the pages that have come, `pages` how many there are as far as
	 * is known, `orders` the orders that have come.
	 */
	| { kind: 'page'; page: number; pages: number; orders: number; ordersFound: number }
	/** The run waits for the rate limit. */
	| { kind: 'waiting'; ms: number }
	/** A request failed and is sent again after a pause. */
	| { kind: 'retrying'; attempt: number; ms: number; reason: string };

export type OnProgress = (progress: Progress) => void;
