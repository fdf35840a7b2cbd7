import type { Clock } from '@ingram-orders/core';
import type { Application } from '@ingram-orders/simulator';

/** What a client is given to read. */
export interface Assignment {
	origin: string;
	application: Application;
	/** An access token, so that only the search is timed. */
	token: string;
	pages: number;
	pageSize: number;
	clock: Clock;
	inFlight: number;
}

/** Reads all pages and gives the order numbers it got. */
export type ReadOrders = (assignment: Assignment) => Promise<string[]>;
