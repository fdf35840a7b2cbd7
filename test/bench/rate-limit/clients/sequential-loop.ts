import type { ReadOrders } from './client.ts';
import { getPage } from './http.ts';

/** What a builder wires by hand: page after page, and on 429 a wait for the reset. */
export const sequentialLoop: ReadOrders = async (assignment) => {
	const { clock, pages } = assignment;
	const { signal } = new AbortController();
	const orderNumbers: string[] = [];
	let pageNumber = 1;
	while (pageNumber <= pages) {
		const page = await getPage(assignment, pageNumber);
		if (page.status === 429) {
			await clock.sleep(Math.max(1000, page.resetAt - clock.now()), signal);
			continue;
		}
		orderNumbers.push(...page.orderNumbers);
		pageNumber++;
	}
	return orderNumbers;
};
