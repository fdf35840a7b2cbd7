import type { Order, SubOrder } from '@ingram-orders/simulator';
import { account, noon, startClient, type Client } from './support.ts';

interface Details {
	readonly ordernumber: string;
	readonly orderstatus: string;
	readonly customerordernumber: string;
	readonly lines: readonly {
		readonly erpordernumber: string;
		readonly shipmentdetails: readonly {
			readonly status: string;
			readonly statusdescription: string;
		}[];
	}[];
}

async function details(
	{ get }: Client,
	number: string,
	query: Record<string, string> = {},
	base = '/resellers/v5',
): Promise<{ status: string; order: Details }> {
	const { body } = await get(`${base}/orders/${number}`, { ...account, ...query });
	const { serviceresponse } = body as {
		serviceresponse: {
			responsepreamble: { responsestatus: string };
			orderdetailresponse: Details;
		};
	};
	return {
		status: serviceresponse.responsepreamble.responsestatus,
		order: serviceresponse.orderdetailresponse,
	};
}

describe('order details', () => {
	it('tell all suborders of an order, or the one asked for', async () => {
		const client = await startClient();
		const whole = await details(client, '20-RD11K');
		expect(whole).toMatchObject({
			status: 'SUCCESS',
			order: { ordernumber: '20-RD11K', customerordernumber: 'CUSTPO', orderstatus: 'RELEASED' },
		});
		expect(whole.order.lines.map((line) => line.erpordernumber)).toEqual([
			'20-RD11K-11',
			'20-RD11K-21',
		]);
		const one = await details(client, '20-RD11K-21');
		expect(one.order.lines.map((line) => line.erpordernumber)).toEqual(['20-RD11K-21']);
	});

	it('choose among repeated order numbers by purchase order and date', async () => {
		const client = await startClient();
		const chosen = async (query: Record<string, string>): Promise<string> =>
			(await details(client, '20-12345', query)).order.customerordernumber;
		expect(await chosen({})).toBe('CUSTPO-210');
		expect(await chosen({ customerordernumber: 'CUSTPO-204' })).toBe('CUSTPO-204');
		expect(await chosen({ endcreatetimestamp: '2020-10-15' })).toBe('CUSTPO-205');
	});

	it('say Not Found with a status of FAILED, as the specification does', async () => {
		const client = await startClient();
		expect(await details(client, '20-NONE0')).toEqual({
			status: 'FAILED',
			order: {
				ordernumber: 'Not Found',
				customerordernumber: 'Not-Found',
				orderstatus: 'Not-Found',
			},
		});
	});

	it.each([
		['IM::shipped', ['S Shipped', 'S Shipped']],
		['IM::invoiced', ['I INVOICED', 'I INVOICED']],
		['IM::hold', ['C CREDIT HOLD', 'C CREDIT HOLD']],
		['IM::partially_shipped', ['S Shipped', 'P PENDING']],
	])('simulate %s in the sandbox, not in production', async (simulate, expected) => {
		const client = await startClient();
		const told = async (base: string): Promise<string[]> =>
			(await details(client, '20-RD11K', { simulate }, base)).order.lines.map(
				({ shipmentdetails: [shipment] }) =>
					`${String(shipment?.status)} ${String(shipment?.statusdescription)}`,
			);
		expect(await told('/sandbox/resellers/v5')).toEqual(expected);
		expect(await told('/resellers/v5')).toEqual(['R RELEASED', 'D HOLD SHIPMENT']);
	});

	it('refuse another simulation by name', async () => {
		const { get } = await startClient();
		const reply = await get('/sandbox/resellers/v5/orders/20-RD11K', {
			...account,
			simulate: 'IM::lost',
		});
		expect(reply.status).toBe(400);
		expect(reply.body).toMatchObject({ errors: [{ fields: 'simulate' }] });
	});
});

describe('invoice details', () => {
	const subOrder = (subOrderNumber: string, statusCode: string): SubOrder => ({
		subOrderNumber,
		statusCode,
		status: '',
		holdReasonCode: '',
		holdReason: '',
	});
	const order = (orderNumber: string, entryTimestamp: string): Order => ({
		orderNumber,
		entryTimestamp,
		customerOrderNumber: 'PO-1',
		subOrders: [subOrder(`${orderNumber}-11`, 'F'), subOrder(`${orderNumber}-21`, 'C')],
	});
	const orders = [
		order('20-AAAA1', '2025-04-15T12:00:00Z'),
		order('20-AAAA2', '2025-04-15T11:59:59Z'),
	];

	it.each([
		['20-AAAA1-11', 'SUCCESS', 'an invoiced suborder of the last nine months'],
		['20-AAAA1-21', 'FAILED', 'a suborder that is not invoiced'],
		['20-AAAA2-11', 'FAILED', 'one that is older'],
		['20-NONE0-11', 'FAILED', 'one that does not exist'],
	])('of %s: %s (%s)', async (number, responsestatus) => {
		const { get } = await startClient({ now: () => noon, orders });
		const { status, body } = await get(`/resellers/v5/invoices/${number}`);
		expect(status).toBe(200);
		expect(body).toMatchObject({ serviceresponse: { responsepreamble: { responsestatus } } });
	});

	it('agree with the order details on what is paid', async () => {
		const { get } = await startClient({ now: () => noon, orders });
		const invoice = await get('/resellers/v5/invoices/20-AAAA1-11');
		const detail = await get('/resellers/v5/orders/20-AAAA1-11');
		const { invoicedetailresponse } = (
			invoice.body as { serviceresponse: { invoicedetailresponse: Record<string, unknown> } }
		).serviceresponse;
		const { orderdetailresponse } = (
			detail.body as { serviceresponse: { orderdetailresponse: Record<string, unknown> } }
		).serviceresponse;
		expect(invoicedetailresponse).toMatchObject({
			invoicenumber: 'AAAA1-11',
			globalorderid: '20-AAAA1-11',
			customerordernumber: 'PO-1',
			currencycode: 'GBP',
		});
		expect(Number(invoicedetailresponse['totalamount'])).toBe(
			orderdetailresponse['ordertotalvalue'],
		);
	});
});

describe('parcels in order details', () => {
	const orders: Order[] = [
		{
			orderNumber: '20-AAAA1',
			entryTimestamp: '2026-01-10T12:00:00Z',
			customerOrderNumber: 'PO-1',
			subOrders: ['I', 'C'].map((statusCode, index) => ({
				subOrderNumber: `20-AAAA1-${index + 1}1`,
				statusCode,
				status: '',
				holdReasonCode: '',
				holdReason: '',
			})),
		},
	];
	const number = expect.stringMatching(/^\d{12}$/) as string;
	const serial = expect.stringMatching(/^SN\d{8}$/) as string;

	it.each([
		['list', { carriername: 'TEST CARRIER', packagedetails: [{ trackingnumber: number }] }],
		['object', { carriername: 'TEST CARRIER', packagedetails: { trackingnumber: number } }],
		['ltl', { carriername: 'LTL', pronumber: number }],
	] as const)('are told as %s of what is shipped', async (parcels, expected) => {
		const client = await startClient({ orders, v5: { parcels } });
		const [first, second] = (await details(client, '20-AAAA1')).order.lines;
		const { packagedetails, ...shipment } = first?.shipmentdetails[0] as Record<string, unknown>;
		const parcel: unknown = Array.isArray(packagedetails)
			? packagedetails.slice(0, 1)
			: packagedetails;
		expect({ ...shipment, packagedetails: parcel }).toMatchObject({
			shipmentdate: '2026-01-11',
			...expected,
		});
		expect(first).toHaveProperty('serialnumberdetails.0.serialnumber', serial);
		expect(JSON.stringify(second)).not.toMatch(/carrier|serial|tracking/);
	});

	it('are not told unless asked', async () => {
		const { order } = await details(await startClient({ orders }), '20-AAAA1');
		expect(JSON.stringify(order)).not.toMatch(/carrier|serial|tracking/);
	});
});
