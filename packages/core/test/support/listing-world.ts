import {
	OrderSearch,
	planSearch,
	type OutputItem,
	type Progress,
	type SearchInput,
	type SearchSummary,
} from '@ingram-orders/core';
import { keyOf, ListingServer, type Entry, type ListingOptions } from './listing-server.ts';
import { asked, createScriptedWorld, type ScriptedWorld } from './scripted-world.ts';

/** How a consumer reads: everything together, or each page as it arrives. */
export type Way = 'collect' | 'pages';

export const ways: readonly Way[] = ['collect', 'pages'];

export interface ListingWorld extends ScriptedWorld {
	server: ListingServer;
}

export interface ListingWorldOptions extends ListingOptions {
	/** How much longer than 100 ms the nth answer takes, in milliseconds. */
	delayMs?: (search: number) => number;
}

/** A client and a server with a list, on a virtual clock. */
function createListingWorld({ delayMs, ...options }: ListingWorldOptions): ListingWorld {
	const server = new ListingServer(options);
	const world = createScriptedWorld({
		api: (request, number) => {
			const answer = server.answer(request, world.clock.now());
			const delay = delayMs?.(number) ?? 0;
			if (delay === 0) return answer;
			return new Promise((resolve) => world.clock.after(delay, () => resolve(answer)));
		},
	});
	return { ...world, server };
}

/** How a search of a list ended. */
export interface Listed {
	items: OutputItem[];
	/** What was handed on together; all of it, where everything was collected. */
	arrays: OutputItem[][];
	summary: SearchSummary;
	progress: Progress[];
	/** What each search asked for, in the order of sending. */
	searches: Record<string, string>[];
	way: Way;
	server: ListingServer;
}

/** Searches a list, all of it in pages of 10 with the output `orders` unless asked for otherwise. */
export async function searchListing(
	options: ListingWorldOptions,
	input: SearchInput = {},
	way: Way = 'collect',
): Promise<Listed> {
	const { client, clock, sent, server } = createListingWorld(options);
	const progress: Progress[] = [];
	const asks = { output: 'orders', pageSize: 10, ...input };
	const run = new OrderSearch(client, planSearch(asks, client.account, 'UTC'), {
		onProgress: (step) => progress.push(step),
	});
	const arrays = await clock.run(way === 'pages' ? allPages(run) : inOneArray(run));
	const items = arrays.flat();
	return { items, arrays, summary: run.summary, progress, searches: sent.map(asked), way, server };
}

async function allPages(run: OrderSearch): Promise<OutputItem[][]> {
	const arrays: OutputItem[][] = [];
	for await (const items of run.pages()) arrays.push(items);
	return arrays;
}

async function inOneArray(run: OrderSearch): Promise<OutputItem[][]> {
	return [await run.collect()];
}

/** Orders by what makes them the same, each with the numbers of its suborders. */
export type Orders = Map<string, string[]>;

/** The orders that a list tells. */
function ordersOf(entries: readonly Entry[]): Orders {
	const orders: Orders = new Map();
	for (const entry of entries) {
		const numbers = entry.subOrders.map(({ number }) => number);
		addTo(orders, keyOf(entry), numbers);
	}
	return orders;
}

/** The orders that items of any output tell; what is told twice is there twice. */
export function ordersIn(items: readonly OutputItem[]): Orders {
	const orders: Orders = new Map();
	for (const item of items) {
		const { key, subOrders } = told(item);
		addTo(orders, key, subOrders);
	}
	return orders;
}

/** Each order and each suborder, as text; what is told twice is there twice. */
export function partsOf(orders: Orders): string[] {
	return [...orders].flatMap(([key, subOrders]) => [
		key,
		...subOrders.map((number) => `${key} ${number}`),
	]);
}

/** Orders and suborders that were on the list all the time and are not among the items. */
function missingFrom({ items, server }: Pick<Listed, 'items' | 'server'>): string[] {
	const given = new Set(partsOf(ordersIn(items)));
	const atEnd = new Set(partsOf(ordersOf(server.entries)));
	return partsOf(ordersOf(server.entriesAtFirst)).filter(
		(part) => atEnd.has(part) && !given.has(part),
	);
}

/** What a user would notice of a search that ended; short, so that a failing test can be read. */
export function outcomeOf(listed: Listed) {
	const { complete, warnings } = listed.summary;
	return {
		complete,
		warnings: warnings.map(({ code }) => code),
		missing: inShort(missingFrom(listed)),
		twice: inShort(givenTwice(listed)),
	};
}

/** Nothing is missing and nothing is given twice. */
export function expectWhole(listed: Listed): void {
	expect(outcomeOf(listed)).toEqual({ complete: true, warnings: [], missing: [], twice: [] });
}

/** The same, or the user is told that something is missing. */
export function expectWholeOrTold(listed: Listed): void {
	const incomplete = { complete: false, warnings: ['INCOMPLETE'], twice: [] };
	if (listed.summary.complete) expectWhole(listed);
	else expect(outcomeOf(listed)).toMatchObject(incomplete);
}

/** An order is given in parts only where pages are handed on as they arrive, or as rows. */
function givenTwice({ items, way }: Listed): string[] {
	const isInParts = way === 'pages' || items.some(({ kind }) => kind === 'suborders');
	const parts = isInParts
		? partsOf(ordersIn(items))
		: items.flatMap((item) => partsOf(ordersIn([item])));
	const seen = new Set<string>();
	return parts.filter((part) => seen.size === seen.add(part).size);
}

function inShort(parts: readonly string[]): string[] {
	const shown = parts.slice(0, 5);
	return parts.length > 5 ? [...shown, `and ${parts.length - 5} more`] : shown;
}

function addTo(orders: Orders, key: string, subOrders: readonly string[]): void {
	orders.set(key, [...(orders.get(key) ?? []), ...subOrders]);
}

function told(item: OutputItem): { key: string; subOrders: string[] } {
	if (item.kind === 'raw') {
		const { ordernumber, entrytimestamp, customerordernumber, suborders } = item.json;
		const listed: unknown[] = Array.isArray(suborders) ? suborders : [];
		return {
			key: [ordernumber, entrytimestamp, customerordernumber].join(' '),
			subOrders: listed.map(rawNumber),
		};
	}
	const { orderNumber, entryTimestamp, customerOrderNumber } = item.json;
	const key = [orderNumber, entryTimestamp, customerOrderNumber].join(' ');
	return {
		key,
		subOrders:
			item.kind === 'suborders'
				? [item.json.subOrderNumber]
				: item.json.subOrders.map(({ subOrderNumber }) => subOrderNumber),
	};
}

function rawNumber(subOrder: unknown): string {
	return typeof subOrder === 'object' && subOrder !== null && 'subordernumber' in subOrder
		? String(subOrder.subordernumber)
		: '';
}
