import type { CodeTable } from '../reference/code-table.ts';
import type { Order, OrderLink, SubOrder } from './order.ts';

/** What describes the codes of suborders. */
export interface Codes {
	orderStatus: CodeTable;
	holdReason: CodeTable;
}

/** A suborder with its codes described. */
export interface DescribedSubOrder {
	subOrderNumber: string;
	statusCode: string;
	status: string;
	statusDescription: string;
	holdReasonCode: string;
	holdReason: string;
	holdReasonDescription: string;
	onHold: boolean;
	/** Address of the order's details, as the API sent it; empty where there is none. */
	orderLink: string;
	/** Address of the invoice, as the API sent it; empty where there is none. */
	invoiceLink: string;
}

/** One suborder with its order's own fields: a spreadsheet's row. */
export interface SubOrderRow extends DescribedSubOrder {
	orderNumber: string;
	customerOrderNumber: string;
	entryTimestamp: string;
}

/** One order with its suborders. */
export interface OrderItem {
	orderNumber: string;
	customerOrderNumber: string;
	entryTimestamp: string;
	/** True when one of its suborders is on hold. */
	onHold: boolean;
	subOrders: DescribedSubOrder[];
	links: OrderLink[];
}

const noSubOrder: DescribedSubOrder = {
	subOrderNumber: '',
	statusCode: '',
	status: '',
	statusDescription: '',
	holdReasonCode: '',
	holdReason: '',
	holdReasonDescription: '',
	onHold: false,
	orderLink: '',
	invoiceLink: '',
};

/** A row for each suborder; an order without any gives one row. */
export function toRows(order: Order, codes: Codes): SubOrderRow[] {
	const { orderNumber, customerOrderNumber, entryTimestamp } = order;
	const toRow = (subOrder: DescribedSubOrder): SubOrderRow => ({
		orderNumber,
		customerOrderNumber,
		entryTimestamp,
		...subOrder,
	});
	if (order.subOrders.length === 0) {
		const orderLink = linkTo('order', order.links);
		return [toRow({ ...noSubOrder, orderLink, invoiceLink: linkTo('invoice', order.links) })];
	}
	return order.subOrders.map((subOrder) => toRow(describeSubOrder(subOrder, order.links, codes)));
}

/** The order with all its suborders described. */
export function toOrderItem(order: Order, codes: Codes): OrderItem {
	return {
		orderNumber: order.orderNumber,
		customerOrderNumber: order.customerOrderNumber,
		entryTimestamp: order.entryTimestamp,
		onHold: order.subOrders.some(({ onHold }) => onHold),
		subOrders: order.subOrders.map((subOrder) => describeSubOrder(subOrder, order.links, codes)),
		links: [...order.links],
	};
}

/** The address of the first link of a topic, which the API writes in the plural; empty where there is none. */
function linkTo(topic: 'order' | 'invoice', links: readonly OrderLink[]): string {
	return links.find((link) => link.topic.toLowerCase().startsWith(topic))?.href ?? '';
}

function describeSubOrder(
	subOrder: SubOrder,
	orderLinks: readonly OrderLink[],
	codes: Codes,
): DescribedSubOrder {
	const { statusCode, status, holdReasonCode, holdReason } = subOrder;
	return {
		subOrderNumber: subOrder.subOrderNumber,
		statusCode,
		status,
		statusDescription: codes.orderStatus.describe(statusCode, status),
		holdReasonCode,
		holdReason,
		holdReasonDescription: codes.holdReason.describe(holdReasonCode, holdReason),
		onHold: subOrder.onHold,
		orderLink: linkTo('order', subOrder.links) || linkTo('order', orderLinks),
		invoiceLink: linkTo('invoice', subOrder.links),
	};
}
