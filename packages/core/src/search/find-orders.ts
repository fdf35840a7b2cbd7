import type { IngramClient } from '../client.ts';
import type { Order, SearchPage } from '../orders/order.ts';
import type { Run } from '../run.ts';
import { readSearchAnswer } from '../v5/read-search-answer.ts';
import { searchUrl } from '../v5/search-request.ts';
import { longestPage, toQueries, type Criteria, type SearchQuery } from './criteria.ts';
import { addedMeanwhile, isWhole, Ledger, type Reading } from './ledger.ts';
import { readPages, type NumberedPage } from './read-pages.ts';

/** The API's page length where a user asks for one page and names no size. */
const documentedPage = 25;

/** How often a list that grows is caught up with; each time takes one request. */
const mostCatchUps = 3;

/** What a search has come to so far. */
export interface Findings {
	/** How many orders the API says there are, over all queries. */
	ordersFound: number;
	pages: number;
	/** One for each query of which not every order could be read. */
	shortfalls: Shortfall[];
}

/** A list that could not be read to the end, or that changed each time it was read. */
export interface Shortfall {
	found: number;
	read: number;
	/** Whether the list changed while it was read. */
	changed: boolean;
}

/** How much of what there is will be used; calls of the rate limit are not spent on the rest. */
export interface Wanted {
	/** No more than this many orders are needed. */
	wantedOrders: number;
	/** How many more pages are likely to be needed, from what they have given so far. */
	wantedPages: () => number;
}

/**
 * Finds the orders of the criteria, those of each page as it arrives, each order once. A list that
 * does not add up is read again with other page boundaries; if it still does not, `findings` says so.
 */
export async function* findOrders(
	client: IngramClient,
	criteria: Criteria,
	options: Wanted & { run: Run; findings: Findings },
): AsyncGenerator<Order[], void, undefined> {
	const ledger = new Ledger();
	for (const query of toQueries(criteria)) {
		const search = new QuerySearch(client, query, { ...options, ledger });
		if (criteria.pageNumber === undefined) yield* search.all(criteria.pageSize);
		else yield* search.onePage(criteria.pageNumber, criteria.pageSize ?? documentedPage);
	}
}

/** One query of a search. */
class QuerySearch {
	readonly #client: IngramClient;
	readonly #ledger: Ledger;
	readonly #run: Run;
	readonly #findings: Findings;
	readonly #wanted: Wanted;
	/** What the queries before this one have found. */
	readonly #foundBefore: number;
	#query: SearchQuery;
	#firstReading: Reading | undefined;

	constructor(
		client: IngramClient,
		query: SearchQuery,
		options: Wanted & { run: Run; findings: Findings; ledger: Ledger },
	) {
		this.#client = client;
		this.#query = query;
		this.#run = options.run;
		this.#ledger = options.ledger;
		this.#findings = options.findings;
		this.#foundBefore = options.findings.ordersFound;
		this.#wanted = options;
	}

	async *onePage(pageNumber: number, pageSize: number): AsyncGenerator<Order[], void, undefined> {
		const reading = this.#ledger.startReading();
		const page = await this.#fetch(pageNumber, pageSize, this.#run.signal);
		yield this.#take({ ...page, pageNumber, pages: pageNumber }, reading);
		yield this.#ledger.rest();
	}

	async *all(pageSize: number | undefined): AsyncGenerator<Order[], void, undefined> {
		const size = pageSize ?? Math.min(longestPage, this.#wanted.wantedOrders);
		const first = yield* this.#read(size);
		if (isWhole(first)) return;
		const again = yield* this.#read(otherPageSize(size));
		if (!isWhole(again)) this.#findings.shortfalls.push(shortfall(again));
	}

	async *#read(pageSize: number): AsyncGenerator<Order[], Reading, undefined> {
		const reading = this.#ledger.startReading();
		const fetchPage = (pageNumber: number, signal: AbortSignal) =>
			this.#fetch(pageNumber, pageSize, signal);
		const { wantedOrders, wantedPages } = this.#wanted;
		const options = { pageSize, wantedOrders, wantedPages, signal: this.#run.signal };
		for await (const page of readPages(fetchPage, options)) yield this.#take(page, reading);
		yield* this.#catchUp(reading, pageSize);
		yield this.#ledger.rest();
		return reading;
	}

	/** New orders come first, so page 1 has those that were added while the other pages were read. */
	async *#catchUp(reading: Reading, pageSize: number): AsyncGenerator<Order[], void, undefined> {
		for (let tries = 0; tries < mostCatchUps; tries++) {
			const added = addedMeanwhile(reading);
			if (added === 0 || added > pageSize) return;
			const page = await this.#fetch(1, pageSize, this.#run.signal);
			yield this.#take({ ...page, pageNumber: 1, pages: 1 }, reading);
		}
	}

	async #fetch(pageNumber: number, pageSize: number, signal: AbortSignal): Promise<SearchPage> {
		const url = searchUrl(this.#client.account, this.#query, { pageSize, pageNumber });
		const { value, headers } = await this.#client.get(
			'search',
			url,
			readSearchAnswer,
			this.#run,
			signal,
		);
		if (pageNumber === 1) this.#query = withFixedEnd(this.#query, headers['date']);
		return value;
	}

	#take(page: NumberedPage, reading: Reading): Order[] {
		const orders = this.#ledger.take(page);
		this.#findings.pages++;
		this.#findings.ordersFound =
			this.#foundBefore + page.ordersFound - this.#foundElsewhere(reading);
		this.#run.onProgress({
			kind: 'page',
			page: page.pageNumber,
			pages: page.pages,
			orders: this.#ledger.size,
			ordersFound: this.#findings.ordersFound,
		});
		return orders;
	}

	/** Orders that another query has found as well. A second reading knows all of them, so the first one tells. */
	#foundElsewhere(reading: Reading): number {
		this.#firstReading ??= reading;
		return this.#firstReading.known;
	}
}

/** New orders shift every page; with the server's now as the end they fall outside. */
function withFixedEnd(query: SearchQuery, dateHeader: string | undefined): SearchQuery {
	const { createdAfter, createdBefore } = query;
	const now = dateHeader === undefined ? NaN : Date.parse(dateHeader);
	if (createdAfter === undefined || createdBefore !== undefined || !(now >= createdAfter))
		return query;
	return { ...query, createdBefore: now };
}

/** Another size, so that what was lost at a boundary is in the middle of a page. */
function otherPageSize(size: number): number {
	return size === 1 ? 2 : size - Math.ceil(size / 8);
}

function shortfall({ entries, firstTotal, latestTotal, hasShrunk }: Reading): Shortfall {
	return { found: latestTotal, read: entries, changed: hasShrunk || latestTotal > firstTotal };
}
