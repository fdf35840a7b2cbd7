import type { Order, SubOrder } from './order.ts';

/** Order numbers may be used again over the years; with entry time and customer order they are one order. */
export function orderKey(order: Order): string {
	return `${order.orderNumber}\n${order.entryTimestamp}\n${order.customerOrderNumber}`;
}

/** What tells the suborders of one order apart. */
export function subOrderKey(subOrder: SubOrder): string {
	if (subOrder.subOrderNumber !== '') return subOrder.subOrderNumber;
	const { statusCode, status, holdReasonCode, holdReason } = subOrder;
	return `\n${statusCode}\n${status}\n${holdReasonCode}\n${holdReason}`;
}
