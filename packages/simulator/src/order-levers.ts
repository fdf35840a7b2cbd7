import type { Clock } from './clock.ts';
import type { OrderBook } from './data/order-book.ts';
import { findBook, type OrderBooks } from './data/order-books.ts';
import { addSubOrder, changeOrder, deleteOrder, enterOrder } from './data/order-changes.ts';
import type { Fault } from './fault-types.ts';
import { OptionError } from './options.ts';
import type { Control } from './simulator-types.ts';

/** What changes an account's orders; values are checked before. */
export type OrderLevers = Pick<
	Control,
	| 'insertOrders'
	| 'deleteOrders'
	| 'changeStatus'
	| 'enterOrder'
	| 'addSubOrder'
	| 'changeOrder'
	| 'deleteOrder'
>;

/** Throw `OptionError` for an account, an order or a suborder that is not there. */
export function createOrderLevers(books: OrderBooks, clock: Clock): OrderLevers {
	const bookOf = (customerNumber: string | undefined): OrderBook => findBook(books, customerNumber);
	return {
		insertOrders: (count, customerNumber) => bookOf(customerNumber).insert(count, clock.now()),
		deleteOrders: (count, customerNumber) => bookOf(customerNumber).deleteNewest(count),
		changeStatus: (statusCode, count, customerNumber) =>
			bookOf(customerNumber).changeStatusOfNewest(statusCode, count),
		enterOrder: (entry) => {
			const book = bookOf(entry.customerNumber);
			const { isSap } = book;
			book.update((orders) => enterOrder(orders, { isSap, ...entry }, clock.now()));
		},
		addSubOrder: (entry) =>
			bookOf(entry.customerNumber).update((orders) => addSubOrder(orders, entry)),
		changeOrder: (change) =>
			bookOf(change.customerNumber).update((orders) => changeOrder(orders, change)),
		deleteOrder: (deletion) =>
			bookOf(deletion.customerNumber).update((orders) => deleteOrder(orders, deletion)),
	};
}

/** Does to the orders what a fault says, if it says so. Tells why it could not be done. */
export function strikeOrders(levers: OrderLevers, fault: Fault): string | undefined {
	try {
		pull(levers, fault);
		return undefined;
	} catch (error) {
		if (!(error instanceof OptionError)) throw error;
		return error.message;
	}
}

function pull(levers: OrderLevers, fault: Fault): void {
	if (fault.kind === 'insert-orders') levers.insertOrders(fault.count ?? 1);
	if (fault.kind === 'delete-orders') levers.deleteOrders(fault.count ?? 1);
	if (fault.kind === 'change-status') levers.changeStatus(fault.statusCode, fault.count ?? 1);
	if (fault.kind === 'enter-order') levers.enterOrder(fault);
	if (fault.kind === 'add-suborder') levers.addSubOrder(fault);
	if (fault.kind === 'change-order') levers.changeOrder(fault);
	if (fault.kind === 'delete-order') levers.deleteOrder(fault);
}
