import type { LinkedDocuments } from '../documents/linked-documents.ts';
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
export function toItems(
	order: Order,
	{ output, criteria }: SearchPlan,
	{ codes, toRaw }: ApiVersion,
): OutputItem[] {
	switch (output) {
		case 'raw':
			return [{ kind: 'raw', json: toRaw(order) }];
		case 'orders':
			return [{ kind: 'orders', json: toOrderItem(order, codes) }];
		case 'suborders':
			return toRows(withChosen(order, criteria), codes).map((json) => ({
				kind: 'suborders',
				json,
			}));
	}
}

/** The item with the linked documents that were asked for. */
export async function withLinked(
	item: OutputItem,
	wanted: ReadonlySet<LinkedDocument>,
	documents: LinkedDocuments,
	signal: AbortSignal,
): Promise<OutputItem> {
	const addTo = async <T extends DescribedSubOrder>(subOrder: T): Promise<T & Linked> => {
		const [order, invoice] = await Promise.all([
			wanted.has('order') ? documents.get(subOrder.orderLink, signal) : undefined,
			wanted.has('invoice') ? documents.get(subOrder.invoiceLink, signal) : undefined,
		]);
		return {
			...subOrder,
			...(order !== undefined && { order }),
			...(invoice !== undefined && { invoice }),
		};
	};
	if (item.kind === 'raw') return item;
	if (item.kind === 'suborders') return { kind: 'suborders', json: await addTo(item.json) };
	const subOrders = await Promise.all(item.json.subOrders.map(addTo));
	return { kind: 'orders', json: { ...item.json, subOrders } };
}
