import { subOrderKey } from './identity.ts';
import type { Order } from './order.ts';

/** The earlier entry with the suborders that only the later one has. */
export function mergeOrders(earlier: Order, later: Order): Order {
	const known = new Set(earlier.subOrders.map(subOrderKey));
	const added = later.subOrders.filter((subOrder) => !known.has(subOrderKey(subOrder)));
	if (added.length === 0) return earlier;
	return { ...earlier, subOrders: [...earlier.subOrders, ...added] };
}
