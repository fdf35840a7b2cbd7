import type { Order, V6Options } from '@ingram-orders/simulator';
import { noon, type Reply } from './support.ts';
import { enter, ordersOf, orderWith, startV6, type V6Client } from './v6-support.ts';

const frozen = { now: () => noon };

interface Line {
	readonly subOrderNumber?: string;
	readonly lineStatus: string;
	readonly shipmentDetails: readonly { readonly carrierDetails: unknown }[];
}

const startWith = (orders: readonly Order[], v6: V6Options = {}): Promise<V6Client> =>
	startV6({ ...frozen, orders, v6 });

const linesOf = ({ body }: Reply): readonly Line[] | undefined =>
	(body as { lines?: readonly Line[] }).lines;

const shipped = orderWith('20-AAAA1', '2026-01-10T12:00:00Z', ['I', 'C']);

describe('order details of version 6', () => {
	it('stand at the top, with all suborders of an order or the one asked for', async () => {
		const { get } = await startWith([shipped]);
		const whole = await get('/resellers/v6.1/orders/20-AAAA1');
		expect(whole.body).toMatchObject({
			ingramOrderNumber: '20-AAAA1',
			customerOrderNumber: 'PO-1',
			orderStatus: 'OPEN',
			ingramOrderDate: '2026-01-10T17:30:00+05:30',
			lines: [
				{ subOrderNumber: '20-AAAA1-11', lineStatus: 'SHIPPED' },
				{ subOrderNumber: '20-AAAA1-21', lineStatus: 'ON HOLD' },
			],
		});
		const one = await get('/resellers/v6.1/orders/20-AAAA1-21');
		expect(linesOf(one)).toMatchObject([{ subOrderNumber: '20-AAAA1-21' }]);
	});

	it('tell how a line was shipped and what it was invoiced as, else what is expected', async () => {
		const { get } = await startWith([shipped]);
		const [first, second] = linesOf(await get('/resellers/v6.1/orders/20-AAAA1')) ?? [];
		expect(first).toMatchObject({
			promisedDeliveryDate: '2026-01-14',
			shipmentDetails: [{ invoiceNumber: '20AAAA111', invoiceDate: '2026-01-11' }],
		});
		expect(first?.shipmentDetails[0]?.carrierDetails).toMatchObject([
			{
				carrierName: 'TEST CARRIER',
				shippedDate: '2026-01-11',
				estimatedDeliveryDate: '2026-01-14',
			},
		]);
		expect(JSON.stringify(first)).toMatch(/"trackingNumber":"\d{12}"/);
		expect(JSON.stringify(first)).toMatch(/"serialNumbers":\[\{"serialNumber":"SN\d{8}"/);
		expect(second).toMatchObject({
			shipmentDetails: [],
			estimatedDates: [
				{ ship: { shipDate: '2026-01-11' } },
				{ delivery: { deliveryDate: '2026-01-14' } },
			],
		});
	});

	it('have one carrier in v6 and a list in v6.1', async () => {
		const { get } = await startWith([shipped]);
		const carriers = async (path: string): Promise<unknown> =>
			linesOf(await get(path))?.[0]?.shipmentDetails[0]?.carrierDetails;
		expect(await carriers('/resellers/v6/orders/20-AAAA1')).toMatchObject({ carrierCode: 'TC' });
		expect(await carriers('/resellers/v6.1/orders/20-AAAA1')).toMatchObject([
			{ carrierCode: 'TC' },
		]);
	});

	it.each([404, 500] as const)('of an order that does not exist are %d', async (status) => {
		const { get } = await startV6({ ...frozen, v6: { detailsNotFound: status } });
		const reply = await get('/resellers/v6.1/orders/20-NONE0');
		expect(reply.status).toBe(status);
		expect(reply.body).toMatchObject({ errors: [{ message: 'Order not found.' }] });
	});

	it('choose among repeated order numbers by the day', async () => {
		const { get } = await startV6(frozen);
		const chosen = async (query: Record<string, string>): Promise<unknown> =>
			((await get('/resellers/v6.1/orders/20-12345', query)).body as Record<string, unknown>)[
				'customerOrderNumber'
			];
		expect(await chosen({})).toBe('CUSTPO-210');
		expect(await chosen({ ingramOrderDate: '2020-10-09' })).toBe('CUSTPO-204');
	});

	it.each([
		['IM::SHIPPED', ['SHIPPED', 'SHIPPED']],
		['IM::INVOICED', ['INVOICED', 'INVOICED']],
		['IM::HOLD', ['ON HOLD', 'ON HOLD']],
		['IM::PARTIALLY_SHIPPED', ['SHIPPED', 'PROCESSING']],
	])('simulate %s in the sandbox, not in production', async (simulateStatus, expected) => {
		const { get } = await startWith([shipped]);
		const told = async (base: string): Promise<string[] | undefined> =>
			linesOf(await get(`${base}/v6.1/orders/20-AAAA1`, { simulateStatus }))?.map(
				({ lineStatus }) => lineStatus,
			);
		expect(await told('/sandbox/resellers')).toEqual(expected);
		expect(await told('/resellers')).toEqual(['SHIPPED', 'ON HOLD']);
	});

	it('refuse another simulation by name', async () => {
		const { get } = await startWith([shipped]);
		const reply = await get('/sandbox/resellers/v6.1/orders/20-AAAA1', { simulateStatus: 'IM::x' });
		expect(reply.body).toMatchObject({ errors: [{ fields: [{ field: 'simulateStatus' }] }] });
	});

	it('can lack their lines in v6.1, not in v6 with the number of a suborder', async () => {
		const { get } = await startWith([shipped], { detailsWithoutLines: true });
		expect(linesOf(await get('/resellers/v6.1/orders/20-AAAA1-11'))).toBeUndefined();
		expect(linesOf(await get('/resellers/v6/orders/20-AAAA1'))).toBeUndefined();
		expect(linesOf(await get('/resellers/v6/orders/20-AAAA1-11'))).toHaveLength(1);
	});

	it('can repeat their lines, and leave out the suborder', async () => {
		const { simulator, get } = await startWith([shipped], { repeatedLines: true });
		const numbers = async (): Promise<unknown> =>
			linesOf(await get('/resellers/v6.1/orders/20-AAAA1'))?.map((line) => line.subOrderNumber);
		expect(await numbers()).toEqual(['20-AAAA1-11', '20-AAAA1-21', '20-AAAA1-11', '20-AAAA1-21']);
		simulator.control.set({ v6: { repeatedLines: false, lineSubOrders: false } });
		expect(await numbers()).toEqual([undefined, undefined]);
	});

	it.each<[V6Options, RegExp]>([
		[{ trackingNumbers: 'joined' }, /"trackingNumber":"\d{12}, \d{12}"/],
		[{ trackingNumbers: 'missing' }, /"trackingNumber":""/],
		[{ serialNumbersName: 'serialnumbers' }, /"serialnumbers":\[\{"serialNumber":"SN/],
	])('write parcels otherwise with %j', async (v6, expected) => {
		const many = Array.from({ length: 4 }, () => 'I');
		const { get } = await startWith([orderWith('20-AAAA1', '2026-01-10T12:00:00Z', many)], v6);
		const { body } = await get('/resellers/v6.1/orders/20-AAAA1');
		expect(JSON.stringify(body)).toMatch(expected);
		expect(JSON.stringify(body).match(/"trackingNumber":"\d{12}"/) === null).toBe(
			v6.trackingNumbers === 'missing',
		);
	});

	it('of an SAP order have its type and no suborder', async () => {
		const { get } = await startWith([{ ...shipped, orderNumber: '7059827143', isSap: true }]);
		const reply = await get('/resellers/v6.1/orders/7059827143');
		expect(reply.body).toMatchObject({ orderType: 'ZOR', orderStatus: 'SHIPPED' });
		expect(linesOf(reply)?.[0]).toMatchObject({ ingramOrderLineNumber: '10' });
		expect(linesOf(reply)?.[0]).not.toHaveProperty('subOrderNumber');
	});

	it('follow a changed word', async () => {
		const { simulator, get } = await startV6({ ...frozen, orders: 0 });
		enter(simulator, '20-NEW01', { statusWord: 'BACKORDERED' });
		expect(linesOf(await get('/resellers/v6.1/orders/20-NEW01'))).toMatchObject([
			{ lineStatus: 'BACKORDERED', quantityConfirmed: 0 },
		]);
	});
});

describe('invoices of version 6', () => {
	it('are reached by the link of a search, whatever version it leads to', async () => {
		for (const invoiceLinks of ['v5', 'v6', 'v6.1'] as const) {
			const { get, search } = await startWith([shipped], { invoiceLinks });
			const [first] = ordersOf(await search())[0]?.subOrders ?? [];
			const [, invoice] = first?.links as { href: string }[];
			const { pathname, search: query } = new URL(invoice?.href ?? '', 'http://x');
			const { status, body } = await get(pathname, query);
			expect(status).toBe(200);
			expect(JSON.stringify(body)).toContain(
				invoiceLinks === 'v5' ? '"invoicenumber":"AAAA1-11"' : '"invoiceNumber":"20AAAA111"',
			);
		}
	});

	it('agree with the order details on what is paid', async () => {
		const { get } = await startWith([shipped]);
		const details = await get('/resellers/v6.1/orders/20-AAAA1-11');
		const { orderTotal } = details.body as { orderTotal: number };
		expect((await get('/resellers/v6/invoices/20-AAAA1-11')).body).toMatchObject({
			ingramOrderNumber: '20-AAAA1',
			summary: { totals: { netInvoiceAmount: orderTotal, currencyCode: 'GBP' } },
		});
	});

	it.each(['20-AAAA1-21', '20-NONE0-11'])('of %s do not exist: 404', async (number) => {
		const { get } = await startWith([shipped]);
		expect((await get(`/resellers/v6/invoices/${number}`)).status).toBe(404);
	});

	it('by version 5 need its customer number and country', async () => {
		const { get } = await startWith([shipped]);
		const reply = await get('/resellers/v5/invoices/20-AAAA1-11');
		expect(reply.status).toBe(400);
		expect(reply.body).toMatchObject({ errors: [{ fields: 'customernumber' }] });
	});

	it('can need an application id', async () => {
		const { get } = await startWith([shipped], { requireApplicationId: true });
		const path = '/resellers/v6/invoices/20-AAAA1-11';
		expect((await get(path)).body).toMatchObject({
			errors: [{ fields: [{ field: 'IM-ApplicationID' }] }],
		});
		expect((await get(path, {}, { 'IM-ApplicationID': 'tests' })).status).toBe(200);
	});

	it('can be answered with the error that users report', async () => {
		const { get } = await startWith([shipped], { invoices: 'error' });
		const reply = await get('/resellers/v6/invoices/20-AAAA1-11');
		expect(reply.status).toBe(500);
		expect(reply.body).toMatchObject({ errors: [{ type: 'System.Net.WebException' }] });
	});
});

describe('addresses of version 6', () => {
	it.each([
		['/resellers/v6/orders/search', 200],
		['/sandbox/resellers/v6/orders/search', 200],
		['/resellers/v6/orders/20-RD12H', 200],
		['/resellers/v6.1/orders/20-RD12H', 200],
		['/sandbox/resellers/v6.1/orders/20-RD12H', 200],
		// There is no search below v6.1: this is an order of that number.
		['/resellers/v6.1/orders/search', 404],
		['/resellers/v6.2/orders/20-RD12H', 404],
		['/resellers/v7/orders/search', 404],
	])('%s: %d', async (path, status) => {
		const { get } = await startV6({ orders: 30, days: 5 });
		expect((await get(path)).status).toBe(status);
	});
});
