import { getOrder, IngramError, planOrder, type OrderInput } from '@ingram-orders/core';
import type { Order } from '@ingram-orders/simulator';
import { testAccount } from '../support/accounts.ts';
import { createScriptedWorld, orderOf, pageOf, subOrderOf } from '../support/scripted-world.ts';
import { createWorld, type World } from '../support/simulated-world.ts';

/** What a number gives: the document, or the failure. */
async function get(
	{ client, clock }: Pick<World, 'client' | 'clock'>,
	input: OrderInput,
): Promise<unknown> {
	return clock.run(
		getOrder(client, planOrder(input, client.account)).catch((error: unknown) => {
			if (error instanceof IngramError) return error;
			throw error;
		}),
	);
}

function order(orderNumber: string, changes: Partial<Order> = {}): Order {
	return {
		orderNumber,
		customerOrderNumber: `PO-${orderNumber}`,
		entryTimestamp: '2026-01-10T10:00:00Z',
		subOrders: ['11', '21'].map((part) => ({
			subOrderNumber: `${orderNumber}-${part}`,
			...{ statusCode: 'I', status: 'INVOICED', holdReasonCode: '', holdReason: '' },
		})),
		...changes,
	};
}

function worldOf(...orders: Order[]): World {
	return createWorld({ api: { orders, documentedOrders: false } });
}

test('gives the details of a whole order, simplified', async () => {
	const world = worldOf(order('20-AAAA1'), order('20-BBBB2'));
	const details = await get(world, { orderNumber: ' 20-AAAA1 ' });
	expect(details).toMatchObject({
		orderNumber: '20-AAAA1',
		totalTax: 0,
		lines: [
			{ erpOrderNumber: '20-AAAA1-11', lineNumber: '002' },
			{ erpOrderNumber: '20-AAAA1-21', backorderQuantity: 0 },
		],
	});
	expect(details).not.toHaveProperty('serviceresponse');
});

test('gives it as the API sent it where simplify is off', async () => {
	const world = worldOf(order('20-AAAA1'));
	expect(await get(world, { orderNumber: '20-AAAA1', simplify: false })).toMatchObject({
		...{ ordernumber: '20-AAAA1', totaltax: '0' },
	});
});

test.each(['AAAA1', '20AAAA1'])('finds the order by %s', async (orderNumber) => {
	const world = worldOf(order('20-AAAA1'));
	expect(await get(world, { orderNumber })).toMatchObject({ orderNumber: '20-AAAA1' });
});

test('takes one search and one request for the details', async () => {
	const world = worldOf(order('20-AAAA1'));
	await get(world, { orderNumber: '20-AAAA1' });
	expect(world.sent.slice(1).map(({ url }) => new URL(url).pathname)).toEqual([
		'/resellers/v5/orders/search',
		'/resellers/v5/orders/20-AAAA1',
	]);
});

test('an order that is not there is not found, and the failure says what was looked for', async () => {
	const failure = await get(worldOf(order('20-AAAA1')), { orderNumber: '20-NOSUCH' });
	expect(failure).toMatchObject({
		code: 'NOT_FOUND',
		retryable: false,
		message:
			'Ingram Micro found no order with the Order Number 20-NOSUCH for the Customer Number 20-123456, Country United Kingdom, Environment http://localhost.',
		remedy: expect.stringContaining('not the number of your purchase order') as string,
	});
});

test('the number of a shipment leads to its order', async () => {
	const failure = await get(worldOf(order('20-AAAA1')), { orderNumber: '20-AAAA1-11' });
	expect(failure).toMatchObject({
		code: 'NOT_FOUND',
		remedy: expect.stringMatching(/shipment \(suborder\).* 20-AAAA1\.$/) as string,
	});
});

test('another order than the one that was asked for is not taken for it', async () => {
	const world = createScriptedWorld({ api: () => pageOf([orderOf('20-OTHER', [])]) });
	expect(await get(world, { orderNumber: '20-AAAA1' })).toMatchObject({ code: 'NOT_FOUND' });
});

test('several orders with the number are named', async () => {
	const again = { entryTimestamp: '2025-01-10T10:00:00Z', customerOrderNumber: 'PO-OLD' };
	const world = worldOf(order('20-AAAA1'), order('20-AAAA1', again));
	expect(await get(world, { orderNumber: '20-AAAA1' })).toMatchObject({
		code: 'INVALID_INPUT',
		message:
			'2 orders have the Order Number 20-AAAA1: 20-AAAA1 of 2026-01-10T10:00:00Z (Customer Order Number PO-20-AAAA1), 20-AAAA1 of 2025-01-10T10:00:00Z (Customer Order Number PO-OLD).',
		problems: [{ name: 'orderNumber' }],
	});
	const branches = worldOf(order('20-AAAA1'), order('30-AAAA1'));
	expect(await get(branches, { orderNumber: 'AAAA1' })).toMatchObject({ code: 'INVALID_INPUT' });
	expect(await get(branches, { orderNumber: '30-AAAA1' })).toMatchObject({
		orderNumber: '30-AAAA1',
	});
});

test('an order that comes in parts is one', async () => {
	const api = {
		...{ orders: [order('20-AAAA1'), order('20-BBBB2')], documentedOrders: false },
		search: { splitOrders: { every: 1, apart: 1 } },
	};
	expect(await get(createWorld({ api }), { orderNumber: '20-AAAA1' })).toMatchObject({
		lines: [{}, {}],
	});
});

const linked = (part: string) => ({
	...subOrderOf(part, 'I'),
	links: [{ topic: 'orders', href: `/resellers/v5/orders/${part}`, type: 'GET' }],
});

test.each([
	['no link', [subOrderOf('20-1-11')], 'NOT_FOUND', /gives no link to its details yet\.$/],
	['a link of each shipment', [linked('20-1-11'), linked('20-1-21')], 'NOT_FOUND', /as a whole\.$/],
	[
		'a link to elsewhere',
		[{ ...linked('x'), links: [{ topic: 'orders', href: 'https://evil.example/' }] }],
		'INVALID_INPUT',
		/access token elsewhere/,
	],
])('an order with %s fails in plain words', async (_, subOrders, code, message) => {
	const world = createScriptedWorld({ api: () => pageOf([orderOf('20-1', subOrders)]) });
	expect(await get(world, { orderNumber: '20-1' })).toMatchObject({
		code,
		message: expect.stringMatching(message) as string,
	});
	expect(world.sent).toHaveLength(1);
});

test('details that the search knows of and nothing else does are not found', async () => {
	const world = createWorld({
		api: { orders: [order('20-AAAA1')], documentedOrders: false },
	});
	const { host } = world;
	const { send } = host;
	host.send = async (request, signal) => {
		if (request.url.includes('/orders/20-AAAA1'))
			world.api.control.deleteOrder({ orderNumber: '20-AAAA1' });
		return send(request, signal);
	};
	expect(await get(world, { orderNumber: '20-AAAA1' })).toMatchObject({
		code: 'NOT_FOUND',
		apiMessage: 'Not Found',
	});
});

test('wrong values are told before any request', () => {
	const input = { orderNumber: '', customerNumber: '123456', countryCode: 'GB', simplify: 'no' };
	try {
		planOrder(input, testAccount());
		throw new Error('It was accepted.');
	} catch (error) {
		expect(error).toMatchObject({ code: 'INVALID_INPUT' });
		const { problems = [] } = error as IngramError;
		expect(problems.map(({ name }) => name)).toEqual([
			...['orderNumber', 'customerNumber', 'countryCode', 'simplify'],
		]);
	}
});
