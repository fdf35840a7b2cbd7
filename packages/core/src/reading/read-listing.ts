import type { Listing } from '../api/version.ts';
import { throwIfCancelled } from '../errors/cancelled.ts';
import { maxPageSize } from '../input/criteria.ts';
import type { Order, SearchPage } from '../orders/order.ts';
import type { IngramClient } from '../requests/client.ts';
import type { Run } from '../requests/run.ts';
import type { Demand } from './demand.ts';
import type { Ledger } from './ledger.ts';
import { isWanted, readPages } from './read-pages.ts';
import { addedMeanwhile, isWhole, missingEntries, type Tally } from './tally.ts';

/** The API's page length where a user asks for one page and names no size. */
const documentedPage = 25;

/** How often a list that grows is caught up with; each time takes one request. */
const maxCatchUps = 3;

/** What the readings of one run work with. */
export interface ReadingContext {
	client: IngramClient;
	run: Run;
	/** Of all listings that are read in the run. */
	ledger: Ledger;
}

/** One page of a listing as it was read, and what is known of the listing by then. */
export interface ReadPage {
	/** The orders that had not been read before, each once. */
	orders: Order[];
	/** How many orders the API says there are, without those that listings before this one had. */
	found: number;
	/** How many pages there are, as far as is known. */
	pages: number;
	/** Whether orders follow on other pages, as far as is known. */
	hasMore: boolean;
}

/** What reading a listing came to. */
export interface Listed {
	found: number;
	read: number;
	/** Whether nothing is missing. */
	whole: boolean;
	/** Whether the list changed while it was read. */
	changed: boolean;
}

/**
 * Reads a listing, page by page as they arrive, each order once. A list that does not add up is read
 * again with other page boundaries; what came of it is returned.
 */
export async function* readListing(
	context: ReadingContext,
	listing: Listing,
	demand: Demand,
): AsyncGenerator<ReadPage, Listed, undefined> {
	const size = demand.pageSize ?? Math.min(maxPageSize, demand.orders);
	const sized = { ...demand, pageSize: size };
	const first = yield* readOnce(context, endsAtFirstPage(listing), sized, undefined);
	const isMet = first.orders >= demand.orders;
	if (isWhole(first) || isMet) return { ...listedOf(first), whole: isWhole(first) };
	const resized = { ...demand, pageSize: otherPageSize(size) };
	const again = yield* readOnce(context, () => listing, resized, first);
	// An answer that there is nothing, or less than before, may be another kind of failure.
	const whole = isWhole(again) && again.latestTotal >= first.latestTotal;
	return { ...listedOf(again.latestTotal >= first.latestTotal ? again : first), whole };
}

/** Reads one page of a listing and nothing else. */
export async function* readOnePage(
	{ client, run, ledger }: ReadingContext,
	listing: Listing,
	page: { pageNumber: number; pageSize?: number },
): AsyncGenerator<ReadPage, Listed, undefined> {
	const { pageNumber, pageSize = documentedPage } = page;
	const tally = ledger.startReading();
	const answer = await client.get(listing.page(pageNumber, pageSize), run);
	const orders = [...ledger.take(answer), ...ledger.rest()];
	yield { orders, found: answer.ordersFound - tally.known, pages: 1, hasMore: false };
	return { ...listedOf(tally), whole: true };
}

/** Gives the listing to read a page from, by what page 1 said. */
type ChooseListing = (first: SearchPage | undefined) => Listing;

/**
 * New orders shift every page. Where the listing is open, its end is fixed at the server's time of
 * page 1, so that they fall outside; unless page 1 has a newer order, as then the times of entry are
 * by another clock and orders would fall outside that are asked for.
 */
function endsAtFirstPage(listing: Listing): ChooseListing {
	return (first) => {
		const { serverTime, orders = [] } = first ?? {};
		if (serverTime === undefined) return listing;
		const isNewer = ({ entryTimestamp }: Order) => Date.parse(entryTimestamp) > serverTime;
		return orders.some(isNewer) ? listing : listing.endingAt(serverTime);
	};
}

async function* readOnce(
	{ client, run, ledger }: ReadingContext,
	choose: ChooseListing,
	demand: Demand & { pageSize: number },
	/** The tally of the first reading, where this is the second. */
	before: Tally | undefined,
): AsyncGenerator<ReadPage, Tally, undefined> {
	const { pageSize } = demand;
	const tally = ledger.startReading();
	let first: SearchPage | undefined;
	// A second reading knows every order, so the first one tells which others had; and what it says
	// counts only where it says that there is something.
	const found = () => (tally.latestTotal || (before?.latestTotal ?? 0)) - (before ?? tally).known;
	const fetchPage = async (pageNumber: number, signal: AbortSignal) => {
		const page = await client.get(choose(first).page(pageNumber, pageSize), run, signal);
		if (pageNumber === 1) first ??= page;
		return page;
	};
	const take = (page: SearchPage, pages: number): ReadPage => {
		const orders = ledger.take(page);
		const isCaughtUp = addedMeanwhile(tally) === 0;
		if (isCaughtUp && !isWanted(tally, demand)) orders.push(...ledger.rest());
		const hasMore = !isCaughtUp || missingEntries(tally) > 0;
		return { orders, found: found(), pages, hasMore };
	};

	let pages = 1;
	for await (const counted of readPages(fetchPage, tally, demand, run.signal)) {
		({ pages } = counted);
		yield take(counted.page, pages);
		throwIfCancelled(run.signal);
	}
	// New orders come first, so page 1 has those that were added while the other pages were read.
	for (let tries = 0; tries < maxCatchUps; tries++) {
		const added = addedMeanwhile(tally);
		if (added === 0 || added > pageSize || tally.orders >= demand.orders) break;
		pages++;
		yield take(await fetchPage(1, run.signal), pages);
		throwIfCancelled(run.signal);
	}
	const rest = ledger.rest();
	if (rest.length > 0) yield { orders: rest, found: found(), pages, hasMore: false };
	return tally;
}

/** Another size, so that what was lost at a boundary is in the middle of a page. */
function otherPageSize(size: number): number {
	return size === 1 ? 2 : size - Math.ceil(size / 8);
}

function listedOf({ entries, firstTotal, latestTotal, hasShrunk }: Tally): Omit<Listed, 'whole'> {
	return { found: latestTotal, read: entries, changed: hasShrunk || latestTotal > firstTotal };
}
