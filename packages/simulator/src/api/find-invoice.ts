import { isInvoiced } from '../data/codes.ts';
import type { Order, SubOrder } from '../data/order.ts';

/** Invoices of orders from the last nine months are told (v5 OpenAPI, invoice details). */
const monthsTold = 9;

/** What an invoice is for; its number is the suborder's. `now` in ms on the server's clock. */
export function findInvoice(
	orders: readonly Order[],
	number: string,
	now: number,
): { readonly order: Order; readonly subOrder: SubOrder } | undefined {
	const earliest = new Date(now);
	earliest.setUTCMonth(earliest.getUTCMonth() - monthsTold);
	for (const order of orders) {
		if (Date.parse(order.entryTimestamp) < earliest.getTime()) continue;
		const subOrder = order.subOrders.find((each) => each.subOrderNumber === number);
		if (subOrder !== undefined && isInvoiced(subOrder)) return { order, subOrder };
	}
	return undefined;
}
