import type { HttpRequest } from '@ingram-orders/core';
import type { ApiOptions } from '@ingram-orders/simulator';
import {
	asked,
	createScriptedWorld,
	noDataFound,
	orderOf,
	pageOf,
	subOrderOf,
	type Reply,
} from '../support/scripted-world.ts';
import {
	createWorld,
	orderNumbers,
	search,
	type Result,
	type World,
} from '../support/simulated-world.ts';

interface Searched extends Result {
	world: World;
	numbers: string[];
}

/** Searches the simulated API, orders as the output unless another one is asked for. */
async function searchSimulated(api: ApiOptions, input: object = {}): Promise<Searched> {
	const world = createWorld({ api: { documentedOrders: false, ...api }, latencyMs: 50 });
	const result = await world.clock.run(search(world, { output: 'orders', ...input }));
	return { ...result, world, numbers: orderNumbers(result.items) };
}

/** Searches a server that answers as the test says; beyond its words no data is found. */
async function searchScripted(
	api: (request: HttpRequest, number: number) => Reply,
	input: object = {},
): Promise<Result & { numbers: string[]; sent: HttpRequest[] }> {
	const world = createScriptedWorld({ api });
	const result = await world.clock.run(search(world, { output: 'orders', ...input }));
	return { ...result, numbers: orderNumbers(result.items), sent: world.sent };
}

function all({ api }: World): string[] {
	return api.orders.map(({ orderNumber }) => orderNumber);
}

/** What each search asked for. */
function searchesOf({ sent }: World): Record<string, string>[] {
	return sent.filter(({ url }) => url.includes('/orders/search')).map(asked);
}

function warningsOf({ summary }: Result): string[] {
	return summary.warnings.map(({ code }) => code);
}

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

describe('linked documents', () => {
	const link = (topic: string, href: string) => ({ topic, href, type: 'GET' });
	const invoiced = (number: string, invoice: string) => ({
		...subOrderOf(number, 'I'),
		links: [link('orders', '/resellers/v5/orders/20-1'), link('invoices', invoice)],
	});
	const page = pageOf([
		orderOf('20-1', [
			invoiced('11', '/resellers/v5/invoices/I-1'),
			invoiced('21', '/resellers/v5/invoices/I-2'),
			subOrderOf('31', 'R'),
		]),
	]);
	const api = (request: HttpRequest): Reply =>
		request.url.includes('/orders/search')
			? page
			: request.url.includes('I-2')
				? { status: 404, body: '{"message":"No such invoice"}' }
				: JSON.stringify({ serviceresponse: { document: new URL(request.url).pathname } });

	test('are added to rows, equal links fetched once, a missing one null with a warning', async () => {
		const result = await searchScripted(api, {
			output: 'suborders',
			includeLinked: ['order', 'invoice'],
		});
		expect(result.items.map(({ json }) => json)).toMatchObject([
			{
				order: { document: '/resellers/v5/orders/20-1' },
				invoice: { document: '/resellers/v5/invoices/I-1' },
			},
			{ order: { document: '/resellers/v5/orders/20-1' }, invoice: null },
			{ order: null, invoice: null },
		]);
		expect(result.sent.map(({ url }) => new URL(url).pathname)).toEqual([
			'/resellers/v5/orders/search',
			'/resellers/v5/orders/20-1',
			'/resellers/v5/invoices/I-1',
			'/resellers/v5/invoices/I-2',
		]);
		expect(result.summary).toMatchObject({ complete: true });
		expect(result.summary.warnings).toMatchObject([
			{
				code: 'LINK_FAILED',
				message: expect.stringMatching(/1 linked document .*I-2.*404/) as string,
			},
		]);
	});

	test('are added to the suborders of orders, and only those asked for', async () => {
		const { items } = await searchScripted(api, { includeLinked: 'invoice' });
		const [item] = items;
		const subOrders = item?.kind === 'orders' ? item.json.subOrders : [];
		expect(subOrders.map((subOrder) => 'order' in subOrder)).toEqual([false, false, false]);
		expect(subOrders.map(({ invoice }) => invoice)).toMatchObject([
			{ document: '/resellers/v5/invoices/I-1' },
			null,
			null,
		]);
	});

	test('that fail for a reason of the whole service end the run, and nothing goes on', async () => {
		const world = createScriptedWorld({
			api: (request, number) =>
				request.url.includes('/orders/search')
					? pageOf(
							Array.from({ length: 20 }, (_, index) =>
								orderOf(String(index), [invoiced('11', `/resellers/v5/invoices/${index}`)]),
							),
						)
					: { status: number === 4 ? 403 : 503, body: '' },
		});
		const result = await world.clock.run(search(world, { includeLinked: ['invoice'] }));
		expect(result.error?.code).toBe('ACCESS_DENIED');
		expect(world.clock.sleeping).toBe(0);
		const sent = world.sent.length;
		await world.clock.settle();
		expect(world.sent).toHaveLength(sent);
	});

	test.each(['//evil.example/x', 'https://evil.example/resellers/v5/orders/1', '/resellers/../x'])(
		'behind the link %s are not fetched',
		async (href) => {
			const result = await searchScripted(
				() => pageOf([orderOf('20-1', [{ ...subOrderOf('11'), links: [link('orders', href)] }])]),
				{ output: 'suborders', includeLinked: ['order'] },
			);
			expect(result.sent).toHaveLength(1);
			expect(result.items.map(({ json }) => json)).toMatchObject([
				{ order: null, orderLink: href },
			]);
			expect(warningsOf(result)).toEqual(['LINK_FAILED']);
		},
	);
});
