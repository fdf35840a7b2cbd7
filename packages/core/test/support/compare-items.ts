import type { OutputItem } from '@ingram-orders/core';
import {
	choosesSubOrders,
	inWords,
	noSubOrder,
	type ExpectedOrder,
	type ModelCriteria,
	type ModelOutput,
} from './expected-items.ts';
import { documentOf, identityOf, type ListingRules, type ModelSubOrder } from './model-listing.ts';
import type { Way } from './read-search.ts';

/** What was asked for, and how; it decides how much of an order the items hold. */
export interface Asked {
	output: ModelOutput;
	way: Way;
	criteria: ModelCriteria;
	rules: Pick<ListingRules, 'statusFilter'>;
}

/** How items differ from the expected orders; all empty where they do not. */
export interface Difference {
	missing: string[];
	unexpected: string[];
	/** What comes twice: a suborder, or an order that was collected. */
	repeated: string[];
}

/** The items are the expected orders, each suborder once. */
export function expectExactly(
	items: readonly OutputItem[],
	expected: readonly ExpectedOrder[],
	asked: Asked,
): void {
	expect(compareItems(items, expected, asked)).toEqual({
		missing: [],
		unexpected: [],
		repeated: [],
	});
}

/** The items are among the expected orders, each suborder at most once. */
export function expectAmong(
	items: readonly OutputItem[],
	expected: readonly ExpectedOrder[],
	asked: Asked,
): void {
	const { unexpected, repeated } = compareItems(items, expected, asked);
	expect({ unexpected, repeated }).toEqual({ unexpected: [], repeated: [] });
}

/** The expected orders are among the items, each suborder once. */
export function expectIncluded(
	items: readonly OutputItem[],
	expected: readonly ExpectedOrder[],
	asked: Asked,
): void {
	const { missing, repeated } = compareItems(items, expected, asked);
	expect({ missing, repeated }).toEqual({ missing: [], repeated: [] });
}

/** Orders come in the list's order, and raw ones as they were sent. */
export function expectAsSent(
	items: readonly OutputItem[],
	expected: readonly ExpectedOrder[],
): void {
	const identities = new Set(items.map((item) => readItem(item).identity));
	expect([...identities]).toEqual(expected.map(({ identity }) => identity));
	const raw = items.filter(({ kind }) => kind === 'raw').map(({ json }) => json);
	const sent = expected.flatMap(({ entries }) => entries).map(documentOf);
	if (raw.length > 0) expect(raw).toEqual(sent);
}

/** Compares what a search gave with what it must have found. */
export function compareItems(
	items: readonly OutputItem[],
	expected: readonly ExpectedOrder[],
	asked: Asked,
): Difference {
	const { found, repeated } = subOrdersByOrder(items, asked);
	const missing: string[] = [];
	const unexpected: string[] = [];
	for (const order of expected) {
		const { identity } = order;
		const subOrders = found.get(identity) ?? [];
		found.delete(identity);
		const { required, allowed } = subOrdersDue(order, asked);
		missing.push(...without(required, subOrders).map((each) => `${identity}: ${each}`));
		unexpected.push(...without(subOrders, allowed).map((each) => `${identity}: ${each}`));
	}
	return { missing, unexpected: [...unexpected, ...found.keys()], repeated };
}

function without(texts: readonly string[], others: readonly string[]): string[] {
	return texts.filter((each) => !others.includes(each));
}

/** The suborders of an order that the items must hold, and those that they may. */
function subOrdersDue(
	order: ExpectedOrder,
	{ output, way, criteria, rules }: Asked,
): { required: string[]; allowed: string[] } {
	const chosen = inWords(order.chosen);
	if (output === 'suborders') return { required: chosen, allowed: chosen };
	const whole = inWords(order.subOrders);
	// The server may leave out what has another status, and pages cannot wait for parts on later ones.
	const asksForStatus = criteria.orderStatus?.includes('') === false;
	const isInParts = order.entries.length > 1 && way !== 'collect' && choosesSubOrders(criteria);
	const mayBePartial = (asksForStatus && rules.statusFilter !== 'orders') || isInParts;
	return { required: mayBePartial ? chosen : whole, allowed: whole };
}

/** What the items hold of each order, and what they hold twice. */
function subOrdersByOrder(
	items: readonly OutputItem[],
	asked: Asked,
): { found: Map<string, string[]>; repeated: string[] } {
	const isOneItemAnOrder = asked.output !== 'suborders' && asked.way === 'collect';
	const found = new Map<string, string[]>();
	const repeated: string[] = [];
	for (const item of items) {
		const { identity, subOrders } = readItem(item);
		const earlier = found.get(identity) ?? [];
		if (isOneItemAnOrder && found.has(identity)) repeated.push(identity);
		const numbers = new Set(earlier.map(numberOf));
		for (const subOrder of subOrders) {
			const number = numberOf(subOrder);
			if (numbers.has(number)) repeated.push(`${identity}: ${subOrder}`);
			numbers.add(number);
		}
		found.set(identity, [...earlier, ...subOrders]);
	}
	return { found, repeated };
}

function numberOf(subOrder: string): string {
	return subOrder.split(' ', 1)[0] ?? '';
}

type Fields = Record<string, unknown>;

/** Of which order an item is, and its suborders in the words of `inWords`. */
function readItem({ kind, json }: OutputItem): { identity: string; subOrders: string[] } {
	const item = json as unknown as Fields;
	if (kind === 'raw') {
		return {
			identity: identity(item['ordernumber'], item['entrytimestamp'], item['customerordernumber']),
			subOrders: inWords(list(item['suborders']).map(readRawSubOrder)),
		};
	}
	const subOrders = kind === 'suborders' ? [item] : list(item['subOrders']);
	return {
		identity: identity(item['orderNumber'], item['entryTimestamp'], item['customerOrderNumber']),
		subOrders: subOrders.length === 0 ? [noSubOrder] : subOrders.map(describeSubOrder),
	};
}

function identity(orderNumber: unknown, entryTimestamp: unknown, customerOrderNumber: unknown) {
	return identityOf({
		orderNumber: text(orderNumber),
		entryTimestamp: text(entryTimestamp),
		customerOrderNumber: text(customerOrderNumber),
	});
}

/** As the core says it, `onHold` included. */
function describeSubOrder(subOrder: Fields): string {
	const number = text(subOrder['subOrderNumber']);
	if (number === '') return noSubOrder;
	const codes = `${text(subOrder['statusCode'])}/${text(subOrder['holdReasonCode'])}`;
	return `${number} ${codes}${subOrder['onHold'] === true ? ' on hold' : ''}`;
}

function readRawSubOrder(raw: Fields): ModelSubOrder {
	const code = (value: unknown) => text(value).trim().replace('blank', '');
	return {
		number: text(raw['subordernumber']),
		statusCode: code(raw['statuscode']),
		holdReasonCode: code(raw['holdreasoncode']),
	};
}

function list(value: unknown): Fields[] {
	return Array.isArray(value) ? (value as Fields[]) : [];
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
