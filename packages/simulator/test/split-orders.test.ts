import fc from 'fast-check';
import { createApi, type Order, type SearchOptions } from '@ingram-orders/simulator';
import {
	account,
	answerOf,
	authorize,
	noon,
	resultOf,
	searchPath,
	type SearchResult,
	type WrittenOrder,
} from './support.ts';

/** A list that is searched with these options, by a query of one page of up to 100 entries. */
function searchIn(
	orders: number | readonly Order[],
	search: SearchOptions,
	seed = 1,
): (query?: Record<string, string>) => SearchResult {
	const api = createApi({ now: () => noon, documentedOrders: false, orders, search, seed });
	const authorization = authorize(api);
	return (query) => {
		const parameters = new URLSearchParams({ ...account, pagesize: '100', ...query });
		const url = `${searchPath}?${parameters.toString()}`;
		const { body } = answerOf(api.handle({ method: 'GET', url, headers: { authorization } }));
		return resultOf({ status: 200, headers: new Headers(), body: JSON.parse(String(body)) });
	};
}

const subNumbers = ({ suborders }: WrittenOrder): string[] =>
	suborders.map(({ subordernumber }) => subordernumber);

/** Orders newest first, with as many suborders as told; all of status C but the last of each. */
function ordersWith(...counts: readonly number[]): Order[] {
	return counts.map((count, place) => ({
		orderNumber: `20-AAAA${place}`,
		entryTimestamp: `2026-01-0${9 - place}T00:00:00Z`,
		customerOrderNumber: 'PO-1',
		subOrders: Array.from({ length: count }, (_, index) => ({
			subOrderNumber: `20-AAAA${place}-${index + 1}1`,
			statusCode: index === count - 1 ? 'I' : 'C',
			status: 'TEXT',
			holdReasonCode: '',
			holdReason: '',
		})),
	}));
}

describe('orders that are told in two entries', () => {
	it('come with half of their suborders each, so many places apart or at the end', () => {
		const split = searchIn(ordersWith(3, 1, 2, 1), { splitOrders: { every: 1, apart: 2 } });
		expect(split().orders?.map(subNumbers)).toEqual([
			['20-AAAA0-11', '20-AAAA0-21'],
			['20-AAAA1-11'],
			['20-AAAA0-31'],
			['20-AAAA2-11'],
			['20-AAAA3-11'],
			['20-AAAA2-21'],
		]);
		const far = searchIn(ordersWith(2, 2), { splitOrders: { every: 1, apart: 40 } });
		expect(far().orders?.map(subNumbers)).toEqual([
			['20-AAAA0-11'],
			['20-AAAA1-11'],
			['20-AAAA0-21'],
			['20-AAAA1-21'],
		]);
	});

	it('are counted as entries, or by option as orders', () => {
		const orders = ordersWith(2, 1);
		const splitOrders = { every: 1, apart: 1 };
		expect(searchIn(orders, { splitOrders })().ordersfound).toBe('3');
		expect(searchIn(orders, { splitOrders, ordersFound: 'orders' })().ordersfound).toBe('2');
	});

	it('are found whole by a status, or as what is left of them', () => {
		const splitOrders = { every: 1, apart: 1 };
		const whole = searchIn(ordersWith(3), { splitOrders });
		expect(whole({ orderstatus: 'I' }).orders?.map(subNumbers)).toEqual([
			['20-AAAA0-11', '20-AAAA0-21'],
			['20-AAAA0-31'],
		]);
		const cut = searchIn(ordersWith(3), { splitOrders, statusFilter: 'suborders' });
		expect(cut({ orderstatus: 'C' }).orders?.map(subNumbers)).toEqual([
			['20-AAAA0-11'],
			['20-AAAA0-21'],
		]);
		expect(cut({ orderstatus: 'I' }).orders?.map(subNumbers)).toEqual([['20-AAAA0-31']]);
	});

	it('are about one in so many, and the same ones in a longer list', () => {
		const isSplitIn = (orders: readonly Order[]): string[] => {
			const search = searchIn(orders, { splitOrders: { every: 3, apart: 1 } });
			const numbers = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((page) =>
				(search({ pagenumber: String(page) }).orders ?? []).map(({ ordernumber }) => ordernumber),
			);
			return numbers.filter((number, index) => numbers.indexOf(number) !== index);
		};
		const { orders } = createApi({ now: () => noon, documentedOrders: false, orders: 500 });
		const candidates = orders.filter(({ subOrders }) => subOrders.length > 1);
		const split = isSplitIn(orders);
		expect(split.length / candidates.length).toBeGreaterThan(0.2);
		expect(split.length / candidates.length).toBeLessThan(0.5);
		expect(isSplitIn(orders.slice(7)).every((number) => split.includes(number))).toBe(true);
	});

	it('give every suborder once, whatever the numbers', () => {
		fc.assert(
			fc.property(
				fc.record({
					orders: fc.nat({ max: 90 }),
					seed: fc.nat(),
					every: fc.integer({ min: 1, max: 4 }),
					apart: fc.integer({ min: 1, max: 60 }),
					pageSize: fc.integer({ min: 3, max: 100 }),
				}),
				({ orders, seed, every, apart, pageSize }) => {
					const whole = searchIn(orders, {}, seed)();
					const search = searchIn(orders, { splitOrders: { every, apart } }, seed);
					const entries: WrittenOrder[] = [];
					const page = (number: number): SearchResult =>
						search({ pagesize: String(pageSize), pagenumber: String(number) });
					const found = Number(page(1).ordersfound);
					for (let number = 1; number <= Math.ceil(found / pageSize); number++) {
						entries.push(...(page(number).orders ?? []));
					}
					expect(entries).toHaveLength(found);
					expect(entries.flatMap(subNumbers).toSorted()).toEqual(
						(whole.orders ?? []).flatMap(subNumbers).toSorted(),
					);
				},
			),
			{ numRuns: 50 },
		);
	});
});

it.each([
	[{ splitOrders: { every: 0, apart: 1 } }, 'search.splitOrders must be { every, apart }'],
	[{ splitOrders: { every: 2 } }, 'search.splitOrders must be { every, apart }'],
	[{ ordersFound: 'all' }, 'search.ordersFound must be one of entries, orders'],
	[{ echoPageSize: 'none' }, 'search.echoPageSize must be one of asked, used'],
])('%j is refused by name', (search, message) => {
	expect(() => createApi({ search: search as SearchOptions })).toThrow(message);
});
