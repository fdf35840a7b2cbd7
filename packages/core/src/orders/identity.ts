import type { Order, SubOrder } from './order.ts';

/** Order numbers may be used again over the years; with entry time and customer order they are one order. */
export function orderKey(order: Order): string {
	return JSON.stringify([order.orderNumber, order.entryTimestamp, order.customerOrderNumber]);
}

/** What tells the suborders of one order apart. */
export function subOrderKey(subOrder: SubOrder): string {
	if (subOrder.subOrderNumber !== '') return subOrder.subOrderNumber;
	const { statusCode, status, holdReasonCode, holdReason } = subOrder;
	return JSON.stringify([statusCode, status, holdReasonCode, holdReason]);
}
