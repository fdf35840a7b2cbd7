import { field } from '../v5/read-json.ts';
import { subOrderKey } from './identity.ts';
import type { Order } from './order.ts';

/** The earlier entry with the suborders that only the later one has. */
export function mergeOrders(earlier: Order, later: Order): Order {
	return addSubOrders(
		earlier,
		withoutSubOrders(later, new Set(earlier.subOrders.map(subOrderKey))),
	);
}

/** The order without the suborders whose keys are given. */
export function withoutSubOrders(order: Order, known: ReadonlySet<string>): Order {
	return keepSubOrders(order, (key) => !known.has(key));
}

/** The order with each of its suborders once. */
export function withoutRepeats(order: Order): Order {
	const seen = new Set<string>();
	return keepSubOrders(order, (key) => seen.size < seen.add(key).size);
}

function keepSubOrders(order: Order, isKept: (key: string) => boolean): Order {
	const kept = order.subOrders.map((subOrder) => isKept(subOrderKey(subOrder)));
	if (kept.every(Boolean)) return order;
	return {
		...order,
		subOrders: order.subOrders.filter((_, index) => kept[index]),
		raw: withRawSubOrders(
			order,
			rawSubOrders(order).filter((_, index) => kept[index]),
		),
	};
}

function addSubOrders(order: Order, addition: Order): Order {
	if (addition.subOrders.length === 0) return order;
	return {
		...order,
		subOrders: [...order.subOrders, ...addition.subOrders],
		raw: withRawSubOrders(order, [...rawSubOrders(order), ...rawSubOrders(addition)]),
	};
}

function rawSubOrders(order: Order): readonly unknown[] {
	const listed = field(order.raw, 'suborders') ?? [];
	return Array.isArray(listed) ? listed : [listed];
}

function withRawSubOrders(order: Order, subOrders: readonly unknown[]): Order['raw'] {
	const name = Object.keys(order.raw).find((key) => key.toLowerCase() === 'suborders');
	return { ...order.raw, [name ?? 'suborders']: subOrders };
}
