import axios from 'axios';
import axiosRetry, { exponentialDelay } from 'axios-retry';
import PQueue from 'p-queue';
import type { ReadOrders } from './client.ts';
import { everyPage } from './every-page.ts';
import { getPageBy } from './http.ts';

/** Together these wait longer than a window. */
const retries = 10;
const firstDelayMs = 100;

/**
 * axios-retry as its page has it: exponential pauses, Retry-After where a server sends one, and 429
 * among what is retried, as by default. A pool lets so many go side by side.
 */
export const axiosWithRetry: ReadOrders = (assignment) => {
	const { inFlight, timeScale } = assignment;
	const client = axios.create();
	axiosRetry(client, {
		retries,
		retryDelay: (retry, error) => exponentialDelay(retry, error, firstDelayMs / timeScale),
	});
	const pool = new PQueue({ concurrency: inFlight });
	return everyPage(assignment, (page) => pool.add(() => getPageBy(client, assignment, page)));
};
