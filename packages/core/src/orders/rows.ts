import { describeHoldReason } from '../reference/hold-reasons.ts';
import { describeOrderStatus } from '../reference/order-status.ts';
import { isOnHold } from './hold.ts';
import type { Order, OrderLink, SubOrder } from './order.ts';

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

/** A row for each of the given suborders; an order without any still gives one. */
export function toRows(
	order: Order,
	subOrders: readonly SubOrder[] = order.subOrders,
): SubOrderRow[] {
	const { orderNumber, customerOrderNumber, entryTimestamp } = order;
	const described =
		order.subOrders.length === 0
			? [
					{
						...noSubOrder,
						orderLink: linkTo('order', order.links),
						invoiceLink: linkTo('invoice', order.links),
					},
				]
			: subOrders.map((subOrder) => describeSubOrder(subOrder, order.links));
	return described.map((subOrder) => ({
		orderNumber,
		customerOrderNumber,
		entryTimestamp,
		...subOrder,
	}));
}

/** The order with all its suborders described. */
export function toOrderItem(order: Order): OrderItem {
	return {
		orderNumber: order.orderNumber,
		customerOrderNumber: order.customerOrderNumber,
		entryTimestamp: order.entryTimestamp,
		onHold: order.subOrders.some(isOnHold),
		subOrders: order.subOrders.map((subOrder) => describeSubOrder(subOrder, order.links)),
		links: [...order.links],
	};
}

/** The address of the first link of a topic, which the API writes in the plural; empty where there is none. */
function linkTo(topic: 'order' | 'invoice', links: readonly OrderLink[]): string {
	return links.find((link) => link.topic.toLowerCase().startsWith(topic))?.href ?? '';
}

function describeSubOrder(subOrder: SubOrder, orderLinks: readonly OrderLink[]): DescribedSubOrder {
	return {
		subOrderNumber: subOrder.subOrderNumber,
		statusCode: subOrder.statusCode,
		status: subOrder.status,
		statusDescription: describeOrderStatus(subOrder.statusCode, subOrder.status),
		holdReasonCode: subOrder.holdReasonCode,
		holdReason: subOrder.holdReason,
		holdReasonDescription: describeHoldReason(subOrder.holdReasonCode, subOrder.holdReason),
		onHold: isOnHold(subOrder),
		orderLink: linkTo('order', subOrder.links) || linkTo('order', orderLinks),
		invoiceLink: linkTo('invoice', subOrder.links),
	};
}
