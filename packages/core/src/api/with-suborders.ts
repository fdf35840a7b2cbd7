import { isObject, list, type JsonObject } from '../json.ts';

/**
 * An order as it was sent, with exactly these suborders: itself where it has them already.
 * @param subOrders each as it was sent
 * @param isSubOrder whether an entry of the list is a suborder
 */
export function withSubOrders(
	raw: JsonObject,
	subOrders: readonly JsonObject[],
	isSubOrder: (entry: JsonObject) => boolean = () => true,
): JsonObject {
	const sent = list(raw, 'suborders').filter(isObject).filter(isSubOrder);
	const isAsSent =
		sent.length === subOrders.length && sent.every((entry, index) => entry === subOrders[index]);
	if (isAsSent) return raw;
	const name = Object.keys(raw).find((key) => key.toLowerCase() === 'suborders') ?? 'suborders';
	return { ...raw, [name]: subOrders };
}
