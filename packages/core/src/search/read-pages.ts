import type { SearchPage } from '../orders/order.ts';
import { readInOrder } from './read-in-order.ts';

/** Ends every loop, whatever a server claims. At the documented limit these pages take hours. */
const mostPages = 10_000;

/** Pages requested ahead of the one that is consumed; twice what a gate lets through side by side. */
const mostPagesAhead = 12;

/** Gets one page, from 1. */
export type FetchPage = (pageNumber: number, signal: AbortSignal) => Promise<SearchPage>;

/** A page and its place among those there are, as far as is known. */
export interface NumberedPage extends SearchPage {
	pageNumber: number;
	pages: number;
}

/**
 * Reads all pages of one query: the first tells how many there are, the others are fetched side by
 * side and given in order. A short page is no end while orders are missing; an empty one is.
 * @param options.wantedOrders stops asking for pages once they hold this many orders
 * @param options.wantedPages how many more pages are likely to be needed; no more are asked for ahead
 */
export async function* readPages(
	fetchPage: FetchPage,
	options: {
		pageSize: number;
		wantedOrders: number;
		wantedPages: () => number;
		signal: AbortSignal;
	},
): AsyncGenerator<NumberedPage, void, undefined> {
	const first = await fetchPage(1, options.signal);
	let { ordersFound } = first;
	let received = first.orders.length;
	let longest = usedPageSize(first, options.pageSize);
	let read = 1;
	const pagesAhead = () => Math.min(mostPagesAhead, Math.max(1, options.wantedPages()));
	const missing = () => Math.min(ordersFound, options.wantedOrders) - received;
	const lastPage = () => Math.min(mostPages, read + Math.ceil(Math.max(0, missing()) / longest));

	yield { ...first, pageNumber: 1, pages: lastPage() };
	let isEmpty = received === 0;
	while (!isEmpty && missing() > 0 && read < mostPages) {
		const last = lastPage();
		const planned = { first: read + 1, last };
		longest = 1;
		for await (const page of readInOrder(planned, pagesAhead, options.signal, fetchPage)) {
			read++;
			received += page.orders.length;
			isEmpty = page.orders.length === 0;
			longest = Math.max(longest, page.orders.length);
			// Past the end the API answers that nothing was found; that says nothing of the whole.
			if (!isEmpty) ordersFound = page.ordersFound;
			yield { ...page, ordersFound, pageNumber: read, pages: last };
			if (isEmpty) break;
		}
	}
}

/** The size the server says it used, where that can be; else as many orders as it sent. */
function usedPageSize(first: SearchPage, askedPageSize: number): number {
	const sent = first.orders.length;
	const isPossible = first.pageSize >= sent && first.pageSize <= askedPageSize;
	return Math.max(1, isPossible ? first.pageSize : sent);
}
