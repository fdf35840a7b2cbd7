import type { SearchOptions, V6Options } from '@ingram-orders/simulator';
import { control } from './support.ts';
import {
	daysAgo,
	frozen,
	numbersOf,
	ordersOf,
	orderWith,
	startV6,
	startWith,
	type V6Page,
} from './v6-support.ts';

describe('pages of version 6', () => {
	it('are 25 orders, newest first, and tell their counts as texts or as numbers', async () => {
		const { simulator, search } = await startV6({ ...frozen, orders: 60, days: 10 });
		const first = await search();
		expect(first.body).toMatchObject({ recordsFound: '60', pageSize: '25', pageNumber: '1' });
		expect(numbersOf(first)).toEqual(
			simulator.orders.slice(0, 25).map(({ orderNumber }) => orderNumber),
		);
		simulator.control.set({ v6: { counts: 'number' } });
		const third = await search({ pageNumber: '3' });
		expect(third.body).toMatchObject({ recordsFound: 60, pageSize: 25, pageNumber: 3 });
		expect(ordersOf(third)).toHaveLength(10);
		expect(ordersOf(third)[0]).toMatchObject({ orderTotal: expect.any(Number) as number });
	});

	it('name other pages by what is no address', async () => {
		const { search } = await startV6({ ...frozen, orders: 60, days: 10 });
		expect((await search()).body).toMatchObject({
			nextPage: '/resellers/v6/orders/[original_parameters]&pageNumber=2',
		});
		const last = (await search({ pageNumber: '3' })).body;
		expect(last).not.toHaveProperty('nextPage');
		expect(last).toMatchObject({ previousPage: expect.stringContaining('pageNumber=2') as string });
	});

	it('hold at most 100 orders, and larger sizes are cut or refused', async () => {
		const { simulator, search } = await startV6({ ...frozen, orders: 120, days: 10 });
		const cut = await search({ pageSize: '500' });
		expect(cut.body).toMatchObject({ pageSize: '100' });
		expect(ordersOf(cut)).toHaveLength(100);
		simulator.control.set({ v6: { largePages: 'refused' } });
		const refused = await search({ pageSize: '101' });
		expect(refused.status).toBe(400);
		expect(refused.body).toMatchObject({ errors: [{ fields: [{ field: 'pageSize' }] }] });
		expect(ordersOf(await search({ pageSize: '100' }))).toHaveLength(100);
	});

	it('can begin with the oldest order', async () => {
		const orders = [orderWith('20-A', daysAgo(1), ['']), orderWith('20-B', daysAgo(2), [''])];
		expect(numbersOf(await (await startWith(orders)).search())).toEqual(['20-A', '20-B']);
		const turned = await startWith(orders, { sort: 'oldest-first' });
		expect(numbersOf(await turned.search())).toEqual(['20-B', '20-A']);
	});

	it('can count suborders, or tell no count at all', async () => {
		const orders = [orderWith('20-A', daysAgo(1), ['', 'C']), orderWith('20-B', daysAgo(2), [''])];
		const { simulator, search } = await startWith(orders, { recordsFound: 'suborders' });
		expect((await search()).body).toMatchObject({ recordsFound: '3' });
		simulator.control.set({ v6: { recordsFound: 'missing' } });
		expect((await search()).body).not.toHaveProperty('recordsFound');
	});

	it.each<[SearchOptions, number, string]>([
		[{ splitOrders: { every: 1, apart: 1 } }, 2, '2'],
		[{ splitOrders: { every: 1, apart: 1 }, ordersFound: 'orders' }, 2, '1'],
		[{ fixedPageSize: 1 }, 1, '1'],
	])('follow the search options of all versions: %j', async (options, entries, found) => {
		const orders = [orderWith('20-A', daysAgo(1), ['', 'C'])];
		const { search } = await startV6({ ...frozen, orders, search: options });
		const reply = await search();
		expect(ordersOf(reply)).toHaveLength(entries);
		expect((reply.body as V6Page).recordsFound).toBe(found);
	});

	it("are the document's sample in the mode that knows nothing else", async () => {
		const { search } = await startV6({ ...frozen, search: { sampleOnly: true } });
		expect((await search()).body).toMatchObject({
			recordsFound: '123',
			orders: [{ ingramOrderNumber: '20-RD128' }],
		});
	});
});

describe('an empty result of version 6', () => {
	const counts = { recordsFound: '0', pageSize: '25', pageNumber: '1' };
	const error = { errors: [{ message: 'No Records Found' }] };

	it.each<[V6Options['nothingFound'], number, unknown]>([
		['no-content', 204, ''],
		['zero', 200, { ...counts, orders: [] }],
		['bare', 200, {}],
		['blank', 200, ''],
		['not-found', 404, error],
		['bad-request', 400, error],
	])('is told as %s: %d', async (nothingFound = 'no-content', status, body) => {
		const { search } = await startV6({ ...frozen, orders: 0, v6: { nothingFound } });
		const reply = await search();
		expect(reply.status).toBe(status);
		if (typeof body === 'string') expect(reply.body).toBe(body);
		else expect(reply.body).toMatchObject(body as object);
	});

	it('is 204 unless asked, also past the last page, and has the words that are set', async () => {
		const { simulator, search } = await startV6({ ...frozen, orders: 3, days: 1 });
		expect((await search({ pageNumber: '2' })).status).toBe(204);
		simulator.control.set({
			v6: { nothingFound: 'not-found', nothingFoundMessage: 'Order not found' },
		});
		expect((await search({ pageNumber: '2' })).body).toMatchObject({
			errors: [{ message: 'Order not found' }],
		});
	});
});

describe('filters of version 6', () => {
	const orders = [
		orderWith('20-AAAA1', '2026-01-14T23:30:00Z', ['', 'C'], { customerOrderNumber: 'PO-1' }),
		orderWith('20-AAAA2', '2026-01-13T12:00:00Z', ['I'], { customerOrderNumber: 'po-12' }),
		orderWith('20-AAAA3', '2026-01-12T00:30:00Z', ['V'], { customerOrderNumber: 'PO-2' }),
	];
	const all = ['20-AAAA1', '20-AAAA2', '20-AAAA3'];

	it.each([
		['ingramOrderNumber=20-AAAA2', ['20-AAAA2']],
		['ingramOrderNumber=20-AAAA1-21', ['20-AAAA1']],
		['ingramOrderNumber=AAAA2', []],
		['orderStatus=SHIPPED', ['20-AAAA2']],
		['orderStatus=ON HOLD', ['20-AAAA1']],
		['orderStatus-in=SHIPPED&orderStatus-in=CANCELLED', ['20-AAAA2', '20-AAAA3']],
		['ingramOrderDate=2026-01-13', ['20-AAAA2']],
		['ingramOrderDate-bt=2026-01-12&ingramOrderDate-bt=2026-01-13', ['20-AAAA2', '20-AAAA3']],
		['ingramOrderDate-bt=2026-01-13&ingramOrderDate-bt=2099-01-01', ['20-AAAA1', '20-AAAA2']],
		['ingramOrderNumber=', all],
		// Names count letter by letter; what nobody knows is no filter.
		['ingramordernumber=20-AAAA2', all],
		['ingramOrderDate_bt=2026-01-13&ingramOrderDate_bt=2026-01-13', all],
	])('%s finds %j', async (query, expected) => {
		const { search } = await startWith(orders);
		expect(numbersOf(await search(query))).toEqual(expected);
	});

	it('find purchase orders that begin like the one asked for, or by setting only that one', async () => {
		const { simulator, search } = await startWith(orders);
		const asked = { customerOrderNumber: 'PO-1' };
		expect(numbersOf(await search(asked))).toEqual(['20-AAAA1', '20-AAAA2']);
		simulator.control.set({ v6: { purchaseOrderSearch: 'exact' } });
		expect(numbersOf(await search(asked))).toEqual(['20-AAAA1']);
	});

	it("find an order by its own status, or by setting by any suborder's", async () => {
		const { simulator, search } = await startWith(orders);
		const asked = { orderStatus: 'PROCESSING' };
		expect(numbersOf(await search(asked))).toEqual([]);
		simulator.control.set({ v6: { statusFilter: 'suborder' } });
		expect(numbersOf(await search(asked))).toEqual(['20-AAAA1']);
	});

	it('take days by the zone that is set', async () => {
		const { search } = await startWith(orders, { utcOffset: '+01:00' });
		expect(numbersOf(await search({ ingramOrderDate: '2026-01-15' }))).toEqual(['20-AAAA1']);
		const west = await startWith(orders, { utcOffset: '-07:00' });
		expect(numbersOf(await west.search({ ingramOrderDate: '2026-01-11' }))).toEqual(['20-AAAA3']);
	});

	it('may not count the ends of a period', async () => {
		const { search } = await startWith(orders, { dayEnds: 'excluded' });
		const period = (first: string, last: string): [string, string][] => [
			['ingramOrderDate-bt', first],
			['ingramOrderDate-bt', last],
		];
		expect(numbersOf(await search(period('2026-01-12', '2026-01-14')))).toEqual(['20-AAAA2']);
		expect(numbersOf(await search(period('2026-01-11', '2026-01-15')))).toEqual(all);
	});

	it.each([
		['ingramOrderDate=15.01.2026', 'ingramOrderDate/ingramOrderDate-bt', 'yyyy-MM-dd'],
		['ingramOrderDate=2026-02-30', 'ingramOrderDate/ingramOrderDate-bt', 'yyyy-MM-dd'],
		['ingramOrderDate=2026-01-15T00:00:00Z', 'ingramOrderDate/ingramOrderDate-bt', 'yyyy-MM-dd'],
		['ingramOrderDate-bt=2026-01-13', 'ingramOrderDate-bt', 'only 2 entries allowed'],
		['orderStatus=Shipped', 'orderStatus', 'one of SHIPPED'],
		['orderStatus-in=OPEN', 'orderStatus-in', 'one of SHIPPED'],
		['ingramOrderNumber=20-AAAA1-1111', 'ingramOrderNumber', 'at most 11'],
		[`customerOrderNumber=${'x'.repeat(36)}`, 'customerOrderNumber', 'at most 35'],
		['pageSize=two', 'pageSize', 'whole number'],
		['pageNumber=0', 'pageNumber', 'whole number'],
		['orderStatus=SHIPPED&orderStatus=CANCELLED', 'orderStatus', 'only 1 entry'],
	])('%s is refused by name', async (query, field, message) => {
		const { search } = await startWith(orders);
		const reply = await search(query);
		expect(reply.status).toBe(400);
		expect(reply.body).toMatchObject({
			errors: [{ fields: [{ field, message: expect.stringContaining(message) as string }] }],
		});
	});

	it('that are not simulated are refused rather than passed over', async () => {
		const { search } = await startWith(orders);
		expect((await search({ serialNumber: '1' })).status).toBe(501);
	});
});

describe('a search without dates and numbers', () => {
	const orders = [
		orderWith('20-NEW00', daysAgo(19), ['']),
		orderWith('20-OLD00', daysAgo(21), [''], { customerOrderNumber: 'PO-OLD' }),
	];

	it('looks at the last 20 days only, with dates or numbers at all', async () => {
		const { search } = await startWith(orders);
		expect(numbersOf(await search())).toEqual(['20-NEW00']);
		expect(numbersOf(await search({ pageSize: '10' }))).toEqual(['20-NEW00']);
		expect(numbersOf(await search({ orderStatus: 'PROCESSING' }))).toEqual(['20-NEW00']);
		expect(numbersOf(await search({ ingramOrderNumber: '20-OLD00' }))).toEqual(['20-OLD00']);
		expect(numbersOf(await search({ customerOrderNumber: 'PO-OLD' }))).toEqual(['20-OLD00']);
		const since = daysAgo(30).slice(0, 10);
		const period = `ingramOrderDate-bt=${since}&ingramOrderDate-bt=2026-01-15`;
		expect(numbersOf(await search(period))).toEqual(['20-NEW00', '20-OLD00']);
	});

	it('looks back otherwise by setting', async () => {
		const { simulator, search } = await startWith(orders, { defaultDays: 0 });
		expect(numbersOf(await search())).toHaveLength(2);
		simulator.control.set({ v6: { defaultDays: 20, defaultDaysUnless: 'any-parameter' } });
		expect(numbersOf(await search())).toHaveLength(1);
		expect(numbersOf(await search({ pageSize: '10' }))).toHaveLength(2);
	});
});

it.each([
	[{ nothingFound: '404' }, 'v6.nothingFound must be one of no-content, zero'],
	[{ utcOffset: 'IST' }, 'v6.utcOffset must be an offset such as +05:30'],
	[{ countsAs: 'text' }, 'v6.countsAs is not known'],
])('%j is refused by name, at the start and while it runs', async (v6, message) => {
	await expect(startV6({ v6: v6 as V6Options })).rejects.toThrow(message);
	const { simulator } = await startV6(frozen);
	const reply = await control(simulator.origin, 'set', { v6 });
	expect(reply.status).toBe(400);
	expect(reply.body).toEqual({ message: expect.stringContaining(message) as string });
});
