import type { IngramClient } from '../client.ts';
import { orderKey } from '../orders/identity.ts';
import { mergeOrders } from '../orders/merge.ts';
import type { Order } from '../orders/order.ts';
import { startRun, type Run, type RunOptions } from '../run.ts';
import { choosesSubOrders, isWanted } from './filter.ts';
import { findOrders, type Findings } from './find-orders.ts';
import { LinkedDocuments } from './linked-documents.ts';
import { toItems, withLinked, type OutputItem } from './output-items.ts';
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
	readonly #findings: Findings = { ordersFound: 0, pages: 0, shortfalls: [] };
	readonly #warnings = new Warnings();
	#ordersReturned = 0;
	/** Output items that the pages read so far have given. */
	#items = 0;
	/** Whether an order was given without all its rows, because of the limit. */
	#isCut = false;
	#ended = false;

	constructor(client: IngramClient, plan: SearchPlan, options: RunOptions = {}) {
		this.#client = client;
		this.#plan = plan;
		this.#run = startRun(client.host, plan.limits, options);
	}

	/** What is known so far; final when the last page has been read. */
	get summary(): SearchSummary {
		return {
			ordersFound: this.#findings.ordersFound,
			ordersReturned: this.#ordersReturned,
			complete: this.#ended && this.#findings.shortfalls.length === 0,
			pages: this.#findings.pages,
			requests: this.#run.requests,
			waitedMs: this.#run.meter.waitedMs,
			rateLimit: this.#client.gate('search').status,
			warnings: this.#warnings.list,
		};
	}

	/**
	 * The output items of each page as it arrives; a page that adds nothing is left out.
	 * @throws IngramError of every code but `INVALID_INPUT`
	 */
	async *pages(): AsyncGenerator<OutputItem[], void, undefined> {
		const limit = this.#plan.limit ?? Infinity;
		for await (const orders of this.#wantedOrders()) {
			const items = this.#count(orders, limit - this.#items);
			this.#items += items.length;
			if (items.length > 0) yield await this.#finish(items);
			if (this.#items >= limit) break;
		}
		this.#end(this.#items >= limit);
	}

	/**
	 * All output items together. An order that several queries or pages told in parts is one item.
	 * @throws IngramError as `pages`
	 */
	async collect(): Promise<OutputItem[]> {
		const limit = this.#plan.limit ?? Infinity;
		const collected = new Map<string, Order>();
		for await (const orders of this.#wantedOrders()) {
			for (const order of orders) {
				const key = orderKey(order);
				const earlier = collected.get(key);
				const merged = earlier ? mergeOrders(earlier, order) : order;
				collected.set(key, merged);
				this.#items +=
					toItems(merged, this.#plan).length - (earlier ? toItems(earlier, this.#plan).length : 0);
			}
			if (this.#items >= limit) break;
		}
		const result = await this.#finish(this.#count([...collected.values()], limit));
		this.#end(result.length >= limit);
		return result;
	}

	async *#wantedOrders(): AsyncGenerator<Order[], void, undefined> {
		const { criteria, limit } = this.#plan;
		const everyOrderIsWanted = !choosesSubOrders(criteria);
		const options = {
			// Every order gives at least one item, unless filters that the API does not know drop it.
			wantedOrders: everyOrderIsWanted && limit !== undefined ? limit : Infinity,
			wantedPages: () => this.#wantedPages(),
			run: this.#run,
			findings: this.#findings,
		};
		for await (const orders of findOrders(this.#client, criteria, options)) {
			this.#warnings.unknownCodes(orders);
			yield orders.filter((order) => isWanted(order, criteria));
		}
	}

	/** How many more pages the limit is likely to take, if they give as much as those before them. */
	#wantedPages(): number {
		const missing = (this.#plan.limit ?? Infinity) - this.#items;
		return Math.ceil((missing * this.#findings.pages) / this.#items);
	}

	/** The items of the orders, no more than `limit`. */
	#count(orders: readonly Order[], limit: number): OutputItem[] {
		const items: OutputItem[] = [];
		for (const order of orders) {
			if (items.length >= limit) break;
			items.push(...toItems(order, this.#plan));
			this.#ordersReturned++;
		}
		this.#isCut ||= items.length > limit;
		return items.slice(0, limit);
	}

	async #finish(items: readonly OutputItem[]): Promise<OutputItem[]> {
		const stop = new AbortController();
		const signal = AbortSignal.any([this.#run.signal, stop.signal]);
		const documents = new LinkedDocuments(this.#client, this.#run, signal, (link, error) => {
			this.#warnings.linkFailed(link, error);
		});
		try {
			return await Promise.all(
				items.map((item) => withLinked(item, this.#plan.includeLinked, documents)),
			);
		} finally {
			// Where one failed, the others are not needed any more.
			stop.abort();
		}
	}

	#end(isLimitReached: boolean): void {
		this.#ended = true;
		const isAllReturned = this.#ordersReturned >= this.#findings.ordersFound && !this.#isCut;
		if (isLimitReached && !isAllReturned) this.#warnings.limitReached(this.#plan, this.#findings);
		for (const shortfall of this.#findings.shortfalls) this.#warnings.incomplete(shortfall);
	}
}
