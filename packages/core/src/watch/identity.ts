import { orderKey } from '../orders/identity.ts';
import type { Order } from '../orders/order.ts';
import { hashOf, type KeyHash } from '../reading/key-table.ts';
import type { Observed } from './events.ts';

/** 14 characters that stand for a text. */
export function shortHash(text: string): string {
	return textOf(hashOf(text));
}

/** A short key of an order. */
export function orderWatchKey(order: Order): string {
	return shortHash(orderKey(order));
}

/** The suborders of an order, each with a short key that stays the same whatever happens to it. */
export function observe(order: Order): Observed[] {
	const ofOrder = hashOf(orderKey(order));
	const subOrders = order.subOrders.length === 0 ? [undefined] : order.subOrders;
	return subOrders.map((subOrder, index) => {
		// Without a number, only its place tells a suborder from the others.
		const name = subOrder?.subOrderNumber || `\n${String(index)}`;
		return { key: textOf(hashOf(name, ofOrder)), order, subOrder };
	});
}

function textOf({ high, low }: KeyHash): string {
	return (high >>> 0).toString(36).padStart(7, '0') + (low >>> 0).toString(36).padStart(7, '0');
}
