/** What a run reports while it is under way. All times in milliseconds. */
export type Progress =
	/** A page has arrived. `pages` is how many there are as far as is known, `orders` how many have come. */
	| { kind: 'page'; page: number; pages: number; orders: number; ordersFound: number }
	/** The run waits for the rate limit. */
	| { kind: 'waiting'; ms: number }
	/** A request failed and is sent again after a pause. */
	| { kind: 'retrying'; attempt: number; ms: number; reason: string };

export type OnProgress = (progress: Progress) => void;
