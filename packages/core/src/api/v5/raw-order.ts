import type { JsonObject } from '../../json.ts';
import type { Order } from '../../orders/order.ts';
import { withSubOrders } from '../with-suborders.ts';

/** The order as it was sent; where its suborders came in several entries, with all of them. */
export function toRawOrder({ raw, subOrders }: Order): JsonObject {
	return withSubOrders(
		raw,
		subOrders.map((subOrder) => subOrder.raw),
	);
}
