import { orderKey, subOrderKey } from './identity.ts';
import type { Order } from './order.ts';

/** The earlier entry with the suborders that only the later one has. */
export function mergeOrders(earlier: Order, later: Order): Order {
	const known = new Set(earlier.subOrders.map(subOrderKey));
	const added = later.subOrders.filter((subOrder) => !known.has(subOrderKey(subOrder)));
	if (added.length === 0) return earlier;
	return { ...earlier, subOrders: [...earlier.subOrders, ...added] };
}

/** Each order once, with the suborders of all its entries. */
export function wholeOrders(entries: readonly Order[]): Order[] {
	const orders = new Map<string, Order>();
	for (const entry of entries) {
		const key = orderKey(entry);
		const earlier = orders.get(key);
		orders.set(key, earlier ? mergeOrders(earlier, entry) : entry);
	}
	return [...orders.values()];
}
