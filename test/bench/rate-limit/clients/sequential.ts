import type { Assignment, ReadOrders } from './client.ts';
import { getPage, waitAfter, type Page } from './http.ts';

/** How n8n's HTTP Request node pages: one page after the other, until an answer is none. */
export const untilRefused: ReadOrders = (assignment) =>
	pageByPage(assignment, (pageNumber) => getPage(assignment, pageNumber).catch(() => undefined));

/** The same in a loop that a builder wires: whatever fails is asked for again, after a 429 at the reset. */
export const withWaits: ReadOrders = (assignment) =>
	pageByPage(assignment, async (pageNumber) => {
		const { clock } = assignment;
		for (;;) {
			try {
				return await getPage(assignment, pageNumber);
			} catch (failure) {
				await clock.sleep(waitAfter(failure, clock), new AbortController().signal);
			}
		}
	});

async function pageByPage(
	{ pageSize }: Assignment,
	read: (pageNumber: number) => Promise<Page | undefined>,
): Promise<string[]> {
	const orderNumbers: string[] = [];
	for (let pageNumber = 1; ; pageNumber++) {
		const page = await read(pageNumber);
		orderNumbers.push(...(page?.orderNumbers ?? []));
		if (!page || pageNumber * pageSize >= page.total) return orderNumbers;
	}
}
