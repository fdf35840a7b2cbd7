import type { HttpRequest, HttpResponse } from '@ingram-orders/core';
import { asked, noDataFound, pageOf, subOrderOf } from './scripted-world.ts';

/** A suborder as the list tells it. */
export interface ListedSubOrder {
	number: string;
	statusCode: string;
	holdReasonCode: string;
}

/** One entry of the list: an order, or a part of one that is told in several entries. */
export interface Entry {
	orderNumber: string;
	customerOrderNumber: string;
	/** Milliseconds since 1970, whole seconds. */
	enteredAt: number;
	subOrders: readonly ListedSubOrder[];
}

/** Something that happens to the list. A place counts from 0 and wraps around at the list's end. */
export type Change = {
	/** Happens just before these searches are answered, counted from 1 in the order of the answers. */
	before: readonly number[];
} & (
	| { kind: 'insert'; count: number }
	/** The orders of so many entries, with all their entries. */
	| { kind: 'delete'; place: number; count: number }
	/** The entry gains a suborder, and moves so many places towards the end. */
	| { kind: 'gain'; place: number; moves: number }
);

export interface ListingOptions {
	/** Newest first. */
	entries: readonly Entry[];
	sorted?: 'newest-first' | 'oldest-first';
	/** What `ordersfound` counts. */
	counts?: 'entries' | 'orders';
	/** The server's longest page. */
	maxPageSize?: number;
	/** Which page size the server says it used. */
	echoes?: 'used' | 'asked';
	/** Another page size than that of the first search is answered "No data found". */
	knowsOnlyFirstPageSize?: boolean;
	/** How far the `Date` header is ahead of the test's clock, in milliseconds. */
	dateAheadMs?: number;
	/** How far the entry times of inserted orders are ahead of the test's clock, in milliseconds. */
	entriesAheadMs?: number;
	changes?: readonly Change[];
}

/** A search API with a list in memory, which may change between two answers. Refuses nothing. */
export class ListingServer {
	/** In the order in which they are served. */
	readonly entries: Entry[];
	/** What the list held before the first change. */
	readonly entriesAtFirst: readonly Entry[];
	readonly #options: ListingOptions;
	#searches = 0;
	#inserted = 0;
	#firstPageSize: number | undefined;

	constructor(options: ListingOptions) {
		this.#options = options;
		this.entries = this.#isOldestFirst ? options.entries.toReversed() : [...options.entries];
		this.entriesAtFirst = [...this.entries];
	}

	/** Answers a search at a time of the test's clock. */
	answer(request: HttpRequest, now: number): Partial<HttpResponse> {
		this.#searches++;
		for (const change of this.#options.changes ?? []) {
			if (change.before.includes(this.#searches)) this.#apply(change, now);
		}
		return { headers: this.#headers(now), body: this.#page(asked(request)) };
	}

	get #isOldestFirst(): boolean {
		return this.#options.sorted === 'oldest-first';
	}

	#page(query: Readonly<Record<string, string>>): string {
		const askedSize = Number(query['pagesize'] ?? 25);
		const size = Math.min(askedSize, this.#options.maxPageSize ?? 100);
		this.#firstPageSize ??= askedSize;
		if (this.#options.knowsOnlyFirstPageSize && askedSize !== this.#firstPageSize) {
			return noDataFound;
		}
		const found = this.#find(query);
		const start = (Number(query['pagenumber'] ?? 1) - 1) * size;
		const page = found.slice(start, start + size);
		if (page.length === 0) return noDataFound;
		const ordersFound =
			this.#options.counts === 'orders' ? new Set(found.map(keyOf)).size : found.length;
		const toldSize = this.#options.echoes === 'used' ? size : askedSize;
		return pageOf(page.map(toApi), String(ordersFound), String(toldSize));
	}

	/** An order with a suborder of the status is found with all its entries. */
	#find(query: Readonly<Record<string, string>>): Entry[] {
		const { startcreatetimestamp: start, endcreatetimestamp: end } = query;
		const { ordernumber, customerordernumber, orderstatus } = query;
		const from = start === undefined ? -Infinity : Date.parse(start);
		const to = end === undefined ? Infinity : Date.parse(end);
		const found = this.entries.filter(
			(entry) =>
				entry.enteredAt >= from &&
				entry.enteredAt <= to &&
				(ordernumber === undefined || entry.orderNumber === ordernumber) &&
				(customerordernumber === undefined || entry.customerOrderNumber === customerordernumber),
		);
		if (orderstatus === undefined) return found;
		const hasStatus = ({ subOrders }: Entry) =>
			subOrders.some(({ statusCode }) => statusCode === orderstatus);
		const keys = new Set(found.filter(hasStatus).map(keyOf));
		return found.filter((entry) => keys.has(keyOf(entry)));
	}

	/** A rate limit that is never reached, by the clock that the `Date` header shows. */
	#headers(now: number): HttpResponse['headers'] {
		const serverNow = now + (this.#options.dateAheadMs ?? 0);
		return {
			date: new Date(serverNow).toUTCString(),
			'x-ratelimit-limit': '1000000',
			'x-ratelimit-remaining': '999999',
			'x-ratelimit-reset': String(serverNow + 60_000),
		};
	}

	#apply(change: Change, now: number): void {
		if (change.kind === 'insert') this.#insert(change.count, now);
		else if (this.entries.length === 0) return;
		else if (change.kind === 'delete') this.#delete(change.place, change.count);
		else this.#gain(change.place, change.moves);
	}

	#insert(count: number, now: number): void {
		const enteredAt = wholeSecond(now + (this.#options.entriesAheadMs ?? 0));
		for (let left = count; left > 0; left--) {
			this.#inserted++;
			const entry = entryOf(`new-${this.#inserted}`, { enteredAt });
			if (this.#isOldestFirst) this.entries.push(entry);
			else this.entries.unshift(entry);
		}
	}

	#delete(place: number, count: number): void {
		const start = place % this.entries.length;
		const gone = new Set(this.entries.slice(start, start + count).map(keyOf));
		const left = this.entries.filter((entry) => !gone.has(keyOf(entry)));
		this.entries.splice(0, this.entries.length, ...left);
	}

	#gain(place: number, moves: number): void {
		const start = place % this.entries.length;
		const [entry] = this.entries.splice(start, 1);
		if (!entry) return;
		const gained = subOrder(`${entry.orderNumber}-gained-${this.#searches}`);
		const changed = { ...entry, subOrders: [...entry.subOrders, gained] };
		this.entries.splice(start + moves, 0, changed);
	}
}

/** What the orders of a made-up list are like. */
export interface MadeUp {
	orders: number;
	/** Every so many orders, from the first, are told in two entries so many places apart. */
	inParts?: { every: number; apart: number };
	/** Every so many orders, from the first, have their last suborder on hold. */
	heldEvery?: number;
	/** When the newest order was entered, in milliseconds since 1970. */
	newestAt?: number;
	/** The time between two orders, in milliseconds. */
	everyMs?: number;
}

/** Entries of orders with two suborders each, newest first. */
export function madeUpEntries({ orders, inParts, heldEvery, ...times }: MadeUp): Entry[] {
	const { newestAt = Date.UTC(2026, 0, 15, 11), everyMs = 60_000 } = times;
	const placed: { place: number; entry: Entry }[] = [];
	for (let index = 0; index < orders; index++) {
		const number = `20-${String(index + 1).padStart(4, '0')}`;
		const isHeld = heldEvery !== undefined && index % heldEvery === 0;
		const first = subOrder(`${number}-11`);
		const last = subOrder(`${number}-21`, ...(isHeld ? (['C', 'CC'] as const) : []));
		const enteredAt = wholeSecond(newestAt - index * everyMs);
		const entry = (subOrders: ListedSubOrder[]) => entryOf(number, { enteredAt, subOrders });
		if (inParts && index % inParts.every === 0) {
			placed.push({ place: index, entry: entry([first]) });
			placed.push({ place: index + inParts.apart + 0.5, entry: entry([last]) });
		} else {
			placed.push({ place: index, entry: entry([first, last]) });
		}
	}
	return placed.sort((a, b) => a.place - b.place).map(({ entry }) => entry);
}

/** An entry with one suborder unless others are given. */
export function entryOf(
	orderNumber: string,
	{ enteredAt = Date.UTC(2026, 0, 10, 10), ...rest }: Partial<Entry> = {},
): Entry {
	return {
		orderNumber,
		customerOrderNumber: `PO-${orderNumber}`,
		subOrders: [subOrder(`${orderNumber}-11`)],
		enteredAt,
		...rest,
	};
}

export function subOrder(number: string, statusCode = '', holdReasonCode = ''): ListedSubOrder {
	return { number, statusCode, holdReasonCode };
}

/** What makes an order the same order. */
export function keyOf({ orderNumber, customerOrderNumber, enteredAt }: Entry): string {
	return [orderNumber, timestamp(enteredAt), customerOrderNumber].join(' ');
}

function toApi({ orderNumber, customerOrderNumber, enteredAt, subOrders }: Entry): object {
	return {
		ordernumber: orderNumber,
		entrytimestamp: timestamp(enteredAt),
		customerordernumber: customerOrderNumber,
		suborders: subOrders.map(({ number, statusCode, holdReasonCode }) =>
			subOrderOf(number, statusCode, holdReasonCode),
		),
	};
}

function timestamp(time: number): string {
	return new Date(time).toISOString().replace('.000Z', 'Z');
}

function wholeSecond(time: number): number {
	return Math.floor(time / 1000) * 1000;
}
