import { followLink, IngramError, planLink } from '@ingram-orders/core';
import { testAccount } from '../support/accounts.ts';
import { createScriptedWorld } from '../support/scripted-world.ts';
import { createWorld } from '../support/simulated-world.ts';

const account = testAccount({ environment: 'production' });
const origin = 'https://api.ingrammicro.com';

function refusalOf(link: unknown): IngramError | undefined {
	try {
		planLink({ link }, account);
		return undefined;
	} catch (error) {
		if (error instanceof IngramError) return error;
		throw error;
	}
}

test.each([
	['/resellers/v5/orders/20-RD12H', `${origin}/resellers/v5/orders/20-RD12H`, 'order'],
	['/sandbox/resellers/v5/orders/1', `${origin}/sandbox/resellers/v5/orders/1`, 'order'],
	[
		'/resellers/v5/invoices/1?customerNumber=20-1',
		`${origin}/resellers/v5/invoices/1?customerNumber=20-1`,
		'invoice',
	],
	['/resellers/v5/Invoices/1?x=1', `${origin}/resellers/v5/Invoices/1?x=1`, 'invoice'],
	[`${origin}/resellers/v5/orders/1`, `${origin}/resellers/v5/orders/1`, 'order'],
	[`${origin}:443/resellers/v5/orders/1`, `${origin}/resellers/v5/orders/1`, 'order'],
	['HTTPS://API.INGRAMMICRO.COM/resellers/v5/orders/1', `${origin}/resellers/v5/orders/1`, 'order'],
	['  /resellers/v5/orders/1  ', `${origin}/resellers/v5/orders/1`, 'order'],
	['/resellers/v5/orders/1#part', `${origin}/resellers/v5/orders/1`, 'order'],
	['/resellers/v5/../v5/orders/1', `${origin}/resellers/v5/orders/1`, 'order'],
])('the link %s leads to %s, counted as a request for an %s', (link, url, counter) => {
	expect(planLink({ link }, account).request).toMatchObject({ url, counter });
});

test.each([
	'//evil.example/resellers/v5/orders/1',
	'///evil.example/resellers/v5/orders/1',
	'/\\evil.example/resellers/v5/orders/1',
	'\\\\evil.example/resellers/v5/orders/1',
	'/resellers\\..\\..\\x',
	'https://evil.example/resellers/v5/orders/1',
	'https:evil.example/resellers/v5/orders/1',
	'https:/resellers/v5/orders/1',
	'http://api.ingrammicro.com/resellers/v5/orders/1',
	'https://api.ingrammicro.com.evil.example/resellers/v5/orders/1',
	'https://api.ingrammicro.com@evil.example/resellers/v5/orders/1',
	'https://user@api.ingrammicro.com/resellers/v5/orders/1',
	'https://user:password@api.ingrammicro.com/resellers/v5/orders/1',
	'https://api.ingrammicro.com:8443/resellers/v5/orders/1',
	'https://api.ingrammicro.com:80/resellers/v5/orders/1',
	'https://api․ingrammicro.com/resellers/v5/orders/1x',
	'ftp://api.ingrammicro.com/resellers/v5/orders/1',
	'file:///resellers/v5/orders/1',
	'javascript:alert(1)',
	'data:text/plain,/resellers/v5/orders/1',
	'blob:https://api.ingrammicro.com/resellers/v5/1',
	'resellers/v5/orders/1',
	'./resellers/v5/orders/1',
	'../resellers/v5/orders/1',
	'?customerNumber=1',
	'#part',
	'/',
	'/resellers',
	'/resellers/',
	'/sandbox/resellers/',
	'/oauth/oauth30/token',
	'/resellersx/v5/orders/1',
	'/x/resellers/v5/orders/1',
	'/resellers/../x',
	'/resellers/../oauth/oauth30/token',
	'/resellers/v5/../../x',
	'/resellers/%2e%2e/x',
	'/resellers/%2E%2E/x',
	'/resellers/.%2e/x',
	'/resellers/%2e./oauth/oauth30/token',
	'/resellers/..%2fx',
	'/resellers/v5/orders%2F..%2F..%2Fx',
	'/resellers/..%5cx',
	'/resellers/v5/orders/1\r\nHost: evil.example',
	'/resellers/v5/orders/1\nAuthorization: x',
	'/resellers/v5/orders/1\tx',
	'/res\nellers/v5/orders/1',
	'/\t/evil.example/resellers/v5/orders/1',
	'/resellers/v5/orders/\u0000',
	'/resellers/v5/orders/\u007F',
	'',
	'   ',
	undefined,
	null,
	42,
	{},
	['/resellers/v5/orders/1'],
])('the link %j is refused before anything is sent', (link) => {
	expect(refusalOf(link)).toMatchObject({
		code: 'INVALID_INPUT',
		retryable: false,
		problems: [{ name: 'link' }],
	});
});

test('a link and the limits of its run are checked together', () => {
	try {
		planLink({ link: '//x', maxWait: -1, timeout: 'long' }, account);
		throw new Error('It was accepted.');
	} catch (error) {
		expect(error).toMatchObject({ code: 'INVALID_INPUT' });
		const names = error instanceof IngramError ? error.problems?.map(({ name }) => name) : [];
		expect(names).toEqual(['link', 'maxWait', 'timeout']);
	}
});

test('links of a search result give the order’s details and the invoice', async () => {
	const world = createWorld({ api: { orders: 100 } });
	const invoiced = world.api.orders
		.flatMap(({ subOrders }) => subOrders)
		.find(({ statusCode }) => statusCode === 'I');
	const query = 'customerNumber=20-123456&isoCountryCode=UK';
	const number = invoiced?.subOrderNumber ?? '';
	const get = async (link: string) =>
		world.clock.run(followLink(world.client, planLink({ link }, world.client.account)));
	expect(JSON.stringify(await get(`/resellers/v5/orders/20-RD12H?${query}`))).toContain('RD12H');
	expect(JSON.stringify(await get(`/resellers/v5/invoices/${number}?${query}`))).toContain(
		'invoice',
	);
	expect(world.sent.slice(1).map(({ method }) => method)).toEqual(['GET', 'GET']);
	const missing = await get(`/resellers/v5/orders/20-NOSUCH?${query}`).catch(
		(error: unknown) => error,
	);
	expect(missing).toBeInstanceOf(IngramError);
});

test('a document whose preamble says that it failed is a failure in the API’s words', async () => {
	const body = {
		serviceresponse: {
			responsepreamble: { responsestatus: 'FAILED', responsemessage: 'Invoice is too old' },
		},
	};
	const world = createScriptedWorld({ api: () => JSON.stringify(body) });
	const plan = planLink({ link: '/resellers/v5/invoices/1' }, world.client.account);
	const error: unknown = await world.clock.run(
		followLink(world.client, plan).catch((thrown: unknown) => thrown),
	);
	expect(error).toMatchObject({ code: 'REQUEST_REFUSED', apiMessage: 'Invoice is too old' });
});
