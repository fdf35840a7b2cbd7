import type { JsonObject } from '../../json.ts';
import type { Order } from '../../orders/order.ts';
import { withSubOrders } from '../with-suborders.ts';
import { isShipment } from './search-answer.ts';

/** The order as it was sent; where its suborders came in several entries, with all of them. */
export function toRawOrder({ raw, subOrders }: Order): JsonObject {
	// An order without suborders stands for its one shipment itself.
	const sent = subOrders.map((subOrder) => subOrder.raw).filter((entry) => entry !== raw);
	return withSubOrders(raw, sent, isShipment);
}
