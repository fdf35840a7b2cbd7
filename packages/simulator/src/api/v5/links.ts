import { isInvoiced } from '../../data/codes.ts';
import type { Order, SubOrder } from '../../data/order.ts';
import type { Account } from '../../options.ts';
import { accountQuery, type Link } from '../link.ts';

/** Writes the links of a search answer, relative to the host as in the document's sample. */
export interface LinkWriter {
	/** One object, as on the sample's order, although the document's table says array. */
	readonly ofOrder: (order: Order) => Link;
	/** The order details, and the invoice where one exists. */
	readonly ofSubOrder: (subOrder: SubOrder) => Link[];
}

export function createLinkWriter(basePath: string, account: Account): LinkWriter {
	const query = accountQuery(account);
	const link = (topic: Link['topic'], number: string): Link => ({
		topic,
		href: `${basePath}/${topic}/${encodeURIComponent(number)}${query}`,
		type: 'GET',
	});
	return {
		ofOrder: (order) => link('orders', order.orderNumber),
		ofSubOrder: (subOrder) => [
			link('orders', subOrder.subOrderNumber),
			...(isInvoiced(subOrder) ? [link('invoices', subOrder.subOrderNumber)] : []),
		],
	};
}
