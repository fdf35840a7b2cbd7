import { orderOf, pageOf, subOrderOf } from '../support/scripted-world.ts';
import {
	searchSimulated,
	searchScripted,
	all,
	searchesOf,
	warningsOf,
} from '../support/searched.ts';

describe('several order statuses', () => {
	test.each(['orders', 'suborders'] as const)(
		'are asked for one by one, and every order is given once by a server that filters %s',
		async (statusFilter) => {
			const result = await searchSimulated(
				{ orders: 300, search: { statusFilter } },
				{ orderStatus: ['C', 'D', 'S'] },
			);
			const wanted = result.world.api.orders.filter(({ subOrders }) =>
				subOrders.some(({ statusCode }) => ['C', 'D', 'S'].includes(statusCode)),
			);
			expect([...result.numbers].sort()).toEqual(
				wanted.map(({ orderNumber }) => orderNumber).sort(),
			);
			expect(result.summary).toMatchObject({
				ordersFound: wanted.length,
				ordersReturned: wanted.length,
				complete: true,
			});
			const statuses = searchesOf(result.world).map((query) => query['orderstatus']);
			expect([...new Set(statuses)]).toEqual(['C', 'D', 'S']);
		},
	);

	test('give every suborder of these statuses once, as rows', async () => {
		const { items, world } = await searchSimulated(
			{ orders: 300, search: { statusFilter: 'suborders' } },
			{ orderStatus: ['C', 'I'], output: 'suborders' },
		);
		const wanted = world.api.orders
			.flatMap(({ subOrders }) => subOrders)
			.filter(({ statusCode }) => statusCode === 'C' || statusCode === 'I')
			.map(({ subOrderNumber }) => subOrderNumber);
		const rows = items.flatMap((item) =>
			item.kind === 'suborders' ? [item.json.subOrderNumber] : [],
		);
		expect(rows.sort()).toEqual(wanted.sort());
	});

	test('with the blank code are one query without a status, filtered here', async () => {
		const { items, world } = await searchSimulated(
			{ orders: 80 },
			{ orderStatus: ['blank', 'C'], output: 'suborders' },
		);
		expect(searchesOf(world).map((query) => query['orderstatus'])).toEqual([undefined]);
		const codes = items.flatMap((item) =>
			item.kind === 'suborders' ? [item.json.statusCode] : [],
		);
		expect(new Set(codes)).toEqual(new Set(['', 'C']));
	});
});

test('status, hold reason and hold must be met by one and the same suborder', async () => {
	const split = orderOf('20-1', [subOrderOf('11', 'C', 'CC'), subOrderOf('21', 'S', 'CH')]);
	const both = orderOf('20-2', [subOrderOf('11', 'C', 'CH'), subOrderOf('21', 'I')]);
	const api = () => pageOf([split, both], 2);
	const filters = { orderStatus: ['C'], holdReason: ['CH'], onHoldOnly: true };
	expect((await searchScripted(api, filters)).numbers).toEqual(['20-2']);
	const rows = await searchScripted(api, { ...filters, output: 'suborders' });
	expect(rows.items.map(({ json }) => json)).toMatchObject([
		{ orderNumber: '20-2', subOrderNumber: '11' },
	]);
});

test('the blank hold reason chooses suborders without one', async () => {
	const api = () =>
		pageOf(
			[orderOf('20-1', [subOrderOf('11', 'C', 'CH')]), orderOf('20-2', [subOrderOf('11', 'R')])],
			2,
		);
	expect((await searchScripted(api, { holdReason: 'blank' })).numbers).toEqual(['20-2']);
});

describe('a limit', () => {
	test('counts output items, leaves the result complete and tells how many there are', async () => {
		const result = await searchSimulated({ orders: 120 }, { limit: 30 });
		expect(result.numbers).toEqual(all(result.world).slice(0, 30));
		expect(result.summary).toMatchObject({ ordersFound: 120, ordersReturned: 30, complete: true });
		expect(result.summary.warnings).toMatchObject([
			{ code: 'LIMIT_REACHED', message: expect.stringMatching(/30.*120/) as string },
		]);
		expect(result.summary.requests).toBe(1);
		expect(searchesOf(result.world)[0]?.['pagesize']).toBe('30');
	});

	test('counts rows where rows are asked for', async () => {
		const { items } = await searchSimulated({ orders: 60 }, { limit: 50, output: 'suborders' });
		expect(items).toHaveLength(50);
	});

	test('that is met exactly says nothing', async () => {
		const result = await searchSimulated({ orders: 30 }, { limit: 30 });
		expect(result.summary).toMatchObject({ ordersReturned: 30, complete: true, warnings: [] });
	});

	test('that cuts an order’s rows says so', async () => {
		const api = () =>
			pageOf([orderOf('20-1'), orderOf('20-2', [subOrderOf('11'), subOrderOf('21')])], 2);
		const result = await searchScripted(api, { limit: 2, output: 'suborders' });
		expect(result.items).toHaveLength(2);
		expect(warningsOf(result)).toEqual(['LIMIT_REACHED']);
	});

	test('over several pages asks for no more of them than needed', async () => {
		const result = await searchSimulated({ orders: 500 }, { limit: 250 });
		expect(result.summary).toMatchObject({ ordersReturned: 250, complete: true, requests: 3 });
	});
});

describe('one page only', () => {
	test('is the only one that is asked for', async () => {
		const result = await searchSimulated({ orders: 100 }, { pageNumber: 3, pageSize: 20 });
		expect(result.numbers).toEqual(all(result.world).slice(40, 60));
		expect(result.summary).toMatchObject({
			ordersFound: 100,
			ordersReturned: 20,
			complete: true,
			requests: 1,
		});
	});

	test('says nothing of a limit that it meets exactly', async () => {
		const result = await searchSimulated(
			{ orders: 100 },
			{ pageNumber: 2, pageSize: 20, limit: 20 },
		);
		expect(result.summary).toMatchObject({ ordersReturned: 20, complete: true, warnings: [] });
	});

	test('of several statuses finds an order that has them all once', async () => {
		const both = orderOf('20-1', [subOrderOf('11', 'C'), subOrderOf('21', 'S')]);
		const result = await searchScripted(
			({ url }) =>
				url.includes('orderstatus=C') ? pageOf([both]) : pageOf([both, orderOf('20-2')]),
			{ orderStatus: ['C', 'S'], pageNumber: 1 },
		);
		expect(result.summary).toMatchObject({ ordersFound: 2, complete: true });
	});

	test('past the end is empty', async () => {
		const result = await searchSimulated({ orders: 10 }, { pageNumber: 9 });
		expect(result.numbers).toEqual([]);
		expect(result.error).toBeUndefined();
		expect(searchesOf(result.world)[0]).toMatchObject({ pagesize: '25', pagenumber: '9' });
	});
});

test('no criterion at all is allowed', async () => {
	const result = await searchSimulated({ orders: 12 });
	expect(result.numbers).toEqual(all(result.world));
});

test('a limit with a filter that the API does not know spends few calls on pages not needed', async () => {
	const { items, summary } = await searchSimulated(
		{ orders: 5000 },
		{ onHoldOnly: true, limit: 50, output: 'suborders' },
	);
	expect(items).toHaveLength(50);
	// A page holds about twenty suborders on hold, so three are needed.
	expect(summary.requests).toBeLessThanOrEqual(4);
});
