import { Gates, IngramClient, type Authorization, type SearchInput } from '@ingram-orders/core';
import { startSimulator, type LoggedRequest, type Simulator } from '@ingram-orders/simulator';
import { axiosHost } from '../../packages/node-red/src/host/axios-host.ts';
import { clientOf, failureOf, rowsFrom, searchWith } from './support/searching.ts';

const searchPath = '/resellers/v5/orders/search';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({ orders: 40 });
});

afterEach(async () => {
	await simulator.close();
});

const createClient = (authorization?: Authorization) =>
	clientOf(simulator, { apiVersion: 'v5', ...(authorization && { authorization }) });
const search = (input: SearchInput, client = createClient()) => searchWith(client, input);
const rowsOf = (input: SearchInput, client = createClient()) => rowsFrom(client, input);

function searches(): LoggedRequest[] {
	return simulator.requests.filter(({ endpoint }) => endpoint === 'search');
}

describe('Recommended Tests', () => {
	describe('Invalid Access token.', () => {
		test('A token that is no longer valid is replaced, and the search succeeds.', async () => {
			const client = createClient();
			await rowsOf({ orderNumber: '20-RD12H' }, client);
			simulator.control.expireTokens();
			expect(await rowsOf({ orderNumber: '20-RD12H' }, client)).toHaveLength(1);
			expect(searches().map(({ status }) => status)).toEqual([200, 401, 200]);
		});

		test('A token that is never valid is reported, with what to check.', async () => {
			const withBadToken = new IngramClient({
				account: createClient().account,
				gates: new Gates(axiosHost),
				host: {
					...axiosHost,
					send: (request, signal) =>
						axiosHost.send(
							{ ...request, headers: { ...request.headers, authorization: 'Bearer nonsense' } },
							signal,
						),
				},
				authorization: { byHost: true, secrets: () => [] },
			});
			const error = await failureOf(() => search({}, withBadToken));
			expect(error).toMatchObject({
				code: 'AUTHENTICATION',
				status: 401,
				retryable: false,
				apiMessage: 'Invalid Access Token',
			});
			expect(error.remedy).toContain('App ID and the Client Secret');
		});

		test('Wrong credentials give no token, and nothing else is sent.', async () => {
			const client = createClient({ clientSecret: 'wrong' });
			const error = await failureOf(() => search({}, client));
			expect(error).toMatchObject({ code: 'AUTHENTICATION', status: 401 });
			expect(simulator.requests.map(({ endpoint }) => endpoint)).toEqual(['token']);
		});
	});

	test('Query a valid order by Ingram Micro sales order number.', async () => {
		expect(await rowsOf({ orderNumber: '20-RD12H' })).toEqual([
			{
				orderNumber: '20-RD12H',
				customerOrderNumber: 'CUSTPO',
				entryTimestamp: '2020-04-04T14:28:18Z',
				subOrderNumber: '20-RD12H-11',
				statusCode: 'C',
				status: 'CREDIT HOLD',
				statusDescription: 'Credit hold',
				holdReasonCode: 'CH',
				holdReason: 'HARD-9 CUST NOT FLOOR ORD',
				holdReasonDescription: 'Credit check hold',
				onHold: true,
				ageDays: expect.any(Number) as number,
				holdCategory: 'credit',
				holdAdvice: expect.stringContaining('Ingram Micro Credit') as string,
				orderLink: '/resellers/v5/orders/20-RD12H-11?customerNumber=20-123456&isoCountryCode=UK',
				invoiceLink: '',
			},
		]);
	});

	test('Query a valid order by Ingram Micro sales order number, order status, and timestamp.', async () => {
		const rows = await rowsOf({
			orderNumber: '20-12345',
			orderStatus: ['S'],
			createdAfter: '2020-10-03T15:54:39Z',
			createdBefore: '2020-11-03T15:54:39Z',
		});
		expect(
			rows.map(({ customerOrderNumber, statusCode }) => [customerOrderNumber, statusCode]),
		).toEqual([
			['CUSTPO-208', 'S'],
			['CUSTPO-206', 'S'],
			['CUSTPO-206', 'S'],
			['CUSTPO-204', 'S'],
			['CUSTPO-203', 'S'],
		]);
	});

	test('Query a valid order with multiple shipments using pagenumber and pagesize.', async () => {
		const { items, summary } = await search({
			orderNumber: '20-12345',
			pageNumber: 2,
			pageSize: 3,
			output: 'orders',
		});
		const orders = items.flatMap((item) => (item.kind === 'orders' ? [item.json] : []));
		expect(orders.map((order) => [order.customerOrderNumber, order.subOrders.length])).toEqual([
			['CUSTPO-207', 2],
			['CUSTPO-206', 2],
			['CUSTPO-205', 2],
		]);
		expect(summary).toMatchObject({ ordersFound: 10, ordersReturned: 3, pages: 1, requests: 1 });
	});

	test('Query a valid order by customer purchase order number.', async () => {
		const rows = await rowsOf({ customerOrderNumber: 'CUSTPO-206' });
		expect(rows.map(({ subOrderNumber }) => subOrderNumber)).toEqual([
			'20-12345-91',
			'20-12345-12',
		]);
	});

	describe('Query an order by invalid search criteria.', () => {
		test('Criteria that no order meets give an empty, complete result.', async () => {
			const { items, summary } = await search({ orderNumber: '20-NOSUCH' });
			expect(items).toEqual([]);
			expect(summary).toMatchObject({
				...{ ordersFound: 0, complete: true },
				warnings: [{ code: 'NO_MATCH' }],
			});
		});

		test('Wrong values are all named, and nothing is sent.', async () => {
			const error = await failureOf(() =>
				search({ orderStatus: 'X', createdAfter: 'yesterday-ish', pageSize: 101 }),
			);
			expect(error.code).toBe('INVALID_INPUT');
			expect(error.problems?.map(({ name }) => name).sort()).toEqual([
				'createdAfter',
				'orderStatus',
				'pageSize',
			]);
			expect(simulator.requests).toEqual([]);
		});

		test('A customer number of somebody else is reported as such.', async () => {
			const error = await failureOf(() => search({ customerNumber: '20-999999' }));
			expect(error).toMatchObject({ code: 'CUSTOMER_MISMATCH', status: 400, retryable: false });
			expect(error.apiMessage).toContain('20-999999');
		});
	});

	test('Query a valid order with multiple sales orders.', async () => {
		const { items, summary } = await search({ customerOrderNumber: 'CUSTPO', output: 'orders' });
		const orders = items.flatMap((item) => (item.kind === 'orders' ? [item.json] : []));
		expect(orders.map(({ orderNumber }) => orderNumber)).toEqual([
			'20-RD12H',
			'20-RD11K',
			'20-RD10B',
		]);
		expect(summary).toMatchObject({ ordersFound: 3, ordersReturned: 3, complete: true });
	});
});

describe('Order Lookup Scenarios', () => {
	/** The one search that was sent, down to every parameter. */
	function expectRequest(query: Record<string, string>): void {
		const [request, ...others] = searches();
		expect(others).toEqual([]);
		expect(request).toMatchObject({
			method: 'GET',
			path: searchPath,
			accept: 'application/json',
			status: 200,
		});
		const sent = request?.query ?? [];
		expect(Object.fromEntries(sent)).toEqual(query);
		expect(sent).toHaveLength(Object.keys(query).length);
	}

	test('Query an Order by Ingram Order Number', async () => {
		expect(await rowsOf({ orderNumber: '20-12345' })).toHaveLength(20);
		expectRequest({
			customernumber: '20-123456',
			isocountrycode: 'UK',
			ordernumber: '20-12345',
			pagesize: '100',
			pagenumber: '1',
		});
	});

	test('Query an Order with pagination', async () => {
		const rows = await rowsOf({ orderNumber: '20-12345', pageSize: 2, pageNumber: 5 });
		expect(rows.map(({ customerOrderNumber }) => customerOrderNumber)).toEqual([
			'CUSTPO-202',
			'CUSTPO-202',
			'CUSTPO-201',
			'CUSTPO-201',
		]);
		expectRequest({
			customernumber: '20-123456',
			isocountrycode: 'UK',
			ordernumber: '20-12345',
			pagesize: '2',
			pagenumber: '5',
		});
	});

	test('Query all Shipments on Sales Hold for a specific date period', async () => {
		const rows = await rowsOf({
			orderNumber: '2012345',
			orderStatus: 'S',
			createdAfter: '2020-10-03T15:54:39Z',
			createdBefore: '2020-11-03T15:54:39Z',
		});
		expect(rows.map(({ subOrderNumber }) => subOrderNumber)).toEqual([
			'20-12345-51',
			'20-12345-91',
			'20-12345-12',
			'20-12345-52',
			'20-12345-62',
		]);
		expectRequest({
			customernumber: '20-123456',
			isocountrycode: 'UK',
			ordernumber: '2012345',
			orderstatus: 'S',
			startcreatetimestamp: '2020-10-03T15:54:39Z',
			endcreatetimestamp: '2020-11-03T15:54:39Z',
			pagesize: '100',
			pagenumber: '1',
		});
	});

	test('The token is asked for with exactly the three documented form fields', async () => {
		await rowsOf({ orderNumber: '20-RD12H' });
		expect(simulator.requests[0]).toMatchObject({
			method: 'POST',
			path: '/oauth/oauth30/token',
			query: [],
			contentType: 'application/x-www-form-urlencoded',
			formFields: ['grant_type', 'client_id', 'client_secret'],
			status: 200,
		});
	});
});
