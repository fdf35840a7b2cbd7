import PQueue from 'p-queue';
import { windowCalls, windowMs } from '../limit.ts';
import type { Assignment, ReadOrders } from './client.ts';
import { everyPage } from './every-page.ts';
import { getPage, waitAfter, type Page } from './http.ts';

/** p-queue with the documented limit as its interval. */
export const intervalQueue: ReadOrders = (assignment) => readQueued(assignment, false);

/** The same, so that no interval of that length has more than the limit (`strict`). */
export const strictQueue: ReadOrders = (assignment) => readQueued(assignment, true);

const maxAttempts = 10;

/** p-queue does not retry: a page that fails is put in again, after a 429 at the reset. */
function readQueued(assignment: Assignment, strict: boolean): Promise<string[]> {
	const { clock, inFlight, timeScale } = assignment;
	const queue = new PQueue({
		concurrency: inFlight,
		intervalCap: windowCalls,
		interval: windowMs / timeScale,
		strict,
	});
	const read = async (pageNumber: number, attempt = 1): Promise<Page> => {
		try {
			return await queue.add(() => getPage(assignment, pageNumber));
		} catch (failure) {
			if (attempt === maxAttempts) throw failure;
			await clock.sleep(waitAfter(failure, clock), new AbortController().signal);
			return read(pageNumber, attempt + 1);
		}
	};
	return everyPage(assignment, read);
}
