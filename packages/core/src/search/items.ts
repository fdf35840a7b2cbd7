import type { Linked, LinkedDocuments } from '../documents/linked-documents.ts';
import type { ApiVersion } from '../api/version.ts';
import type { JsonObject } from '../json.ts';
import { withChosen } from '../orders/filter.ts';
import type { Order } from '../orders/order.ts';
import {
	toOrderItem,
	toRows,
	type DescribedSubOrder,
	type OrderItem,
	type SubOrderRow,
} from '../orders/rows.ts';
import type { SearchPlan } from './plan.ts';

/** An order with the documents of its suborders. */
export interface OrderWithLinked extends OrderItem {
	subOrders: (DescribedSubOrder & Linked)[];
}

/** One item of a search's output, of the kind that was asked for. */
export type OutputItem =
	| { kind: 'suborders'; json: SubOrderRow & Linked }
	| { kind: 'orders'; json: OrderWithLinked }
	| { kind: 'raw'; json: JsonObject };

/**
 * The items of one order that passed the filters.
 * @param now milliseconds since 1970
 */
export function toItems(
	order: Order,
	{ output, criteria }: SearchPlan,
	{ codes, toRaw }: ApiVersion,
	now: number,
): OutputItem[] {
	switch (output) {
		case 'raw':
			return [{ kind: 'raw', json: toRaw(order) }];
		case 'orders':
			return [{ kind: 'orders', json: toOrderItem(order, codes, now) }];
		case 'suborders':
			return toRows(withChosen(order, criteria), codes, now).map((json) => ({
				kind: 'suborders',
				json,
			}));
	}
}

/** The item with the documents of its suborders. */
export async function withLinked(
	item: OutputItem,
	documents: LinkedDocuments,
): Promise<OutputItem> {
	if (item.kind === 'raw') return item;
	if (item.kind === 'suborders')
		return { kind: 'suborders', json: await documents.addTo(item.json) };
	const subOrders = await Promise.all(item.json.subOrders.map((row) => documents.addTo(row)));
	return { kind: 'orders', json: { ...item.json, subOrders } };
}
