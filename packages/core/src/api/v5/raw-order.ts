import { list, type JsonObject } from '../../json.ts';
import type { Order } from '../../orders/order.ts';

/** The order as it was sent; where its suborders came in several entries, with all of them. */
export function toRawOrder({ raw, subOrders }: Order): JsonObject {
	const sent = list(raw, 'suborders');
	const isAsSent =
		sent.length === subOrders.length &&
		sent.every((entry, index) => entry === subOrders[index]?.raw);
	if (isAsSent) return raw;
	const name = Object.keys(raw).find((key) => key.toLowerCase() === 'suborders') ?? 'suborders';
	return { ...raw, [name]: subOrders.map((subOrder) => subOrder.raw) };
}
