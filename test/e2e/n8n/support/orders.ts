import type { Order, SubOrder } from '@ingram-orders/simulator';

const dayMs = 86_400_000;

/** The time so many days ago, as the API writes it. */
export function daysAgo(days: number): string {
	return `${new Date(Date.now() - days * dayMs).toISOString().slice(0, 19)}Z`;
}

/** A time as clocks of a zone show it, as "2026-01-31 18:05:00": that is how Swedes write it. */
export function timeIn(timeZone: string, time = ''): string {
	return new Date(time).toLocaleString('sv-SE', { timeZone });
}

/** An order with one shipment for each pair of codes and texts. */
export function order(
	orderNumber: string,
	customerOrderNumber: string,
	entryTimestamp: string,
	...shipments: readonly Omit<SubOrder, 'subOrderNumber'>[]
): Order {
	return {
		orderNumber,
		customerOrderNumber,
		entryTimestamp,
		subOrders: shipments.map((shipment, index) => ({
			subOrderNumber: `${orderNumber}-${index + 1}1`,
			...shipment,
		})),
	};
}

export const invoiced = {
	statusCode: 'I',
	status: 'BILLED',
	holdReasonCode: '',
	holdReason: '',
} as const;

export const creditCheckHold = {
	statusCode: 'C',
	status: 'CREDIT HOLD',
	holdReasonCode: 'CH',
	holdReason: 'HARD-9 CUST NOT FLOOR ORD',
} as const;

export const addressHold = {
	statusCode: 'D',
	status: 'HOLD SHIPMENT',
	holdReasonCode: 'BA',
	holdReason: 'BAD ADDRESS',
} as const;

/** On hold by its status alone. */
export const salesHold = {
	statusCode: 'S',
	status: 'SALES HOLD',
	holdReasonCode: '',
	holdReason: '',
} as const;
