import type { V6Options } from '@ingram-orders/simulator';
import { control, numbersOf as v5NumbersOf, type Reply } from './support.ts';
import {
	daysAgo,
	enter,
	frozen,
	numbersOf,
	ordersOf,
	orderWith,
	startV6,
	startWith,
	wordsOf,
	type V6Client,
	type V6SubOrder,
} from './v6-support.ts';

describe('statuses of version 6', () => {
	const codes = ['', 'C', 'D', 'E', 'F', 'I', 'O', 'R', 'S', 'V', 'W'];
	const orders = [orderWith('20-AAAA1', daysAgo(1), codes)];
	const heldAndCancelled = [orderWith('20-AAAA1', daysAgo(1), ['C', 'V'])];

	it('are the five documented words for the codes of version 5', async () => {
		const { search } = await startWith(orders);
		const [words] = wordsOf(await search());
		expect(Object.fromEntries(codes.map((code, index) => [code, words?.[index]]))).toEqual({
			'': 'PROCESSING',
			C: 'ON HOLD',
			D: 'ON HOLD',
			E: 'PROCESSING',
			F: 'SHIPPED',
			I: 'SHIPPED',
			O: 'ON HOLD',
			R: 'PROCESSING',
			S: 'ON HOLD',
			V: 'CANCELLED',
			W: 'PROCESSING',
		});
	});

	it("can be the names of Ingram Micro's systems", async () => {
		const { search } = await startWith(orders, { vocabulary: 'system' });
		expect(wordsOf(await search())).toEqual([
			[
				'IN PROGRESS',
				'CREDIT HOLD',
				'HOLD SHIPMENT',
				'BILLING ERROR',
				'INVOICED',
				'INVOICED',
				'IM ONLINE HOLD',
				'RELEASED',
				'SALES HOLD',
				'VOIDED',
				'ORDER NOT PRINTED',
			],
		]);
	});

	it.each<[V6Options, string[]]>([
		[{ wordForm: 'title' }, ['On Hold', 'Cancelled']],
		[{ wordForm: 'im' }, ['IM::ON_HOLD', 'IM::CANCELLED']],
		[{ wordForm: 'im-lower' }, ['im::on_hold', 'im::cancelled']],
		[{ cancelledWord: 'CANCELED' }, ['ON HOLD', 'CANCELED']],
	])('are written otherwise with %j', async (v6, expected) => {
		const { search } = await startWith(heldAndCancelled, v6);
		expect(wordsOf(await search())).toEqual([expected]);
	});

	it('come in all forms at once, each suborder in one', async () => {
		const many = Array.from({ length: 20 }, (_, index) =>
			orderWith(`20-AAA${index}`, daysAgo(1), ['C']),
		);
		const { search } = await startWith(many, { wordForm: 'mixed' });
		const words = wordsOf(await search()).flat();
		expect(new Set(words)).toEqual(new Set(['ON HOLD', 'On Hold', 'IM::ON_HOLD', 'im::on_hold']));
		expect(wordsOf(await search()).flat()).toEqual(words);
	});

	it.each<[string[], string, string]>([
		[['', 'I'], 'OPEN', 'PROCESSING'],
		[['I', 'C', ''], 'OPEN', 'ON HOLD'],
		[['I', 'V'], 'CLOSED', 'SHIPPED'],
		[['V', 'V'], 'CANCELLED', 'CANCELLED'],
	])(
		'of an order with %j: %s, or derived %s, or none',
		async (statusCodes, documented, derived) => {
			const { simulator, search } = await startWith([
				orderWith('20-AAAA1', daysAgo(1), statusCodes),
			]);
			const told = async (): Promise<string | undefined> =>
				ordersOf(await search())[0]?.orderStatus;
			expect(await told()).toBe(documented);
			simulator.control.set({ v6: { orderStatus: 'derived' } });
			expect(await told()).toBe(derived);
			simulator.control.set({ v6: { orderStatus: 'missing' } });
			expect(await told()).toBeUndefined();
		},
	);

	it('can be any word for one suborder, sent as it is, until another code comes', async () => {
		const { simulator, search } = await startV6({ ...frozen, orders: 0 });
		const words = ['BACKORDERED', 'E-DELIVERED', 'im::Sales_Hold', ''];
		enter(simulator, '20-NEW01', ...words.map((statusWord) => ({ statusWord })));
		expect(wordsOf(await search())).toEqual([words]);
		expect(numbersOf(await search({ orderStatus: 'BACKORDERED' }))).toEqual(['20-NEW01']);
		await control(simulator.origin, 'change-order', {
			orderNumber: '20-NEW01',
			subOrderNumber: '20-NEW01-21',
			statusWord: 'DELIVERED',
		});
		expect(wordsOf(await search())[0]?.[1]).toBe('DELIVERED');
		simulator.control.changeOrder({ orderNumber: '20-NEW01', statusCode: 'V' });
		expect(wordsOf(await search())).toEqual([Array(4).fill('CANCELLED')]);
	});
});

describe('dates of version 6', () => {
	const orders = [orderWith('20-AAAA1', '2026-01-14T20:30:05Z', [''])];

	it.each<[V6Options, string]>([
		[{ utcOffset: '+05:30' }, '2026-01-15T02:00:05+05:30'],
		[{ utcOffset: '-07:00' }, '2026-01-14T13:30:05-07:00'],
		[{ dates: 'utc' }, '2026-01-14T20:30:05Z'],
		[{ dates: 'date' }, '2026-01-14'],
		[{ dates: 'date', utcOffset: '+08:00' }, '2026-01-15'],
	])('are written with %j as %s', async (v6, expected) => {
		const { search } = await startWith(orders, v6);
		expect(ordersOf(await search())[0]?.ingramOrderDate).toBe(expected);
	});
});

describe('links of version 6', () => {
	const orders = [orderWith('20-AAAA1', daysAgo(1), ['I'])];
	const link = (topic: string, href: string): object => ({ topic, href, type: 'GET' });
	const query = '?customerNumber=20-123456&isoCountryCode=UK';
	const ofFirst = (reply: Reply): readonly V6SubOrder[] => ordersOf(reply)[0]?.subOrders ?? [];

	it('are lists at suborders and an object at orders; the last entry is only links', async () => {
		const { search } = await startWith(orders);
		const toOrder = link('orders', '/resellers/v6.1/orders/20-AAAA1');
		const reply = await search();
		expect(ordersOf(reply)[0]?.links).toEqual(toOrder);
		expect(ofFirst(reply)).toMatchObject([
			{
				links: [
					link('orders', '/resellers/v6.1/orders/20-AAAA1-11'),
					link('invoices', `/resellers/v5/invoices/20-AAAA1-11${query}`),
				],
			},
			{ links: [toOrder] },
		]);
		expect(Object.keys(ofFirst(reply)[1] ?? {})).toEqual(['links']);
	});

	it('can be objects as in the sample, or none', async () => {
		const { simulator, search } = await startWith(orders, { links: 'object' });
		const reply = await search();
		expect(ofFirst(reply)[0]?.links).toEqual(link('orders', '/resellers/v6.1/orders/20-AAAA1-11'));
		expect(ordersOf(reply)[0]).not.toHaveProperty('links');
		simulator.control.set({ v6: { links: 'none' } });
		expect(JSON.stringify((await search()).body)).not.toContain('links');
	});

	it('can do without the entry that holds only links', async () => {
		const { search } = await startWith(orders, { linkOnlyEntry: false });
		expect(ofFirst(await search())).toHaveLength(1);
	});

	it.each<[V6Options, string]>([
		[{ orderLinks: 'v6' }, '/resellers/v6/orders/20-AAAA1-11'],
		[{ orderLinks: 'v5' }, `/resellers/v5/orders/20-AAAA1-11${query}`],
		[{ invoiceLinks: 'v5-bare' }, '/resellers/v5/invoices/20-AAAA1-11'],
		[{ invoiceLinks: 'v6' }, '/resellers/v6/invoices/20-AAAA1-11'],
		[{ invoiceLinks: 'v6.1' }, '/resellers/v6.1/invoices/20-AAAA1-11'],
	])('lead elsewhere with %j: %s', async (v6, href) => {
		const { search } = await startWith(orders, v6);
		expect(JSON.stringify(ofFirst(await search()))).toContain(`"${href}"`);
	});

	it('leave out invoices by setting', async () => {
		const { search } = await startWith(orders, { invoiceLinks: 'none' });
		expect(JSON.stringify((await search()).body)).not.toContain('invoices');
	});

	it('leave the sandbox, unless set otherwise', async () => {
		const { simulator, get } = await startWith(orders);
		const path = '/sandbox/resellers/v6/orders/search';
		expect(JSON.stringify((await get(path)).body)).not.toContain('sandbox');
		simulator.control.set({ v6: { sandboxLinks: true } });
		expect(JSON.stringify((await get(path)).body)).toContain(
			'"/sandbox/resellers/v6.1/orders/20-AAAA1-11"',
		);
	});
});

describe('orders of SAP countries', () => {
	const accounts = [
		{ customerNumber: '20-123456', countryCode: 'UK' },
		{ customerNumber: '280695', countryCode: 'AU', erp: 'sap' as const },
	];
	const applications = [{ clientId: 'app', clientSecret: 'secret', accounts }];
	const headers = { 'IM-CustomerNumber': '280695', 'IM-CountryCode': 'AU' };
	const startSap = (v6: V6Options = {}): Promise<V6Client> =>
		startV6({ ...frozen, orders: 20, days: 10, applications, v6 }, 'app', 'secret');

	it('have ten digits, a status of their own and no suborders', async () => {
		const { search } = await startSap();
		const found = ordersOf(await search({}, headers));
		expect(found).toHaveLength(20);
		expect(new Set(found.map(({ ingramOrderNumber }) => ingramOrderNumber)).size).toBe(20);
		for (const order of found) {
			expect(order.ingramOrderNumber).toMatch(/^\d{10}$/);
			expect(order).not.toHaveProperty('subOrders');
		}
		const statuses = new Set(found.map(({ orderStatus }) => orderStatus));
		expect(statuses.has('PROCESSING')).toBe(true);
		expect(statuses.has('SHIPPED')).toBe(true);
	});

	it('are changed by the levers of version 5, their list empty by setting', async () => {
		const { simulator, search } = await startSap({ noSubOrders: 'empty' });
		const customerNumber = '280695';
		const orderNumber = '7059827143';
		await control(simulator.origin, 'enter-order', { customerNumber, orderNumber });
		const told = async (): Promise<unknown> =>
			ordersOf(await search({ ingramOrderNumber: orderNumber }, headers))[0];
		expect(await told()).toMatchObject({ orderStatus: 'PROCESSING', subOrders: [] });
		await control(simulator.origin, 'change-order', {
			customerNumber,
			orderNumber,
			statusCode: 'C',
		});
		expect(await told()).toMatchObject({ orderStatus: 'ON HOLD' });
	});

	it('may stand among others, with the invoice at the order', async () => {
		const { simulator, search } = await startV6({ ...frozen, orders: 0 });
		const orderNumber = '7059827143';
		await control(simulator.origin, 'enter-order', {
			orderNumber,
			isSap: true,
			subOrders: [{ statusCode: 'I' }],
		});
		expect(ordersOf(await search())).toMatchObject([
			{ orderStatus: 'SHIPPED', links: [{ topic: 'orders' }, { topic: 'invoices' }] },
		]);
	});
});

describe('the same orders in both versions', () => {
	it('appear, change and go in both', async () => {
		const { simulator, get, search } = await startV6({ ...frozen, orders: 0 });
		const account = { customernumber: '20-123456', isocountrycode: 'UK' };
		const searchV5 = (): Promise<Reply> => get('/resellers/v5/orders/search', account);
		await control(simulator.origin, 'enter-order', {
			orderNumber: '20-NEW01',
			subOrders: [{ statusCode: 'C', holdReasonCode: 'CH' }],
		});
		expect(v5NumbersOf(await searchV5())).toEqual(['20-NEW01']);
		expect(wordsOf(await search())).toEqual([['ON HOLD']]);
		await control(simulator.origin, 'change-order', {
			orderNumber: '20-NEW01',
			statusCode: 'R',
			holdReasonCode: '',
		});
		expect(wordsOf(await search())).toEqual([['PROCESSING']]);
		expect(JSON.stringify((await searchV5()).body)).toContain('RELEASED');
		await control(simulator.origin, 'delete-order', { orderNumber: '20-NEW01' });
		expect((await search()).status).toBe(204);
	});

	it('never tell a hold reason in version 6', async () => {
		const { simulator, get, search } = await startV6({ ...frozen, orders: 0 });
		enter(simulator, '20-NEW01', { statusCode: 'C', holdReasonCode: 'CH' });
		const details = await get('/resellers/v6.1/orders/20-NEW01');
		for (const { body } of [await search(), details]) {
			expect(JSON.stringify(body)).not.toMatch(/reason|HARD-9/i);
		}
	});
});
