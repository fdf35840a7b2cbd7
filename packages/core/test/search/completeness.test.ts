import { asked, noDataFound, orderOf, pageOf, subOrderOf } from '../support/scripted-world.ts';
import {
	searchSimulated,
	searchScripted,
	all,
	searchesOf,
	warningsOf,
} from '../support/searched.ts';
import { type Result } from '../support/simulated-world.ts';

describe('a list that changes between two pages', () => {
	test('loses nothing when orders come in at the front', async () => {
		const result = await searchSimulated(
			{ orders: 45, faults: [{ kind: 'insert-orders', count: 3, page: 1 }] },
			{ pageSize: 10 },
		);
		expect(result.summary.complete).toBe(true);
		expect(new Set(result.numbers)).toEqual(new Set(all(result.world)));
		expect(result.numbers).toHaveLength(48);
	});

	test('loses nothing when orders disappear', async () => {
		const result = await searchSimulated(
			{ orders: 45, faults: [{ kind: 'delete-orders', count: 2, page: 1 }] },
			{ pageSize: 10 },
		);
		expect(result.summary.complete).toBe(true);
		// What was there at first was given; what moved to an earlier page was found again.
		expect(new Set(result.numbers).size).toBe(45);
		expect(all(result.world).filter((number) => !result.numbers.includes(number))).toEqual([]);
		expect(result.summary.requests).toBeGreaterThan(5);
	});

	test('keeps new orders out of a period that has a start and no end', async () => {
		const result = await searchSimulated(
			{ orders: 45, faults: [{ kind: 'insert-orders', count: 3, page: 1 }] },
			{ pageSize: 10, createdAfter: '2020-01-01' },
		);
		const ends = searchesOf(result.world).map((query) => query['endcreatetimestamp']);
		expect(ends[0]).toBeUndefined();
		expect(new Set(ends.slice(1))).toEqual(new Set(['2026-01-15T12:00:00Z']));
		expect(result.summary).toMatchObject({ complete: true });
	});

	test('leaves an end that the user gave', async () => {
		const { world } = await searchSimulated(
			{ orders: 45 },
			{ pageSize: 10, createdAfter: '2020-01-01', createdBefore: '2026-01-15T11:00:00Z' },
		);
		const ends = searchesOf(world).map((query) => query['endcreatetimestamp']);
		expect(new Set(ends)).toEqual(new Set(['2026-01-15T11:00:00Z']));
	});

	test('is told to be incomplete when it never holds still', async () => {
		const result = await searchSimulated(
			{ orders: 60, faults: [{ kind: 'delete-orders', every: 1 }] },
			{ pageSize: 5 },
		);
		expect(result.summary.complete).toBe(false);
		expect(warningsOf(result)).toEqual(['INCOMPLETE']);
		expect(new Set(result.numbers).size).toBe(result.numbers.length);
	});
});

describe('the end of a list', () => {
	test.each([1, 2, 10, 25, 100])('is found with pages of %i orders', async (pageSize) => {
		const result = await searchSimulated({ orders: 101 }, { pageSize });
		expect(result.numbers).toEqual(all(result.world));
		expect(result.summary).toMatchObject({
			ordersFound: 101,
			ordersReturned: 101,
			complete: true,
			pages: Math.ceil(101 / pageSize),
			requests: Math.ceil(101 / pageSize),
			warnings: [],
		});
	});

	test('is found when the server uses its own page size', async () => {
		const result = await searchSimulated(
			{ orders: 101, search: { fixedPageSize: 7 } },
			{ pageSize: 50 },
		);
		expect(result.numbers).toEqual(all(result.world));
		expect(result.summary.complete).toBe(true);
	});

	test('is found when the server caps the page size', async () => {
		const result = await searchSimulated({ orders: 101, search: { maxPageSize: 20 } });
		expect(result.numbers).toEqual(all(result.world));
		expect(result.summary.complete).toBe(true);
	});

	test('is not taken from a short page while orders are missing', async () => {
		const pages = [['1', '2', '3'], ['4'], ['5', '6']];
		const result = await searchScripted(
			(request) => {
				const page = pages[Number(asked(request)['pagenumber']) - 1];
				return page
					? pageOf(
							page.map((number) => orderOf(number)),
							6,
							3,
						)
					: noDataFound;
			},
			{ pageSize: 3 },
		);
		expect(result.numbers).toEqual(['1', '2', '3', '4', '5', '6']);
		expect(result.summary).toMatchObject({ ordersFound: 6, complete: true });
	});

	test.each([
		['FAILED', noDataFound],
		['FAILED with the total', noDataFound.replace('"0"', '"6"')],
		['an empty list with the total', pageOf([], 6, 3)],
		['an empty list with the count 0', pageOf([], 0, 0)],
	])('told by %s leaves the total as it was', async (_, pastTheEnd) => {
		const result = await searchScripted(
			(request) =>
				asked(request)['pagenumber'] === '1'
					? pageOf([orderOf('1'), orderOf('2'), orderOf('3')], 6, 3)
					: pastTheEnd,
			{ pageSize: 3 },
		);
		expect(result.error).toBeUndefined();
		expect(result.numbers).toEqual(['1', '2', '3']);
		expect(result.summary).toMatchObject({ ordersFound: 6, ordersReturned: 3, complete: false });
		expect(result.summary.warnings[0]?.message).toMatch(/\b6 orders.*\b3 could be read/);
	});

	test('never comes from a server that repeats its first page, and yet the run ends', async () => {
		const result = await searchSimulated({ search: { sampleOnly: true } });
		expect(result.numbers).toEqual(['20-RD12H']);
		expect(result.summary).toMatchObject({ ordersFound: 3, ordersReturned: 1, complete: false });
		expect(result.summary.warnings).toMatchObject([
			{
				code: 'INCOMPLETE',
				message: expect.stringMatching(/\b3 orders.*\b1 could be read/) as string,
			},
		]);
		expect(result.summary.requests).toBeLessThan(20);
	});

	test('never comes from a server that claims more than it has, and yet the run ends', async () => {
		const result = await searchScripted((request) =>
			asked(request)['pagenumber'] === '1' ? pageOf([orderOf('1')], 999_999_999, 1) : noDataFound,
		);
		expect(result.summary).toMatchObject({ ordersFound: 999_999_999, complete: false });
		expect(result.summary.requests).toBeLessThan(40);
	});

	test('is another one when pages tell different totals', async () => {
		const totals = [4, 3, 4, 3, 4, 3, 4, 3, 4, 3];
		const result = await searchScripted(
			(request, number) => {
				const page = Number(asked(request)['pagenumber']);
				return page <= 4
					? pageOf([orderOf(String(page))], totals[number - 1] ?? 4, 1)
					: noDataFound;
			},
			{ pageSize: 1 },
		);
		expect(result.numbers).toEqual(['1', '2', '3', '4']);
		expect(warningsOf(result)).toEqual(['INCOMPLETE']);
	});
});

describe('an order listed in parts', () => {
	const half = (suborder: string) => orderOf('20-1', [subOrderOf(suborder)]);

	function subOrdersOf({ items }: Result): string[][] {
		return items.flatMap((item) =>
			item.kind === 'orders'
				? [item.json.subOrders.map(({ subOrderNumber }) => subOrderNumber)]
				: [],
		);
	}

	test('on one page is one order', async () => {
		const result = await searchScripted(() => pageOf([half('11'), half('21')], 2));
		expect(subOrdersOf(result)).toEqual([['11', '21']]);
		expect(result.summary).toMatchObject({ ordersReturned: 1, complete: true });
	});

	test('on two pages is one order', async () => {
		const result = await searchScripted(
			(request) => pageOf([half(asked(request)['pagenumber'] === '1' ? '11' : '21')], 2, 1),
			{ pageSize: 1 },
		);
		expect(subOrdersOf(result)).toEqual([['11', '21']]);
		expect(result.summary).toMatchObject({ ordersReturned: 1, complete: true });
	});

	test('with the same suborder again has it once', async () => {
		const result = await searchScripted(() =>
			pageOf([orderOf('20-1', [subOrderOf('11'), subOrderOf('11'), subOrderOf('21')])]),
		);
		expect(subOrdersOf(result)).toEqual([['11', '21']]);
	});

	test('is kept whole where only one part meets the filter', async () => {
		const result = await searchScripted(
			(request) =>
				pageOf(
					asked(request)['pagenumber'] === '1'
						? [orderOf('20-2'), half('11')]
						: [orderOf('20-1', [subOrderOf('21', 'C', 'CH')]), orderOf('20-3')],
					4,
					2,
				),
			{ pageSize: 2, onHoldOnly: true },
		);
		expect(subOrdersOf(result)).toEqual([['11', '21']]);
		expect(result.summary).toMatchObject({ ordersReturned: 1, complete: true });
	});

	test('of the same number but another time or customer order is another order', async () => {
		const other = { ...orderOf('20-1'), entrytimestamp: '2021-01-10T10:00:00Z' };
		const another = { ...orderOf('20-1'), customerordernumber: 'PO-X' };
		const result = await searchScripted(() => pageOf([orderOf('20-1'), other, another], 3));
		expect(result.numbers).toEqual(['20-1', '20-1', '20-1']);
		expect(result.summary).toMatchObject({ ordersReturned: 3, complete: true });
	});
});
