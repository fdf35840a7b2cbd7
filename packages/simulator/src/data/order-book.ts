import { withTexts } from './codes.ts';
import { createOrderGenerator, type GeneratorSettings } from './generate-orders.ts';
import { documentedCustomerNumber, documentedOrders } from './documented-orders.ts';
import type { Order } from './order.ts';

/** One account's orders, newest first, and the ways in which they change while somebody reads. */
export interface OrderBook {
	readonly orders: readonly Order[];
	/** Whether new orders are those of an SAP country. */
	readonly isSap: boolean;
	readonly insert: (count: number, enteredAt: number) => void;
	readonly deleteNewest: (count: number) => void;
	readonly changeStatusOfNewest: (statusCode: string, count: number) => void;
	/** Replaces the orders by what becomes of them. */
	readonly update: (change: (orders: readonly Order[]) => readonly Order[]) => void;
}

export interface OrderBookSettings extends GeneratorSettings {
	/** How many to generate, or the orders themselves. */
	readonly orders: number | readonly Order[];
	readonly documentedOrders: boolean;
}

export function createOrderBook(settings: OrderBookSettings): OrderBook {
	const generator = createOrderGenerator(settings);
	let orders = firstOrders(settings, generator.generate);
	return {
		get orders() {
			return orders;
		},
		isSap: settings.isSap,
		insert: (count, enteredAt) => {
			const added = Array.from({ length: count }, () => generator.generateNew(enteredAt));
			orders = [...added, ...orders];
		},
		deleteNewest: (count) => {
			orders = orders.slice(count);
		},
		changeStatusOfNewest: (statusCode, count) => {
			orders = orders.map((order, index) =>
				index < count ? withStatus(order, statusCode) : order,
			);
		},
		update: (change) => {
			orders = change(orders);
		},
	};
}

function firstOrders(
	settings: OrderBookSettings,
	generate: (count: number) => readonly Order[],
): readonly Order[] {
	if (typeof settings.orders !== 'number') return newestFirst(settings.orders);
	const generated = generate(settings.orders);
	const documented =
		settings.documentedOrders && settings.customerNumber === documentedCustomerNumber;
	return documented ? newestFirst([...generated, ...documentedOrders]) : generated;
}

function newestFirst(orders: readonly Order[]): readonly Order[] {
	return orders.toSorted((a, b) =>
		a.entryTimestamp < b.entryTimestamp ? 1 : a.entryTimestamp > b.entryTimestamp ? -1 : 0,
	);
}

function withStatus(order: Order, statusCode: string): Order {
	return {
		...order,
		subOrders: order.subOrders.map(({ subOrderNumber, holdReasonCode }) => ({
			subOrderNumber,
			...withTexts(statusCode, holdReasonCode),
		})),
	};
}
