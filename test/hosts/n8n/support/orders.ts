import type { Order, SubOrder } from '@ingram-orders/simulator';

const dayMs = 86_400_000;

/** An order with one suborder, `<orderNumber>-11`, which is open unless it is told otherwise. */
export function orderOf(
	orderNumber: string,
	{
		daysAgo = 1,
		now = Date.now(),
		...codes
	}: Partial<SubOrder> & { daysAgo?: number; now?: number } = {},
): Order {
	const entered = new Date(now - daysAgo * dayMs).toISOString();
	return {
		orderNumber,
		customerOrderNumber: `PO ${orderNumber}`,
		entryTimestamp: `${entered.slice(0, 19)}Z`,
		subOrders: [
			{
				...{ subOrderNumber: `${orderNumber}-11`, statusCode: '', status: 'OPEN' },
				...{ holdReasonCode: '', holdReason: '', ...codes },
			},
		],
	};
}

/** The codes of a credit hold. */
export const creditHold = { statusCode: 'C', holdReasonCode: 'CH' };
