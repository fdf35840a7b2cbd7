import type { HttpRequest, HttpResponse } from '@ingram-orders/core';
import {
	listPage,
	truthfulListing,
	type ListingRules,
	type ModelEntry,
	type ModelSubOrder,
} from './model-listing.ts';
import { asked, tokenAnswer } from './scripted-world.ts';

/** An order as it is at the moment; replaced whole when it changes. */
export interface WatchedOrder {
	readonly orderNumber: string;
	readonly customerOrderNumber: string;
	/** ISO 8601 UTC to the second. */
	readonly entryTimestamp: string;
	readonly subOrders: readonly ModelSubOrder[];
	/** Whether its first suborder is told in an entry of its own. */
	readonly isSplit: boolean;
}

/** What becomes of a request instead of its answer. */
export type Fault = 'unavailable' | 'reset' | 'not-json' | 'rate-limit' | 'hang' | 'refused';

/** A request to the API, and what it asked for. */
export interface Asked {
	/** From 1. */
	number: number;
	query: Readonly<Record<string, string>>;
}

/** A search API with orders in memory, which may change before any answer. It has calls for everybody. */
export class WatchServer {
	orders: readonly WatchedOrder[] = [];
	/** Requests to the API so far, those for tokens left out. */
	requests = 0;
	readonly rules: ListingRules;
	/** Is told of each request before it is answered; what it returns becomes of it. */
	onRequest: (asked: Asked) => Fault | undefined = () => undefined;
	/** How far its clock is ahead. */
	readonly aheadMs: number;
	#listed: { orders: readonly WatchedOrder[]; entries: readonly ModelEntry[] } | undefined;

	constructor(rules: Partial<ListingRules> = {}, aheadMs = 0) {
		this.rules = { ...truthfulListing, ...rules };
		this.aheadMs = aheadMs;
	}

	/** @param now by the test's clock */
	answer(request: HttpRequest, now: number): HttpResponse | 'reset' | 'hang' {
		const date = new Date(now + this.aheadMs).toUTCString();
		if (request.url.includes('/oauth/')) {
			return { status: 200, headers: { date }, body: tokenAnswer('token') };
		}
		this.requests++;
		const fault = this.onRequest({ number: this.requests, query: asked(request) });
		const headers = (remaining: number) => ({
			...{ date, 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': String(remaining) },
			'x-ratelimit-reset': String(now + this.aheadMs + 30_000),
		});
		switch (fault) {
			case 'reset':
			case 'hang':
				return fault;
			case 'unavailable':
				return { status: 503, headers: headers(999), body: '' };
			case 'not-json':
				return { status: 200, headers: headers(999), body: '<html>Maintenance</html>' };
			case 'refused':
				return { status: 403, headers: headers(999), body: '{"message":"No access"}' };
			case 'rate-limit':
				return { status: 429, headers: headers(0), body: '' };
			case undefined: {
				const parameters = new URL(request.url).searchParams;
				const body = listPage(this.rules, this.#entries, parameters, false);
				return { status: 200, headers: headers(999), body };
			}
		}
	}

	/** Newest first. */
	get #entries(): readonly ModelEntry[] {
		if (this.#listed?.orders !== this.orders) {
			const entries = this.orders
				.flatMap(entriesOf)
				.sort((one, other) => compareText(other.entryTimestamp, one.entryTimestamp));
			this.#listed = { orders: this.orders, entries };
		}
		return this.#listed.entries;
	}
}

const writtenEntries = new WeakMap<WatchedOrder, ModelEntry[]>();

function entriesOf(order: WatchedOrder): ModelEntry[] {
	const known = writtenEntries.get(order);
	if (known) return known;
	const { subOrders, isSplit } = order;
	const parts =
		isSplit && subOrders.length > 1 ? [subOrders.slice(0, 1), subOrders.slice(1)] : [subOrders];
	const entries = parts.map((part) => ({ ...order, subOrders: part }));
	writtenEntries.set(order, entries);
	return entries;
}

function compareText(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}
