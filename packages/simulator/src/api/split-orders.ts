import type { Order } from '../data/order.ts';
import type { SplitOrders } from '../options.ts';
import { seedFor } from '../random.ts';

/**
 * The entries in which orders are told: one order in `every` comes in two of them, each with half of
 * its suborders, the second `apart` places after the first or at the end of the list.
 */
export function splitOrders(orders: readonly Order[], { every, apart }: SplitOrders): Order[] {
	const entries: Order[] = [];
	const seconds: { readonly place: number; readonly entry: Order }[] = [];
	let placed = 0;
	const placeSeconds = (until: number): void => {
		let second = seconds[placed];
		while (second !== undefined && second.place <= until) {
			entries.push(second.entry);
			second = seconds[++placed];
		}
	};
	for (const order of orders) {
		placeSeconds(entries.length);
		if (!isSplit(order, every)) {
			entries.push(order);
			continue;
		}
		const half = Math.ceil(order.subOrders.length / 2);
		seconds.push({
			place: entries.length + apart,
			entry: { ...order, subOrders: order.subOrders.slice(half) },
		});
		entries.push({ ...order, subOrders: order.subOrders.slice(0, half) });
	}
	placeSeconds(Infinity);
	return entries;
}

/** Chosen by what makes it this order, so that it stays the same one however the list changes. */
function isSplit({ orderNumber, entryTimestamp, subOrders }: Order, every: number): boolean {
	return subOrders.length > 1 && seedFor(0, orderNumber + entryTimestamp) % every === 0;
}
