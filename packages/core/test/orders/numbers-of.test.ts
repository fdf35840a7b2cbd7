import { wholeOrders } from '../../src/orders/merge.ts';
import { numberFilter, numbersOf, OrdersByNumber } from '../../src/orders/numbers-of.ts';
import type { Order, SubOrder } from '../../src/orders/order.ts';

function orderOf(orderNumber: string, customerOrderNumber = '', subOrders: SubOrder[] = []): Order {
	return {
		...{ orderNumber, customerOrderNumber, entryTimestamp: '2026-01-10T10:00:00Z' },
		...{ subOrders, links: [], raw: {} },
	};
}

function subOrderOf(subOrderNumber: string, statusCode = ''): SubOrder {
	return {
		...{ subOrderNumber, statusCode, status: '', holdReasonCode: '', holdReason: '' },
		...{ onHold: false, links: [], raw: {} },
	};
}

test('an order number is known with its branch, without it and without the hyphen; a purchase order as it is', () => {
	const order = orderOf(' 20-rd128-x ', 'po-1');
	expect(numbersOf(order, 'orderNumber')).toEqual(['20-RD128-X', 'RD128-X', '20RD128-X']);
	expect(numbersOf(order, 'customerOrderNumber')).toEqual(['PO-1']);
	expect(numbersOf(orderOf('7059827143'), 'orderNumber')).toEqual(['7059827143']);
});

test('an order must have one of the numbers of each list; an empty list asks nothing', () => {
	const order = orderOf('20-A', 'PO-1');
	const isMet = (orderNumber: string[], customerOrderNumber: string[]) =>
		numberFilter({ orderNumber, customerOrderNumber })(order);
	expect(isMet([], [])).toBe(true);
	expect(isMet(['20-B', 'a'], [])).toBe(true);
	expect(isMet(['20-B'], [])).toBe(false);
	expect(isMet([], ['po-1 '])).toBe(true);
	expect(isMet([], ['PO-2'])).toBe(false);
	expect(isMet(['20-A'], ['PO-1'])).toBe(true);
	expect(isMet(['20-A'], ['PO-2'])).toBe(false);
	expect(isMet(['20-B'], ['PO-1'])).toBe(false);
});

test('orders are found by their numbers, in the order of these and each once', () => {
	const [one, two, again] = [
		orderOf('20-A', 'PO-1'),
		orderOf('20-B', 'PO-2'),
		orderOf('20-C', 'PO-1'),
	] as const;
	const orders = new OrdersByNumber([one, two, again]);
	expect(orders.of('orderNumber', ['20-b', 'A', '20A', '20-X'])).toEqual([two, one]);
	expect(orders.of('customerOrderNumber', ['po-2', 'PO-1', 'PO-1'])).toEqual([two, one, again]);
	expect(orders.of('orderNumber', ['PO-1'])).toEqual([]);
});

test('suborders without a number are told apart by what is told of them', () => {
	const entry = (...subOrders: SubOrder[]) => orderOf('20-A', 'PO-1', subOrders);
	const [whole] = wholeOrders([
		entry(subOrderOf('', 'C')),
		entry(subOrderOf('', 'C')),
		entry(subOrderOf('', 'S'), subOrderOf('11', 'S')),
		entry(subOrderOf('11', 'I')),
	]);
	expect(
		whole?.subOrders.map(({ subOrderNumber, statusCode }) => [subOrderNumber, statusCode]),
	).toEqual([
		['', 'C'],
		['', 'S'],
		['11', 'S'],
	]);
});
