import type { Clock } from '@ingram-orders/core';
import type { Application } from '@ingram-orders/simulator';

/** What a client is given to read. How many pages there are it learns from the first one. */
export interface Assignment {
	origin: string;
	application: Application;
	/** An access token, so that only the search is timed. */
	token: string;
	pageSize: number;
	/** On the server's scale of time. */
	clock: Clock;
	/** How many times as fast as the wall's the clocks run: a client's own timers are divided by it. */
	timeScale: number;
	/** Requests under way side by side, at most. */
	inFlight: number;
}

/** Reads all pages and gives the order numbers it got. */
export type ReadOrders = (assignment: Assignment) => Promise<string[]>;
