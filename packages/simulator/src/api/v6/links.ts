import { isInvoiced } from '../../data/codes.ts';
import type { Order, SubOrder } from '../../data/order.ts';
import type { Account } from '../../options.ts';
import type { Link } from '../link.ts';
import { accountQuery } from '../link.ts';
import type { V6Settings } from './options.ts';

/** Writes links as the settings have them, undefined where there are none. */
export interface LinkWriter {
	/** One object; where no suborders are told, in their form and with the invoice. */
	readonly ofOrder: (order: Order) => Link | readonly Link[] | undefined;
	readonly ofSubOrder: (subOrder: SubOrder) => Link | readonly Link[] | undefined;
	/** The invoice of a line, as order details tell it. */
	readonly ofLine: (subOrder: SubOrder) => readonly Link[];
	/** The links of an entry of suborders that holds nothing else; they lead to the order. */
	readonly ofLinkOnlyEntry: (order: Order) => Link | readonly Link[] | undefined;
}

export function createLinkWriter(
	account: Account,
	isSandbox: boolean,
	settings: V6Settings,
): LinkWriter {
	const prefix = isSandbox && settings.sandboxLinks ? '/sandbox' : '';
	const link = (topic: Link['topic'], revision: string, number: string): Link => {
		const query = revision === 'v5' ? accountQuery(account) : '';
		const path = `${prefix}/resellers/${revision.replace('-bare', '')}`;
		return { topic, href: `${path}/${topic}/${encodeURIComponent(number)}${query}`, type: 'GET' };
	};
	const toOrder = (number: string): Link => link('orders', settings.orderLinks, number);
	const toInvoices = (subOrder: SubOrder): Link[] =>
		settings.invoiceLinks !== 'none' && isInvoiced(subOrder)
			? [link('invoices', settings.invoiceLinks, subOrder.subOrderNumber)]
			: [];
	const inForm = (first: Link, ...others: Link[]): Link | readonly Link[] | undefined =>
		settings.links === 'none'
			? undefined
			: settings.links === 'object'
				? first
				: [first, ...others];

	return {
		ofOrder: ({ orderNumber, subOrders, isSap = false }) => {
			const first = toOrder(orderNumber);
			if (isSap) return inForm(first, ...subOrders.flatMap(toInvoices));
			return settings.links === 'array' ? first : undefined;
		},
		ofSubOrder: (subOrder) => inForm(toOrder(subOrder.subOrderNumber), ...toInvoices(subOrder)),
		ofLine: toInvoices,
		ofLinkOnlyEntry: ({ orderNumber }) => inForm(toOrder(orderNumber)),
	};
}
