import type { ApiVersion } from '../api/version.ts';
import { versionOf } from '../api/versions.ts';
import { throwIfCancelled } from '../errors/cancelled.ts';
import type { IngramError } from '../errors/ingram-error.ts';
import { eachWithDocuments } from '../documents/linked-documents.ts';
import { choosesSubOrders, isWanted, withChosen } from '../orders/filter.ts';
import { orderKey } from '../orders/identity.ts';
import { mergeOrders } from '../orders/merge.ts';
import type { Order } from '../orders/order.ts';
import { withoutRaw } from '../orders/without-raw.ts';
import type { Demand } from '../reading/demand.ts';
import { Ledger } from '../reading/ledger.ts';
import { lookUpNumbers } from '../look-up/look-up-numbers.ts';
import type { PeriodRead } from '../look-up/read-period.ts';
import { numbersOf } from '../orders/numbers-of.ts';
import { areSeveral, foldNumber, leadingField } from '../input/numbers.ts';
import { readListing, readOnePage, type Listed, type ReadPage } from '../reading/read-listing.ts';
import type { IngramClient } from '../requests/client.ts';
import { startRun, type Run, type RunOptions } from '../requests/run.ts';
import { toItems, withLinked, type OutputItem } from './items.ts';
import type { SearchPlan } from './plan.ts';
import type { SearchSummary } from './summary.ts';
import { Warnings } from './warnings.ts';

/**
 * One run of a checked search. Read it once: either page by page with `pages`, which keeps one page
 * in memory, or with `collect`, which gives everything together.
 */
export class OrderSearch {
	readonly #client: IngramClient;
	readonly #plan: SearchPlan;
	readonly #run: Run;
	readonly #version: ApiVersion;
	readonly #warnings: Warnings;
	/** Which of the orders that are read were asked for. */
	readonly #isAskedFor: (order: Order) => boolean;
	/** Whether orders that are read may be dropped here. */
	readonly #filtersOrders: boolean;
	readonly #ledger = new Ledger();
	/** Of the listings before the present one, and of all. */
	#foundBefore = 0;
	#ordersFound = 0;
	#pages = 0;
	#incomplete: Listed[] = [];
	/** Output items that the pages read so far have given. */
	#items = 0;
	#ordersReturned = 0;
	/** Whether there are listings after the present one, and whether it has pages after the present one. */
	#hasMoreListings = false;
	#hasMorePages = false;
	#ended = false;
	/** The orders of the plan's period, where they were read together for several plans. */
	readonly #period: PeriodRead | undefined;
	/** The numbers looked for so far. */
	readonly #lookedFor: string[] = [];
	/** The numbers of all orders that were asked for and read. */
	readonly #numbersRead = new Set<string>();

	/** @param period the orders of the plan's period, where they were read together for several plans */
	constructor(
		client: IngramClient,
		plan: SearchPlan,
		options: RunOptions = {},
		period?: PeriodRead,
	) {
		this.#client = client;
		this.#plan = plan;
		this.#period = period;
		this.#run = startRun(client.host, plan.limits, options);
		this.#version = versionOf(client.account);
		const { criteria } = plan;
		const filter = this.#version.orderFilter(criteria);
		this.#isAskedFor = filter ?? (() => true);
		this.#filtersOrders = filter !== undefined || choosesSubOrders(criteria);
		this.#warnings = new Warnings(
			this.#version.codes,
			(text) => client.quote(text),
			this.#version.warningsOf(criteria),
		);
	}

	/** What is known so far; final when the last page has been read. */
	get summary(): SearchSummary {
		return {
			ordersFound: this.#ordersFound,
			ordersReturned: this.#ordersReturned,
			complete: this.#ended && this.#incomplete.length === 0,
			pages: this.#pages,
			requests: this.#run.requests,
			waitedMs: this.#run.meter.waitedMs,
			rateLimit: this.#client.rateLimit(this.#version.searchCounter),
			warnings: this.#warnings.list,
			...(this.#hasNumbers && { notFound: this.#notFound }),
		};
	}

	get #hasNumbers(): boolean {
		const { orderNumber, customerOrderNumber } = this.#plan.numbers;
		return orderNumber.length > 0 || customerOrderNumber.length > 0;
	}

	get #notFound(): string[] {
		return this.#lookedFor.filter((number) => !this.#numbersRead.has(foldNumber(number)));
	}

	/**
	 * The output items of each page as it arrives; a page that adds nothing is left out.
	 * @throws IngramError of every code but `INVALID_INPUT`
	 */
	async *pages(): AsyncGenerator<OutputItem[], void, undefined> {
		const limit = this.#plan.limit ?? Infinity;
		let isCut = false;
		for await (const page of this.#read()) {
			const orders = this.#note(page).filter((order) => this.#isWanted(order));
			throwIfCancelled(this.#run.signal);
			const taken = this.#take(orders, limit - this.#items);
			this.#items += taken.items.length;
			isCut ||= taken.isCut;
			if (taken.items.length > 0) yield await this.#withLinked(taken.items);
			throwIfCancelled(this.#run.signal);
			if (this.#items >= limit) break;
		}
		this.#end(isCut);
	}

	/**
	 * All output items together. An order that several listings or pages told in parts is one item,
	 * and filters see it whole.
	 * @throws IngramError as `pages`
	 */
	async collect(): Promise<OutputItem[]> {
		const limit = this.#plan.limit ?? Infinity;
		const collected = new Map<string, Order>();
		for await (const page of this.#read()) {
			for (const order of this.#note(page)) this.#collect(collected, order);
			if (this.#items >= limit) break;
		}
		const wanted = [...collected.values()].filter((order) => this.#isWanted(order));
		const { items, isCut } = this.#take(wanted, limit);
		const result = await this.#withLinked(items);
		this.#end(isCut);
		return result;
	}

	/** All that is read, page by page. */
	#read(): AsyncGenerator<ReadPage, void, undefined> {
		const isLookUp = this.#period !== undefined || areSeveral(this.#plan.numbers);
		return isLookUp ? this.#lookUp() : this.#readListings();
	}

	/** The orders of several numbers, each order whole. */
	async *#lookUp(): AsyncGenerator<ReadPage, void, undefined> {
		const { criteria, numbers } = this.#plan;
		const context = { client: this.#client, run: this.#run, version: this.#version, criteria };
		const looked = lookUpNumbers(context, numbers, this.#period);
		try {
			let step = await looked.next();
			for (; !step.done; step = await looked.next()) {
				this.#lookedFor.push(...step.value.numbers);
				yield step.value;
			}
			this.#incomplete.push(...step.value);
		} finally {
			await looked.return([]);
		}
	}

	/** The pages of all listings, one after the other. */
	async *#readListings(): AsyncGenerator<ReadPage, void, undefined> {
		const { numbers } = this.#plan;
		this.#lookedFor.push(...numbers[leadingField(numbers)]);
		const { criteria, limit } = this.#plan;
		const { pageNumber, pageSize } = criteria;
		const demand: Demand = {
			...(pageSize !== undefined && { pageSize }),
			// Every order gives at least one item, unless filters that the API does not know drop it.
			orders: this.#filtersOrders ? Infinity : (limit ?? Infinity),
			pages: () => this.#wantedPages(),
		};
		const context = { client: this.#client, run: this.#run, ledger: this.#ledger };
		const listings = this.#version.listings(
			this.#client.account,
			criteria,
			this.#client.host.now(),
		);
		for (const [index, listing] of listings.entries()) {
			this.#hasMoreListings = index < listings.length - 1;
			const listed =
				pageNumber === undefined
					? yield* readListing(context, listing, demand)
					: yield* readOnePage(context, listing, { pageNumber, ...demand });
			if (!listed.whole) this.#incomplete.push(listed);
			this.#foundBefore = this.#ordersFound;
		}
	}

	/** How many more pages the limit is likely to take, if they give as much as those before them. */
	#wantedPages(): number {
		const missing = (this.#plan.limit ?? Infinity) - this.#items;
		return Math.ceil((missing * this.#pages) / this.#items);
	}

	/** Brings what is known up to date with a page, and gives its orders. */
	#note({ orders, found, pages, hasMore }: ReadPage): Order[] {
		this.#pages++;
		this.#hasMorePages = hasMore;
		this.#ordersFound = this.#foundBefore + found;
		this.#warnings.noteCodes(orders);
		if (this.#hasNumbers) this.#noteNumbers(orders);
		this.#run.report({
			kind: 'page',
			page: this.#pages,
			pages: Math.max(this.#pages, pages),
			orders: this.#ledger.size || this.#ordersFound,
			ordersFound: this.#ordersFound,
		});
		return orders;
	}

	/** Keeps the numbers that have an order; what the API finds for one number alone is an order of it. */
	#noteNumbers(orders: readonly Order[]): void {
		const { numbers } = this.#plan;
		const asked = orders.filter(this.#isAskedFor);
		const read = areSeveral(numbers)
			? asked.flatMap((order) => numbersOf(order, leadingField(numbers)))
			: this.#lookedFor.filter(() => asked.length > 0).map(foldNumber);
		for (const number of read) this.#numbersRead.add(number);
	}

	/** Adds an order, or a part of one, to those collected so far. */
	#collect(collected: Map<string, Order>, order: Order): void {
		const key = orderKey(order);
		const earlier = collected.get(key);
		const kept = this.#keep(order);
		const merged = earlier ? mergeOrders(earlier, kept) : kept;
		collected.set(key, merged);
		this.#items += this.#itemsOf(merged) - (earlier ? this.#itemsOf(earlier) : 0);
	}

	/** What is kept of an order until all have come: what the output will tell. */
	#keep(order: Order): Order {
		switch (this.#plan.output) {
			case 'suborders':
				return withoutRaw(withChosen(order, this.#plan.criteria));
			case 'orders':
				return withoutRaw(order);
			case 'raw':
				return order;
		}
	}

	#isWanted(order: Order): boolean {
		return this.#isAskedFor(order) && isWanted(order, this.#plan.criteria);
	}

	/** How many output items an order will give. */
	#itemsOf(order: Order): number {
		if (!this.#isWanted(order)) return 0;
		return this.#plan.output === 'suborders' ? Math.max(1, order.subOrders.length) : 1;
	}

	/** The items of the orders, where there is room for them. */
	#take(orders: readonly Order[], room: number): { items: OutputItem[]; isCut: boolean } {
		const items: OutputItem[] = [];
		const now = this.#client.host.now();
		for (const order of orders) {
			if (items.length >= room) return { items: items.slice(0, room), isCut: true };
			items.push(...toItems(order, this.#plan, this.#version, now));
			if (!order.isContinued) this.#ordersReturned++;
		}
		return { items: items.slice(0, room), isCut: items.length > room };
	}

	async #withLinked(items: OutputItem[]): Promise<OutputItem[]> {
		const context = {
			client: this.#client,
			customer: this.#plan.criteria,
			run: this.#run,
			wanted: this.#plan.includeLinked,
			onMissing: (link: string, error: IngramError) => this.#warnings.linkFailed(link, error),
		};
		return eachWithDocuments(items, context, withLinked);
	}

	#end(isCut: boolean): void {
		this.#ended = true;
		if (this.#items >= (this.#plan.limit ?? Infinity)) {
			// What was asked for is there, whatever else there is.
			this.#incomplete = [];
			const mayHaveMore = isCut || this.#hasMorePages || this.#hasMoreListings;
			if (mayHaveMore) {
				const lookedFor = areSeveral(this.#plan.numbers) ? this.#lookedFor.length : undefined;
				this.#warnings.limitReached(this.#plan, this.#ordersFound, lookedFor);
			}
		}
		for (const listed of this.#incomplete) this.#warnings.incomplete(listed);
		if (this.#items === 0 && this.#incomplete.length === 0) {
			const { account } = this.#client;
			const { criteria, numbers } = this.#plan;
			this.#warnings.noMatch({ account, criteria, numbers, ordersFound: this.#ordersFound });
		} else if (areSeveral(this.#plan.numbers)) {
			this.#warnings.notFound(this.#notFound, this.#lookedFor.length);
		}
	}
}
