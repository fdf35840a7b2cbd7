import Bottleneck from 'bottleneck';
import { windowCalls, windowMs } from '../limit.ts';
import type { ReadOrders } from './client.ts';
import { everyPage } from './every-page.ts';
import { getPage, waitAfter } from './http.ts';

const maxRetries = 10;

/** How often it looks whether the reservoir is to be filled, by default, in milliseconds. */
const heartbeatMs = 250;

/**
 * bottleneck with the documented limit as a reservoir that is filled each minute, and a listener for
 * `failed` that has a job tried again, after a 429 at the reset.
 */
export const reservoir: ReadOrders = async (assignment) => {
	const { clock, inFlight, timeScale } = assignment;
	const limiter = new Bottleneck({
		maxConcurrent: inFlight,
		reservoir: windowCalls,
		reservoirRefreshAmount: windowCalls,
		reservoirRefreshInterval: windowMs / timeScale,
		heartbeatInterval: heartbeatMs / timeScale,
	});
	limiter.on('failed', (failure: unknown, { retryCount }) =>
		retryCount < maxRetries ? waitAfter(failure, clock) / timeScale : undefined,
	);
	try {
		return await everyPage(assignment, (page) => limiter.schedule(() => getPage(assignment, page)));
	} finally {
		await limiter.disconnect();
	}
};
