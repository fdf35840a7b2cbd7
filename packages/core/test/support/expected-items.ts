import type { SearchInput } from '@ingram-orders/core';
import { identityOf, type ModelEntry, type ModelSubOrder } from './model-listing.ts';

/** The criteria in the one form that properties use. */
export interface ModelCriteria {
	orderNumber?: string | undefined;
	customerOrderNumber?: string | undefined;
	/** Codes; `''` is the blank one. */
	orderStatus?: readonly string[] | undefined;
	holdReason?: readonly string[] | undefined;
	onHoldOnly?: boolean | undefined;
	/** Milliseconds since 1970, both inclusive. */
	createdAfter?: number | undefined;
	createdBefore?: number | undefined;
}

export type ModelOutput = 'suborders' | 'orders' | 'raw';

/** An order that a search must find. */
export interface ExpectedOrder {
	identity: string;
	entries: ModelEntry[];
	subOrders: ModelSubOrder[];
	/** Those that meet the criteria, all of them where no criterion is about suborders. */
	chosen: ModelSubOrder[];
}

/** The criteria as a user gives them. */
export function inputOf(criteria: ModelCriteria): SearchInput {
	const { createdAfter, createdBefore, orderStatus, holdReason } = criteria;
	const named = (codes: readonly string[] | undefined) => codes?.map((code) => code || 'blank');
	const written = (time: number | undefined) =>
		time === undefined ? undefined : new Date(time).toISOString();
	return {
		...criteria,
		orderStatus: named(orderStatus),
		holdReason: named(holdReason),
		createdAfter: written(createdAfter),
		createdBefore: written(createdBefore),
	};
}

/** The orders that a search must find, in the order of the list. */
export function expectedOrders(
	entries: readonly ModelEntry[],
	criteria: ModelCriteria,
): ExpectedOrder[] {
	const orders = new Map<string, ExpectedOrder>();
	for (const entry of entries) {
		if (!isAskedFor(entry, criteria)) continue;
		const identity = identityOf(entry);
		const order = orders.get(identity) ?? { identity, entries: [], subOrders: [], chosen: [] };
		orders.set(identity, order);
		order.entries.push(entry);
		order.subOrders.push(...entry.subOrders);
		order.chosen.push(...entry.subOrders.filter((subOrder) => isChosen(subOrder, criteria)));
	}
	return [...orders.values()].filter(
		({ chosen }) => chosen.length > 0 || !choosesSubOrders(criteria),
	);
}

/** Whether an order meets what is asked of its numbers and time. */
export function isAskedFor(
	entry: ModelEntry,
	{ orderNumber, customerOrderNumber, createdAfter, createdBefore }: ModelCriteria,
): boolean {
	const time = Date.parse(entry.entryTimestamp);
	return (
		(orderNumber === undefined || entry.orderNumber === orderNumber) &&
		(customerOrderNumber === undefined || entry.customerOrderNumber === customerOrderNumber) &&
		(createdAfter === undefined || time >= createdAfter) &&
		(createdBefore === undefined || time <= createdBefore)
	);
}

export function choosesSubOrders({ orderStatus, holdReason, onHoldOnly }: ModelCriteria): boolean {
	return orderStatus !== undefined || holdReason !== undefined || onHoldOnly === true;
}

function isChosen(subOrder: ModelSubOrder, criteria: ModelCriteria): boolean {
	const { orderStatus, holdReason, onHoldOnly } = criteria;
	return (
		(orderStatus === undefined || orderStatus.includes(subOrder.statusCode)) &&
		(holdReason === undefined || holdReason.includes(subOrder.holdReasonCode)) &&
		(onHoldOnly !== true || isOnHold(subOrder))
	);
}

function isOnHold({ statusCode, holdReasonCode }: ModelSubOrder): boolean {
	if (['C', 'D', 'O', 'S'].includes(statusCode)) return true;
	return !['', 'VO'].includes(holdReasonCode) && !['F', 'I', 'V'].includes(statusCode);
}

/** Suborders in the words that items are compared in; of an order without any, one that is empty. */
export function inWords(subOrders: readonly ModelSubOrder[]): string[] {
	if (subOrders.length === 0) return [noSubOrder];
	return subOrders.map((subOrder) => {
		const { number, statusCode, holdReasonCode } = subOrder;
		return `${number} ${statusCode}/${holdReasonCode}${isOnHold(subOrder) ? ' on hold' : ''}`;
	});
}

export const noSubOrder = '(none)';
