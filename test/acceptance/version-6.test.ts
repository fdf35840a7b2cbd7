import type { SearchInput } from '@ingram-orders/core';
import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import { clientOf, failureOf, rowsFrom, searchWith } from './support/searching.ts';

/** The recommended tests of version 5 as far as version 6 can answer them. */

const account = { customerNumber: '20-123456', countryCode: 'UK' };
const applications = [
	{ clientId: 'demo-app', clientSecret: 'demo-secret', accounts: [account] },
	{
		...{ clientId: 'version-5-app', clientSecret: 'demo-secret', accounts: [account] },
		apiVersions: ['v5'],
	} as const,
];

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({ orders: 40, applications });
});

afterEach(async () => {
	await simulator.close();
});

const createClient = (clientId?: string) =>
	clientOf(simulator, { apiVersion: 'v6', ...(clientId !== undefined && { clientId }) });
const search = (input: SearchInput, client = createClient()) => searchWith(client, input);
const rowsOf = (input: SearchInput, client = createClient()) => rowsFrom(client, input);

/** The answers to the searches so far. */
function statuses(): unknown[] {
	return simulator.requests
		.filter(({ endpoint }) => endpoint === 'search')
		.map(({ status }) => status);
}

describe('Invalid Access token.', () => {
	test('A token that is no longer valid is replaced, and the search succeeds.', async () => {
		const client = createClient();
		await rowsOf({ orderNumber: '20-RD12H' }, client);
		simulator.control.expireTokens();
		expect(await rowsOf({ orderNumber: '20-RD12H' }, client)).toHaveLength(1);
		expect(statuses()).toEqual([200, 401, 200]);
	});

	test('An App ID that is not approved is told apart from it: no other token is asked for.', async () => {
		const error = await failureOf(() => search({}, createClient('version-5-app')));
		expect(error).toMatchObject({ code: 'ACCESS_DENIED', status: 401, retryable: false });
		expect(error.message).toContain('version 6');
		expect(simulator.requests.map(({ endpoint }) => endpoint)).toEqual(['token', 'search']);
	});
});

test('Query a valid order by Ingram Micro sales order number.', async () => {
	expect(await rowsOf({ orderNumber: '20-RD12H' })).toEqual([
		{
			...{ orderNumber: '20-RD12H', customerOrderNumber: 'CUSTPO' },
			entryTimestamp: '2020-04-04T14:28:18Z',
			subOrderNumber: '20-RD12H-11',
			...{ statusCode: 'ON HOLD', status: 'ON HOLD', statusDescription: 'On hold' },
			...{ holdReasonCode: '', holdReason: '', holdReasonDescription: '', onHold: true },
			ageDays: expect.any(Number) as number,
			holdCategory: expect.any(String) as string,
			holdAdvice: expect.any(String) as string,
			orderLink: expect.stringContaining('/resellers/v6.1/orders/20-RD12H') as string,
			invoiceLink: '',
		},
	]);
	expect(simulator.requests.at(-1)).toMatchObject({
		method: 'GET',
		path: '/resellers/v6/orders/search',
		imHeaders: {
			'im-customernumber': '20-123456',
			'im-countrycode': 'UK',
			'im-correlationid': expect.stringMatching(/^\S{1,32}$/) as string,
			'im-senderid': expect.stringMatching(/^\S{1,32}$/) as string,
		},
	});
});

test('Query a valid order by Ingram Micro sales order number, on hold, and timestamp.', async () => {
	const rows = await rowsOf({
		...{ orderNumber: '20-12345', onHoldOnly: true },
		...{ createdAfter: '2020-10-03T15:54:39Z', createdBefore: '2020-11-03T15:54:39Z' },
	});
	expect(rows.map(({ customerOrderNumber }) => customerOrderNumber)).toEqual(
		expect.arrayContaining(['CUSTPO-208', 'CUSTPO-206', 'CUSTPO-204', 'CUSTPO-203']),
	);
	expect(rows.every(({ onHold }) => onHold)).toBe(true);
});

test('Query a valid order by customer purchase order number: exactly this one.', async () => {
	const rows = await rowsOf({ customerOrderNumber: 'CUSTPO-206' });
	expect(rows.map(({ subOrderNumber }) => subOrderNumber).sort()).toEqual([
		'20-12345-12',
		'20-12345-91',
	]);
});

test('Query a valid order with multiple sales orders.', async () => {
	const { items, summary } = await search({ customerOrderNumber: 'CUSTPO', output: 'orders' });
	const orders = items.flatMap((item) => (item.kind === 'orders' ? [item.json] : []));
	expect(orders.map(({ orderNumber }) => orderNumber).sort()).toEqual([
		...['20-RD10B', '20-RD11K', '20-RD12H'],
	]);
	expect(summary).toMatchObject({ ordersReturned: 3, complete: true });
});

describe('Query an order by invalid search criteria.', () => {
	test.each(['no-content', 'not-found', 'zero'] as const)(
		'Criteria that no order meets give an empty, complete result, told as %s.',
		async (nothingFound) => {
			simulator.control.set({ v6: { nothingFound } });
			const { items, summary } = await search({ orderNumber: '20-NOSUCH' });
			expect(items).toEqual([]);
			expect(summary).toMatchObject({ complete: true, warnings: [{ code: 'NO_MATCH' }] });
		},
	);

	test('Wrong values are all named, a hold reason among them, and nothing is sent.', async () => {
		const error = await failureOf(() =>
			search({ orderStatus: '§', holdReason: ['CH'], createdAfter: 'yesterday-ish' }),
		);
		expect(error.problems?.map(({ name }) => name).sort()).toEqual([
			...['createdAfter', 'holdReason', 'orderStatus'],
		]);
		expect(simulator.requests).toEqual([]);
	});

	test.each([400, 403] as const)(
		'A customer number of somebody else is reported as such, though told by %s.',
		async (foreignCustomerStatus) => {
			simulator.control.set({ v6: { foreignCustomerStatus } });
			const error = await failureOf(() => search({ customerNumber: '20-999999' }));
			expect(error).toMatchObject({ code: 'CUSTOMER_MISMATCH', status: foreignCustomerStatus });
		},
	);
});
