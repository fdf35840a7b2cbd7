import { toTimestamp } from '../clock.ts';
import { OptionError } from '../options.ts';
import { withTexts } from './codes.ts';
import type { Order, SubOrder } from './order.ts';

/** The account whose orders are changed. */
interface InAccount {
	/** Default: the first account. */
	readonly customerNumber?: string;
}

/** One order of an account, by its number and, where that is repeated, by more. */
export interface OrderSelection extends InAccount {
	/** As the search tells it, e.g. `20-RD12H`. */
	readonly orderNumber: string;
	readonly customerOrderNumber?: string;
	readonly entryTimestamp?: string;
}

/** What an order loses: one suborder, or without its number the whole order disappears. */
export interface OrderDeletion extends OrderSelection {
	readonly subOrderNumber?: string;
}

/** New codes for one suborder, or without its number for all of the order; a missing code stays. */
export interface OrderChange extends OrderSelection {
	readonly subOrderNumber?: string;
	/** '' is the blank code. */
	readonly statusCode?: string;
	/** '' is the blank code. */
	readonly holdReasonCode?: string;
	/** The status in version 6, sent as it is here; goes when another status code comes. */
	readonly statusWord?: string;
}

/** A suborder that an order gains; missing codes are blank. */
export interface SubOrderEntry extends OrderSelection {
	readonly subOrderNumber: string;
	readonly statusCode?: string;
	readonly holdReasonCode?: string;
	readonly statusWord?: string;
}

/** A suborder of a new order. */
export interface NewSubOrder {
	/** Default: the order's number with `-11`, `-21`, `-31`, … */
	readonly subOrderNumber?: string;
	readonly statusCode?: string;
	readonly holdReasonCode?: string;
	/** The status in version 6, sent as it is here. Default: the word that goes with the code. */
	readonly statusWord?: string;
}

/** A new order. */
export interface OrderEntry extends InAccount {
	/** With the branch, e.g. `20-NEW01`. It may be another order's number. */
	readonly orderNumber: string;
	/** Default: the order's number with `PO-` in front. */
	readonly customerOrderNumber?: string;
	/** UTC, `YYYY-MM-DDTHH:MM:SSZ`. Default: now. With an older time, the order comes late. */
	readonly entryTimestamp?: string;
	/** Default: one suborder with blank codes. */
	readonly subOrders?: readonly NewSubOrder[];
	/** Whether it is an order of an SAP country. Default: as the account's orders are. */
	readonly isSap?: boolean;
}

/**
 * The orders with a new one, before all that were entered at the same time or earlier.
 * `now` in ms since 1970. Throws `OptionError` for an order or suborder that is there already.
 */
export function enterOrder(
	orders: readonly Order[],
	entry: OrderEntry,
	now: number,
): readonly Order[] {
	const { orderNumber, subOrders = [{}], isSap = false } = entry;
	const entered: Order = {
		orderNumber,
		entryTimestamp: entry.entryTimestamp ?? toTimestamp(now),
		customerOrderNumber: entry.customerOrderNumber ?? `PO-${orderNumber}`,
		subOrders: subOrders.map((subOrder, index) =>
			newSubOrder({ subOrderNumber: `${orderNumber}-${index + 1}1`, ...subOrder }),
		),
		...(isSap ? { isSap } : {}),
	};
	const { entryTimestamp, customerOrderNumber } = entered;
	if (orders.some((order) => isSelected(order, entered))) {
		throw new OptionError(
			`orderNumber ${orderNumber} was entered at ${entryTimestamp} for ${customerOrderNumber} already`,
		);
	}
	const numbers = entered.subOrders.map(({ subOrderNumber }) => subOrderNumber);
	const repeated = numbers.find((number, index) => numbers.indexOf(number) !== index);
	if (repeated !== undefined) throw new OptionError(`subOrderNumber ${repeated} is given twice`);
	const place = orders.findIndex((order) => order.entryTimestamp <= entryTimestamp);
	return orders.toSpliced(place < 0 ? orders.length : place, 0, entered);
}

/** The orders with one more suborder of one of them. Throws `OptionError` if it has it already. */
export function addSubOrder(orders: readonly Order[], entry: SubOrderEntry): readonly Order[] {
	return replace(orders, entry, (order) => {
		if (order.subOrders.some(({ subOrderNumber }) => subOrderNumber === entry.subOrderNumber)) {
			throw new OptionError(
				`subOrderNumber ${entry.subOrderNumber} is in order ${order.orderNumber} already`,
			);
		}
		return { ...order, subOrders: [...order.subOrders, newSubOrder(entry)] };
	});
}

/**
 * The orders with other codes on one of them, and the texts that go with the codes.
 * Throws `OptionError` for an unknown order or suborder, or where there is nothing to change.
 */
export function changeOrder(orders: readonly Order[], change: OrderChange): readonly Order[] {
	const { statusCode, holdReasonCode, statusWord } = change;
	if ((statusCode ?? holdReasonCode ?? statusWord) === undefined) {
		throw new OptionError('a change needs a statusCode, a holdReasonCode or a statusWord');
	}
	return replace(orders, change, (order) => {
		const changed = chosenSubOrders(order, change.subOrderNumber);
		const subOrders = order.subOrders.map((subOrder) =>
			changed.includes(subOrder) ? withCodes(subOrder, change) : subOrder,
		);
		return { ...order, subOrders };
	});
}

/**
 * The orders without one of them, or without one of its suborders; the order then stays, even with
 * none. Throws `OptionError` for an unknown order or suborder.
 */
export function deleteOrder(orders: readonly Order[], deletion: OrderDeletion): readonly Order[] {
	if (deletion.subOrderNumber === undefined) {
		return orders.toSpliced(findSelected(orders, deletion).place, 1);
	}
	return replace(orders, deletion, (order) => {
		const deleted = chosenSubOrders(order, deletion.subOrderNumber);
		return {
			...order,
			subOrders: order.subOrders.filter((subOrder) => !deleted.includes(subOrder)),
		};
	});
}

function replace(
	orders: readonly Order[],
	selection: OrderSelection,
	change: (order: Order) => Order,
): readonly Order[] {
	const { place, order } = findSelected(orders, selection);
	return orders.with(place, change(order));
}

/** The one order that is meant. Throws `OptionError` where none is, or several. */
export function findSelected(
	orders: readonly Order[],
	selection: OrderSelection,
): { readonly place: number; readonly order: Order } {
	const place = orders.findIndex((each) => isSelected(each, selection));
	const order = orders[place];
	if (order === undefined) {
		throw new OptionError(`no order has ${inWords(selection)}; the whole number is needed`);
	}
	if (orders.findLastIndex((each) => isSelected(each, selection)) !== place) {
		throw new OptionError(
			`several orders have ${inWords(selection)}; give customerOrderNumber or entryTimestamp too`,
		);
	}
	return { place, order };
}

function isSelected(order: Order, selection: OrderSelection): boolean {
	const { orderNumber, customerOrderNumber, entryTimestamp } = selection;
	return (
		order.orderNumber === orderNumber &&
		(customerOrderNumber === undefined || order.customerOrderNumber === customerOrderNumber) &&
		(entryTimestamp === undefined || order.entryTimestamp === entryTimestamp)
	);
}

function inWords({ orderNumber, customerOrderNumber, entryTimestamp }: OrderSelection): string {
	return Object.entries({ orderNumber, customerOrderNumber, entryTimestamp })
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name} ${value}`)
		.join(', ');
}

/** One suborder, or all of an order. Throws `OptionError` where it is not there. */
export function chosenSubOrders(
	order: Order,
	subOrderNumber: string | undefined,
): readonly SubOrder[] {
	if (subOrderNumber === undefined) return order.subOrders;
	const chosen = order.subOrders.filter((each) => each.subOrderNumber === subOrderNumber);
	if (chosen.length > 0) return chosen;
	const known = order.subOrders.map((each) => each.subOrderNumber).join(', ') || 'none';
	throw new OptionError(
		`subOrderNumber ${subOrderNumber} is not known in order ${order.orderNumber}; known are ${known}`,
	);
}

function newSubOrder({
	subOrderNumber,
	statusCode = '',
	holdReasonCode = '',
	statusWord,
}: NewSubOrder & { readonly subOrderNumber: string }): SubOrder {
	return { subOrderNumber, ...withTexts(statusCode, holdReasonCode), ...wordField(statusWord) };
}

function withCodes(
	subOrder: SubOrder,
	{ statusCode, holdReasonCode, statusWord }: OrderChange,
): SubOrder {
	const { subOrderNumber } = subOrder;
	const keptWord = statusCode === undefined ? subOrder.statusWord : undefined;
	return {
		subOrderNumber,
		...withTexts(statusCode ?? subOrder.statusCode, holdReasonCode ?? subOrder.holdReasonCode),
		...wordField(statusWord ?? keptWord),
	};
}

function wordField(statusWord: string | undefined): Pick<SubOrder, 'statusWord'> {
	return statusWord === undefined ? {} : { statusWord };
}
