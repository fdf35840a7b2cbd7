import type { CodeTable } from '../reference/code-table.ts';
import { adviceOn, type HoldCategory } from '../reference/hold-advice.ts';
import { ageInDays } from '../time/age-in-days.ts';
import { linksTo, type LinkTopic } from './links.ts';
import type { Order, OrderLink, SubOrder } from './order.ts';

/** What describes the codes of suborders. */
export interface Codes {
	orderStatus: CodeTable;
	holdReason: CodeTable;
	/** False where the API tells that something is on hold, and not why. */
	tellsHoldReasons: boolean;
}

/** A suborder with its codes described, in the order in which its fields are given. */
export interface DescribedSubOrder {
	onHold: boolean;
	statusDescription: string;
	holdReasonDescription: string;
	subOrderNumber: string;
	statusCode: string;
	status: string;
	holdReasonCode: string;
	holdReason: string;
	/** Who or what the hold waits for; `''` where nothing is on hold. */
	holdCategory: HoldCategory | '';
	/** Who must act and what to do, not in Ingram Micro's words; `''` where nothing is on hold. */
	holdAdvice: string;
	/** Address of the order's details, as the API sent it; empty where there is none. */
	orderLink: string;
	/** Address of the invoice, as the API sent it; empty where there is none. */
	invoiceLink: string;
}

/** An order's own fields. */
interface OrderFields {
	orderNumber: string;
	customerOrderNumber: string;
	entryTimestamp: string;
	/** Whole days since entry; null where the entry is not a date. */
	ageDays: number | null;
}

/** One suborder with its order's own fields: a spreadsheet's row. */
export interface SubOrderRow extends OrderFields, DescribedSubOrder {}

/** One order with its suborders. */
export interface OrderItem extends OrderFields {
	/** True when one of its suborders is on hold. */
	onHold: boolean;
	subOrders: DescribedSubOrder[];
	links: OrderLink[];
}

const noSubOrder: DescribedSubOrder = {
	onHold: false,
	statusDescription: '',
	holdReasonDescription: '',
	subOrderNumber: '',
	statusCode: '',
	status: '',
	holdReasonCode: '',
	holdReason: '',
	holdCategory: '',
	holdAdvice: '',
	orderLink: '',
	invoiceLink: '',
};

/**
 * A row for each suborder; an order without any gives one row. What people look for comes first.
 * @param now milliseconds since 1970
 */
export function toRows(order: Order, codes: Codes, now: number): SubOrderRow[] {
	const { orderNumber, customerOrderNumber, entryTimestamp } = order;
	const ageDays = ageInDays(entryTimestamp, now);
	// Field by field: to spread the rest of a suborder would cost an eighth of all reading.
	const toRow = (subOrder: DescribedSubOrder): SubOrderRow => ({
		orderNumber,
		customerOrderNumber,
		onHold: subOrder.onHold,
		statusDescription: subOrder.statusDescription,
		holdReasonDescription: subOrder.holdReasonDescription,
		ageDays,
		entryTimestamp,
		subOrderNumber: subOrder.subOrderNumber,
		statusCode: subOrder.statusCode,
		status: subOrder.status,
		holdReasonCode: subOrder.holdReasonCode,
		holdReason: subOrder.holdReason,
		holdCategory: subOrder.holdCategory,
		holdAdvice: subOrder.holdAdvice,
		orderLink: subOrder.orderLink,
		invoiceLink: subOrder.invoiceLink,
	});
	if (order.subOrders.length === 0) {
		const orderLink = linkTo('order', order.links);
		return [toRow({ ...noSubOrder, orderLink, invoiceLink: linkTo('invoice', order.links) })];
	}
	return order.subOrders.map((subOrder) => toRow(describeSubOrder(subOrder, order.links, codes)));
}

/**
 * The order with all its suborders described.
 * @param now milliseconds since 1970
 */
export function toOrderItem(order: Order, codes: Codes, now: number): OrderItem {
	return {
		orderNumber: order.orderNumber,
		customerOrderNumber: order.customerOrderNumber,
		entryTimestamp: order.entryTimestamp,
		ageDays: ageInDays(order.entryTimestamp, now),
		onHold: order.subOrders.some(({ onHold }) => onHold),
		subOrders: order.subOrders.map((subOrder) => describeSubOrder(subOrder, order.links, codes)),
		links: [...order.links],
	};
}

/** The address of the first link of a topic; empty where there is none. */
function linkTo(topic: LinkTopic, links: readonly OrderLink[]): string {
	return linksTo(topic, links)[0] ?? '';
}

function describeSubOrder(
	subOrder: SubOrder,
	orderLinks: readonly OrderLink[],
	codes: Codes,
): DescribedSubOrder {
	const { onHold, statusCode, status, holdReasonCode, holdReason } = subOrder;
	const hold = onHold ? adviceOn(statusCode, holdReasonCode) : undefined;
	return {
		onHold,
		statusDescription: codes.orderStatus.describe(statusCode, status),
		holdReasonDescription: describeHoldReason(subOrder, codes),
		subOrderNumber: subOrder.subOrderNumber,
		statusCode,
		status,
		holdReasonCode,
		holdReason,
		holdCategory: hold?.category ?? '',
		holdAdvice: hold?.advice ?? '',
		orderLink: linkTo('order', subOrder.links) || linkTo('order', orderLinks),
		invoiceLink: linkTo('invoice', subOrder.links),
	};
}

/** "No hold" would be false of what is held for a reason that is not told. */
function describeHoldReason(
	{ holdReasonCode, holdReason, isReasonUntold }: SubOrder,
	{ holdReason: table }: Codes,
): string {
	return isReasonUntold ? '' : table.describe(holdReasonCode, holdReason);
}
