import type { Order } from '../orders/order.ts';
import {
	toOrderItem,
	toRows,
	type DescribedSubOrder,
	type OrderItem,
	type SubOrderRow,
} from '../orders/rows.ts';
import type { JsonObject } from '../v5/read-json.ts';
import { choosesSubOrders, isChosen } from './filter.ts';
import type { LinkedDocuments } from './linked-documents.ts';
import type { LinkedDocument, SearchPlan } from './plan.ts';

/** Documents behind a suborder's links, where they were asked for; null where there is none. */
export type Linked = Partial<Record<LinkedDocument, JsonObject | null>>;

/** An order with the documents of its suborders. */
export interface OrderWithLinked extends OrderItem {
	subOrders: (DescribedSubOrder & Linked)[];
}

/** One item of a search's output, of the kind that was asked for. */
export type OutputItem =
	| { kind: 'suborders'; json: SubOrderRow & Linked }
	| { kind: 'orders'; json: OrderWithLinked }
	| { kind: 'raw'; json: JsonObject };

/** The items of one order that passed the filters. */
export function toItems(order: Order, { output, criteria }: SearchPlan): OutputItem[] {
	switch (output) {
		case 'raw':
			return [{ kind: 'raw', json: order.raw }];
		case 'orders':
			return [{ kind: 'orders', json: toOrderItem(order) }];
		case 'suborders': {
			const chosen = choosesSubOrders(criteria)
				? order.subOrders.filter((subOrder) => isChosen(subOrder, criteria))
				: order.subOrders;
			return toRows(order, chosen).map((json) => ({ kind: 'suborders', json }));
		}
	}
}

/** The item with the linked documents that were asked for. */
export async function withLinked(
	item: OutputItem,
	wanted: ReadonlySet<LinkedDocument>,
	documents: LinkedDocuments,
): Promise<OutputItem> {
	const addTo = async <T extends DescribedSubOrder>(subOrder: T): Promise<T & Linked> => {
		const [order, invoice] = await Promise.all([
			wanted.has('order') ? documents.get(subOrder.orderLink) : undefined,
			wanted.has('invoice') ? documents.get(subOrder.invoiceLink) : undefined,
		]);
		return {
			...subOrder,
			...(order !== undefined && { order }),
			...(invoice !== undefined && { invoice }),
		};
	};
	if (wanted.size === 0 || item.kind === 'raw') return item;
	if (item.kind === 'suborders') return { kind: 'suborders', json: await addTo(item.json) };
	const subOrders = await Promise.all(item.json.subOrders.map(addTo));
	return { kind: 'orders', json: { ...item.json, subOrders } };
}
