import { isTimestamp, timestampForm } from '../../clock.ts';
import type { Order, SubOrder } from '../../data/order.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import { parameterError } from '../error-bodies.ts';
import type { OrderFilter } from '../find-orders.ts';
import type { Parameters } from '../parameters.ts';

/**
 * The filters of a search request; a missing one lets everything through, several must all be met.
 * @param since where a search begins that names neither an order nor a time
 */
export function createOrderFilter(
	parameters: Parameters,
	since: string | undefined,
): OrderFilter | { readonly refusal: ApiAnswer } {
	for (const name of ['startcreatetimestamp', 'endcreatetimestamp']) {
		const refusal = checkTimestamp(name, parameters.get(name));
		if (refusal !== undefined) return { refusal };
	}

	const orderNumber = parameters.get('ordernumber');
	const customerOrderNumber = parameters.get('customerordernumber');
	const askedStatus = parameters.get('orderstatus');
	// "any" is the default value in Ingram Micro's own specification of v5.
	const orderStatus = askedStatus === 'any' ? undefined : askedStatus;
	const end = parameters.get('endcreatetimestamp');
	const names = [orderNumber, customerOrderNumber, end].some((value) => value !== undefined);
	const start = parameters.get('startcreatetimestamp') ?? (names ? undefined : since);
	const keepsSubOrder = (subOrder: SubOrder): boolean =>
		orderStatus === undefined || subOrder.statusCode === orderStatus;

	return {
		key: JSON.stringify([orderNumber, customerOrderNumber, orderStatus, start, end]),
		// Timestamps all have the same form, so that their texts compare like their times.
		keeps: (order) =>
			(start === undefined || order.entryTimestamp >= start) &&
			(end === undefined || order.entryTimestamp <= end) &&
			(orderStatus === undefined || order.subOrders.some(keepsSubOrder)) &&
			(orderNumber === undefined || hasNumber(order, orderNumber)) &&
			(customerOrderNumber === undefined || order.customerOrderNumber === customerOrderNumber),
		keepsSubOrder,
	};
}

/**
 * The number as it is, without the branch (the document's table leaves it out), or without the
 * hyphen (the document's third scenario writes 2012345 for 20-12345).
 */
export function hasNumber({ orderNumber }: Order, asked: string): boolean {
	const before = orderNumber.length - asked.length;
	if (orderNumber.endsWith(asked)) return before === 0 || orderNumber.charAt(before - 1) === '-';
	return before === 1 && orderNumber.replace('-', '') === asked;
}

function checkTimestamp(name: string, text: string | undefined): ApiAnswer | undefined {
	if (text === undefined) return undefined;
	return isTimestamp(text)
		? undefined
		: parameterError(400, name, `${name} must be ${timestampForm}.`);
}
