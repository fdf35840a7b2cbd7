import type { Order, SubOrder } from '../data/order.ts';
import type { ApiAnswer } from '../simulator-types.ts';
import { parameterError } from './error-bodies.ts';
import type { Parameters } from './parameters.ts';

export interface OrderFilter {
	readonly matches: (orders: readonly Order[]) => readonly Order[];
	readonly keepsSubOrder: (subOrder: SubOrder) => boolean;
}

/** The filters of a search request; a missing one lets everything through, several must all be met. */
export function createOrderFilter(
	parameters: Parameters,
): OrderFilter | { readonly refusal: ApiAnswer } {
	const tests: ((order: Order) => boolean)[] = [];
	for (const name of ['startcreatetimestamp', 'endcreatetimestamp']) {
		const refusal = checkTimestamp(name, parameters.get(name));
		if (refusal !== undefined) return { refusal };
	}

	const orderNumber = parameters.get('ordernumber');
	if (orderNumber !== undefined) tests.push((order) => hasNumber(order, orderNumber));
	const customerOrderNumber = parameters.get('customerordernumber');
	if (customerOrderNumber !== undefined) {
		tests.push((order) => order.customerOrderNumber === customerOrderNumber);
	}
	const orderStatus = parameters.get('orderstatus');
	const keepsSubOrder = (subOrder: SubOrder): boolean =>
		// "any" is the default value in Ingram Micro's own specification of v5.
		orderStatus === undefined || orderStatus === 'any' || subOrder.statusCode === orderStatus;
	if (orderStatus !== undefined && orderStatus !== 'any') {
		tests.push((order) => order.subOrders.some(keepsSubOrder));
	}
	// Timestamps all have the same form, so that their texts compare like their times.
	const start = parameters.get('startcreatetimestamp');
	if (start !== undefined) tests.push((order) => order.entryTimestamp >= start);
	const end = parameters.get('endcreatetimestamp');
	if (end !== undefined) tests.push((order) => order.entryTimestamp <= end);

	return {
		matches: (orders) =>
			tests.length === 0 ? orders : orders.filter((order) => tests.every((test) => test(order))),
		keepsSubOrder,
	};
}

/**
 * The number as it is, without the branch (the document's table leaves it out), or without the
 * hyphen (the document's third scenario writes 2012345 for 20-12345).
 */
export function hasNumber({ orderNumber }: Order, asked: string): boolean {
	return (
		orderNumber === asked ||
		orderNumber.endsWith(`-${asked}`) ||
		(orderNumber.length === asked.length + 1 && orderNumber.replace('-', '') === asked)
	);
}

function checkTimestamp(name: string, text: string | undefined): ApiAnswer | undefined {
	if (text === undefined) return undefined;
	const isTimestamp =
		/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) &&
		!Number.isNaN(Date.parse(text)) &&
		new Date(text).toISOString().startsWith(text.slice(0, 19));
	return isTimestamp
		? undefined
		: parameterError(400, name, `${name} must be UTC in the form YYYY-MM-DDTHH:MM:SSZ.`);
}
