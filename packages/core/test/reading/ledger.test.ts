import type { Order } from '../../src/orders/order.ts';
import { Ledger } from '../../src/reading/ledger.ts';

function order(orderNumber: string, subOrders: readonly string[], entryTimestamp = ''): Order {
	return {
		orderNumber,
		customerOrderNumber: 'PO-1',
		entryTimestamp,
		subOrders: subOrders.map((subOrderNumber) => ({
			...{ subOrderNumber, statusCode: '', status: '', holdReasonCode: '', holdReason: '' },
			...{ onHold: false, links: [], raw: {} },
		})),
		links: [],
		raw: {},
	};
}

function page(...orders: Order[]) {
	return { ordersFound: 100, pageSize: 10, orders };
}

/** Orders as `number: suborders`, with a `+` where they continue one that was given before. */
function shown(orders: readonly Order[]): string[] {
	return orders.map(({ orderNumber, subOrders, isContinued }) => {
		const numbers = subOrders.map(({ subOrderNumber }) => subOrderNumber).join(' ');
		return `${orderNumber}${isContinued ? '+' : ''}: ${numbers}`;
	});
}

/** What each page gives, and at last the one that was held back. */
function taken(ledger: Ledger, ...pages: ReturnType<typeof page>[]): string[][] {
	return [...pages.map((one) => shown(ledger.take(one))), shown(ledger.rest())];
}

function newLedger() {
	const ledger = new Ledger();
	return { ledger, tally: ledger.startReading() };
}

test('gives each order once; the last of a page waits for the next page', () => {
	const { ledger, tally } = newLedger();
	expect(
		taken(ledger, page(order('A', ['11']), order('B', ['11', '21'])), page(order('C', []))),
	).toEqual([['A: 11'], ['B: 11 21'], ['C: ']]);
	expect(tally).toMatchObject({ received: 3, entries: 3, orders: 3, known: 0, repeats: 0 });
	expect(ledger.size).toBe(3);
});

describe('an entry of an order that an earlier page had', () => {
	test.each([['11'], []])(
		'with the same suborders (%s) is a repeat, and not given again',
		(...subOrders) => {
			const { ledger, tally } = newLedger();
			const moved = order('B', subOrders.filter(Boolean));
			expect(taken(ledger, page(order('A', ['1']), moved), page(moved, order('C', ['1'])))).toEqual(
				[['A: 1'], [shown([moved])[0]], ['C: 1']],
			);
			expect(tally).toMatchObject({ received: 4, entries: 3, orders: 3, repeats: 1 });
		},
	);

	test('with others is another entry, and given with these alone', () => {
		const { ledger, tally } = newLedger();
		expect(
			taken(
				ledger,
				page(order('A', ['11']), order('B', ['11'])),
				page(order('A', ['21']), order('C', ['11'])),
			),
		).toEqual([['A: 11'], ['B: 11', 'A+: 21'], ['C: 11']]);
		expect(tally).toMatchObject({ entries: 4, orders: 3, repeats: 0 });
	});

	test('with one of them and a new one has moved and gained it: a repeat that gives the new one', () => {
		const { ledger, tally } = newLedger();
		expect(
			taken(
				ledger,
				page(order('A', ['11']), order('B', ['11'])),
				page(order('A', ['11', '21']), order('C', ['11'])),
			),
		).toEqual([['A: 11'], ['B: 11', 'A+: 21'], ['C: 11']]);
		expect(tally).toMatchObject({ entries: 3, orders: 3, repeats: 1 });
	});

	test('right at the start of the next page makes one order with the last of this one', () => {
		const { ledger } = newLedger();
		expect(taken(ledger, page(order('A', ['11'])), page(order('A', ['21'])))).toEqual([
			[],
			[],
			['A: 11 21'],
		]);
	});
});

test('entries of one page are of one moment: two of an order are two, and one order', () => {
	const { ledger, tally } = newLedger();
	const twice = page(order('A', ['11']), order('A', ['11', '21']), order('B', ['11']));
	expect(taken(ledger, twice)).toEqual([['A: 11 21'], ['B: 11']]);
	expect(tally).toMatchObject({ entries: 3, orders: 2, repeats: 0 });
});

test('the same number with another time of entry is another order', () => {
	const { ledger } = newLedger();
	const [first, second] = ['2019-01-01T00:00:00Z', '2026-01-01T00:00:00Z'].map((time) =>
		order('A', ['11'], time),
	) as [Order, Order];
	expect(taken(ledger, page(first), page(second))).toEqual([[], ['A: 11'], ['A: 11']]);
});

test('another reading gives only what is new, and counts all of it anew', () => {
	const { ledger } = newLedger();
	taken(ledger, page(order('A', ['11']), order('B', ['11'])));
	const again = ledger.startReading();
	const pages = [
		page(order('A', ['11']), order('X', ['11']), order('B', ['11', '21'])),
		page(order('B', ['11', '21']), order('C', ['11'])),
	];
	expect(taken(ledger, ...pages)).toEqual([['X: 11'], ['B+: 21'], ['C: 11']]);
	expect(again).toMatchObject({ entries: 4, orders: 4, known: 2, repeats: 1 });
	expect(ledger.size).toBe(4);
});
