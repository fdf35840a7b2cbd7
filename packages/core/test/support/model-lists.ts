import fc from 'fast-check';
import type { ModelEntry, ModelSubOrder } from './model-listing.ts';

/** A list as a few numbers, which shrink towards the plainest list. */
export interface ListShape {
	/** The bits of each number decide on one order: its suborders, codes, parts and their places. */
	orders: readonly number[];
	/** Whether orders may come in several entries with disjoint suborders. */
	inParts: boolean;
	/** Whether order numbers are used again for other orders. */
	reusesNumbers: boolean;
	sorted: 'newest-first' | 'oldest-first' | 'not-at-all';
}

const statuses = ['', 'C', 'I', 'S', 'R', 'F', 'V', 'Q9'];
const holdReasons = ['', 'CH', 'VO', 'SH'];

/** Codes that criteria may name; the list holds one more that no table knows. */
export const statusCodes = statuses.slice(0, 7);
export const holdReasonCodes = holdReasons;

/** Lists of some length, by default also empty ones. */
export function listShape(maxOrders: number, minOrders = 0): fc.Arbitrary<ListShape> {
	const order = fc.nat(0x3fffffff);
	const orders = (most: number) =>
		fc.array(order, { minLength: minOrders, maxLength: Math.min(most, maxOrders), size: 'max' });
	return fc.record({
		orders: fc.oneof(
			{ weight: 3, arbitrary: orders(minOrders + 12) },
			{ weight: 6, arbitrary: orders(minOrders + 60) },
			{ weight: 1, arbitrary: orders(maxOrders) },
		),
		inParts: fc.boolean(),
		reusesNumbers: fc.boolean(),
		sorted: fc.constantFrom('newest-first', 'oldest-first', 'not-at-all'),
	});
}

/** A day before the virtual clock begins. */
const defaultNewest = Date.UTC(2026, 0, 14, 12);

/**
 * The entries of a list, two orders a minute.
 * @param newest when the newest was entered, in milliseconds since 1970
 */
export function entriesOf(
	{ orders, inParts, reusesNumbers, sorted }: ListShape,
	newest = defaultNewest,
): ModelEntry[] {
	const entries: ModelEntry[] = [];
	const later: { place: number; entry: ModelEntry }[] = [];
	orders.forEach((bits, index) => {
		const age = {
			'newest-first': index,
			'oldest-first': orders.length - 1 - index,
			'not-at-all': (index * 101) % 401,
		}[sorted];
		const time = timestamp(newest - Math.floor(age / 2) * 60_000);
		const earlier = reusesNumbers && (bits >> 20) % 4 === 1 ? entries.at(-1) : undefined;
		const order = writeOrder(bits, index, time, earlier);
		const [first = order, ...others] = inParts ? split(order, bits) : [order];
		entries.push(first);
		others.forEach((entry, part) => later.push({ place: (bits >> 12) * (part + 3), entry }));
	});
	for (const { place, entry } of later) entries.splice(place % (entries.length + 1), 0, entry);
	return entries;
}

/** Orders of one suborder each, newest first. */
export function plainList(length: number): ModelEntry[] {
	const orders = Array<number>(length).fill(0);
	return entriesOf({ orders, inParts: false, reusesNumbers: false, sorted: 'newest-first' });
}

/** ISO 8601 UTC to the second. */
export function timestamp(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** @param earlier an order whose number is used again, for another customer order or at another time */
function writeOrder(
	bits: number,
	index: number,
	time: string,
	earlier: ModelEntry | undefined,
): ModelEntry {
	const { orderNumber, customerOrderNumber } = earlier ?? {};
	const isAtAnotherTime = bits % 2 === 0 && earlier?.entryTimestamp !== time;
	return {
		orderNumber: orderNumber ?? `20-${index}`,
		customerOrderNumber: (isAtAnotherTime && customerOrderNumber) || `PO-${index}`,
		entryTimestamp: time,
		subOrders: writeSubOrders(bits),
	};
}

/** One suborder, two or three, or none; numbers are told apart within their order only. */
function writeSubOrders(bits: number): ModelSubOrder[] {
	const count = [1, 2, 3, 0][bits % 4] ?? 1;
	return Array.from({ length: count }, (_, index) => ({
		number: String(11 + 10 * index),
		statusCode: statuses[(bits >> (4 + index)) % statuses.length] ?? '',
		holdReasonCode: holdReasons[(bits >> (8 + index)) % holdReasons.length] ?? '',
	}));
}

/** The entries that an order comes in: one, two, or one for each suborder. */
function split(order: ModelEntry, bits: number): ModelEntry[] {
	const kind = (bits >> 2) % 4;
	if (order.subOrders.length < 2 || kind < 2) return [order];
	const cuts = kind === 2 ? [[0, 1], [1]] : order.subOrders.map((_, index) => [index, index + 1]);
	return cuts.map(([from, to]) => ({ ...order, subOrders: order.subOrders.slice(from, to) }));
}
