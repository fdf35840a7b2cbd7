import type { Application } from '@ingram-orders/simulator';
import { account, numbersOf, searchPath, startClient } from './support.ts';

const applications: readonly Application[] = [
	{
		clientId: 'uk-app',
		clientSecret: 'uk-secret',
		accounts: [
			{ customerNumber: '20-123456', countryCode: 'UK' },
			{ customerNumber: '44-000001', countryCode: 'DE' },
		],
	},
	{
		clientId: 'other-app',
		clientSecret: 'other-secret',
		accounts: [{ customerNumber: '20-777777', countryCode: 'UK' }],
	},
	{
		clientId: 'no-orders-app',
		clientSecret: 'no-orders-secret',
		accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
		orderApi: false,
	},
];

describe('customer number and country', () => {
	it.each([
		['a missing customer number', { isocountrycode: 'UK' }, 400, 'customernumber'],
		['an unknown one', { ...account, customernumber: '99-1' }, 400, 'customernumber'],
		["another application's", { ...account, customernumber: '20-777777' }, 403, 'customernumber'],
		['a missing country', { customernumber: '20-123456' }, 400, 'isocountrycode'],
		['a country in words', { ...account, isocountrycode: 'United' }, 400, 'isocountrycode'],
		["ISO's code for the UK", { ...account, isocountrycode: 'GB' }, 400, 'isocountrycode'],
	])('%s is refused by name', async (_case, query, status, fields) => {
		const { get } = await startClient({ applications }, 'uk-app', 'uk-secret');
		for (const path of [searchPath, '/resellers/v5/orders/20-RD12H', '/resellers/v5/invoices/x']) {
			const reply = await get(path, query);
			expect(reply.status).toBe(status);
			expect(reply.body).toMatchObject({ errors: [{ fields }] });
		}
	});

	it('choose the orders: each account has its own', async () => {
		const { simulator, get } = await startClient({ applications }, 'uk-app', 'uk-secret');
		const german = { customernumber: '44-000001', isocountrycode: 'de' };
		const numbers = numbersOf(await get(searchPath, german));
		expect(numbers).toEqual(
			simulator
				.ordersOf('44-000001')
				.slice(0, 25)
				.map(({ orderNumber }) => orderNumber),
		);
		expect(numbers.every((number) => number.startsWith('44-'))).toBe(true);
		expect((await get(searchPath, { ...german, ordernumber: 'RD12H' })).body).toMatchObject({
			serviceresponse: { responsepreamble: { requeststatus: 'FAILED' } },
		});
	});

	it('are not even looked at for an application without access to the order API', async () => {
		const { get } = await startClient({ applications }, 'no-orders-app', 'no-orders-secret');
		const reply = await get(searchPath);
		expect(reply.status).toBe(403);
		expect(reply.body).toMatchObject({ fault: { detail: {} } });
	});
});

describe('addresses', () => {
	it('are the same in production and sandbox, in any letter case, and 404 otherwise', async () => {
		const { get } = await startClient();
		for (const path of [
			searchPath,
			'/sandbox/resellers/v5/orders/search',
			'/resellers/v5/Orders/search',
		]) {
			expect((await get(path)).status).toBe(200);
		}
		for (const path of ['/resllers/v5/orders/search', '/resellers/v4/orders/search', '/']) {
			expect((await get(path)).status).toBe(404);
		}
	});
});
