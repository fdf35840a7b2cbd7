import { throwIfCancelled } from '../errors/cancelled.ts';
import type { SearchPage } from '../orders/order.ts';
import { maxConcurrency } from '../requests/rate-limit/pace.ts';
import type { Demand } from './demand.ts';
import { readInOrder } from './read-in-order.ts';
import { missingEntries, type Tally } from './tally.ts';

/** Ends every loop, whatever a server claims. At the documented limit these pages take hours. */
const maxPages = 20_000;

/** Pages requested ahead of the one that is consumed: a few more than a gate lets through side by side. */
const maxPagesAhead = maxConcurrency + 8;

/** Gets one page, from 1. */
export type FetchPage = (pageNumber: number, signal: AbortSignal) => Promise<SearchPage>;

/** A page and how many there are, as far as is known. */
export interface CountedPage {
	page: SearchPage;
	pages: number;
}

/**
 * Reads all pages of one listing: the first tells how many there are, the others are fetched side by
 * side and given in order. A short page is not the end while orders are missing; an empty one is.
 * @param tally what has been read, brought up to date by the consumer with each page
 */
export async function* readPages(
	fetchPage: FetchPage,
	tally: Tally,
	demand: Demand & { pageSize: number },
	signal: AbortSignal,
): AsyncGenerator<CountedPage, void, undefined> {
	const first = await fetchPage(1, signal);
	let entriesOnPage = usedPageSize(first, demand.pageSize);
	let read = 1;
	const pagesAhead = () => Math.min(maxPagesAhead, Math.max(1, demand.pages()));
	const lastPage = (missing: number) =>
		Math.min(maxPages, read + Math.ceil(missing / entriesOnPage));

	yield { page: first, pages: lastPage(Math.max(0, first.ordersFound - first.orders.length)) };
	while (read < maxPages && isWanted(tally, demand)) {
		throwIfCancelled(signal);
		const last = lastPage(wantedEntries(tally, demand));
		const reads = readsOf(fetchPage, read + 1, last);
		entriesOnPage = 1;
		for await (const page of readInOrder(reads, pagesAhead, signal)) {
			read++;
			entriesOnPage = Math.max(entriesOnPage, page.orders.length);
			yield { page, pages: last };
			if (tally.hasEnd) return;
		}
	}
}

function* readsOf(fetchPage: FetchPage, first: number, last: number) {
	for (let pageNumber = first; pageNumber <= last; pageNumber++) {
		yield (signal: AbortSignal) => fetchPage(pageNumber, signal);
	}
}

/** Whether another page is to be read. */
export function isWanted(tally: Tally, demand: Demand): boolean {
	return wantedEntries(tally, demand) > 0;
}

/** How many more entries to read; where fewer orders than that are needed, one for each of them. */
function wantedEntries(tally: Tally, { orders }: Demand): number {
	return Math.min(missingEntries(tally), Math.max(0, orders - tally.orders));
}

/** The size the server says it used, where the page bears it out; else as many orders as it sent. */
function usedPageSize(
	{ orders, ordersFound, pageSize }: SearchPage,
	askedPageSize: number,
): number {
	const sent = orders.length;
	const isShort = sent < pageSize && sent < ordersFound;
	const isPossible = pageSize >= sent && pageSize <= askedPageSize && !isShort;
	return Math.max(1, isPossible ? pageSize : sent);
}
