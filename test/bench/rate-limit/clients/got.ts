import { Agent } from 'node:http';
import got from 'got';
import PQueue from 'p-queue';
import type { ReadOrders } from './client.ts';
import { everyPage } from './every-page.ts';
import { addressOf, authorizationOf, toPage } from './http.ts';

/** Together these wait longer than a window. */
const retries = 10;

const http = new Agent({ keepAlive: true });

/**
 * got with its own retries, of which it is allowed more than by default; it counts 429 among them, and
 * doubles the pause each time. A pool lets so many go side by side.
 */
export const gotWithRetry: ReadOrders = (assignment) => {
	const { inFlight, timeScale } = assignment;
	const client = got.extend({
		agent: { http },
		headers: authorizationOf(assignment),
		retry: { limit: retries, calculateDelay: ({ computedValue }) => computedValue / timeScale },
	});
	const pool = new PQueue({ concurrency: inFlight });
	return everyPage(assignment, (pageNumber) =>
		pool.add(async () => {
			const address = addressOf(assignment, pageNumber);
			return toPage(await client.get(address).json<Parameters<typeof toPage>[0]>());
		}),
	);
};
