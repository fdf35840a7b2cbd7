import type { Order, SubOrder } from '../data/order.ts';
import type { SearchSettings } from '../resolve-options.ts';
import { splitOrders } from './split-orders.ts';

/** What a search asks for. */
export interface OrderFilter {
	/** Two filters with the same key keep the same orders and suborders. */
	readonly key: string;
	readonly keeps: (order: Order) => boolean;
	readonly keepsSubOrder: (subOrder: SubOrder) => boolean;
}

/** What meets a search's filters, in the list's order. */
export interface Found {
	/** An order each, or a part of one. */
	readonly entries: readonly Order[];
	/** How many orders they are. */
	readonly orders: number;
}

/** Finds what meets a filter in a list of orders that nobody changes. */
export type OrderFinder = (orders: readonly Order[], filter: OrderFilter) => Found;

const maxRemembered = 16;

/** Remembers what was found: the pages of a search ask for the same, and a list may be long. */
export function createOrderFinder(settings: SearchSettings): OrderFinder {
	const foundIn = new WeakMap<readonly Order[], Map<string, Found>>();
	return (orders, filter) => {
		const remembered = foundIn.get(orders) ?? new Map<string, Found>();
		foundIn.set(orders, remembered);
		const found = remembered.get(filter.key) ?? find(orders, filter, settings);
		if (remembered.size >= maxRemembered) remembered.clear();
		remembered.set(filter.key, found);
		return found;
	};
}

function find(orders: readonly Order[], filter: OrderFilter, settings: SearchSettings): Found {
	const matching = orders.filter(filter.keeps);
	const told =
		settings.statusFilter === 'suborders'
			? matching.map((order) => ({
					...order,
					subOrders: order.subOrders.filter(filter.keepsSubOrder),
				}))
			: matching;
	const entries =
		settings.splitOrders === undefined ? told : splitOrders(told, settings.splitOrders);
	return { entries, orders: matching.length };
}
