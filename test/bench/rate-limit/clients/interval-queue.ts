import PQueue from 'p-queue';
import { windowCalls, windowMs } from '../limit.ts';
import { timeScale } from '../scaled-clock.ts';
import type { ReadOrders } from './client.ts';
import { getPage } from './http.ts';

/** p-queue with an interval cap of the documented limit. A page that is refused is lost. */
export const intervalQueue: ReadOrders = async (assignment) => {
	const { inFlight, pages } = assignment;
	const queue = new PQueue({
		concurrency: inFlight,
		intervalCap: windowCalls,
		interval: windowMs / timeScale,
	});
	const numbers = Array.from({ length: pages }, (_, index) => index + 1);
	const read = await queue.addAll(
		numbers.map((pageNumber) => () => getPage(assignment, pageNumber)),
	);
	return read.flatMap(({ orderNumbers }) => orderNumbers);
};
