import { getInvoices, IngramError, planInvoices, type InvoicesInput } from '@ingram-orders/core';
import type { Order } from '@ingram-orders/simulator';
import { testAccount } from '../support/accounts.ts';
import { createScriptedWorld, orderOf, pageOf, subOrderOf } from '../support/scripted-world.ts';
import { createWorld, type World } from '../support/simulated-world.ts';

async function get(
	{ client, clock }: Pick<World, 'client' | 'clock'>,
	input: InvoicesInput,
): Promise<unknown> {
	return clock.run(
		getInvoices(client, planInvoices(input, client.account)).catch((error: unknown) => {
			if (error instanceof IngramError) return error;
			throw error;
		}),
	);
}

/** An order with a shipment for each status code. */
function orderWith(statusCodes: readonly string[], entryTimestamp = '2026-01-10T10:00:00Z'): Order {
	return {
		...{ orderNumber: '20-AAAA1', customerOrderNumber: 'PO-1', entryTimestamp },
		subOrders: statusCodes.map((statusCode, index) => ({
			subOrderNumber: `20-AAAA1-${String(index + 1)}1`,
			...{ statusCode, status: '', holdReasonCode: '', holdReason: '' },
		})),
	};
}

function worldOf(order: Order, latencyMs = 0): World {
	return createWorld({ api: { orders: [order], documentedOrders: false }, latencyMs });
}

const orderNumber = '20-AAAA1';

test('gives the invoices of an order, one for each shipment that has one, simplified', async () => {
	const world = worldOf(orderWith(['I', 'C', 'F']));
	expect(await get(world, { orderNumber })).toMatchObject([
		{ invoiceNumber: 'AAAA1-11', totalAmount: expect.any(Number) as number, currencyRate: 1 },
		{ invoiceNumber: 'AAAA1-31', lines: [{ unitPrice: expect.any(Number) as number }] },
	]);
});

test('gives them as the API sent them where simplify is off', async () => {
	const world = worldOf(orderWith(['I']));
	expect(await get(world, { orderNumber, simplify: 'false' })).toMatchObject([
		{ invoicenumber: 'AAAA1-11', currencyrate: '1.000000' },
	]);
});

test('fetches several side by side', async () => {
	const world = worldOf(orderWith(['I', 'I', 'I', 'I']), 1000);
	expect(await get(world, { orderNumber })).toHaveLength(4);
	// A token, a search and the invoices; one after the other they would take twice as long.
	expect(world.clock.elapsedMs).toBeLessThan(5000);
});

test('gives the one of a link', async () => {
	const world = worldOf(orderWith(['I', 'I']));
	const link = '/resellers/v5/invoices/20-AAAA1-21?customerNumber=20-123456&isoCountryCode=UK';
	expect(await get(world, { link })).toMatchObject([{ invoiceNumber: 'AAAA1-21' }]);
	expect(world.sent.filter(({ url }) => url.includes('/search'))).toEqual([]);
});

test('an order without an invoice is not invoiced yet, and the failure says how it stands', async () => {
	const world = worldOf(orderWith(['C', '']));
	expect(await get(world, { orderNumber })).toMatchObject({
		code: 'NOT_FOUND',
		message:
			'Order 20-AAAA1 is not invoiced yet. Its status is: Credit hold, In progress/Open order.',
	});
});

test('an order that is not there is not found', async () => {
	const world = worldOf(orderWith(['I']));
	expect(await get(world, { orderNumber: '20-NOSUCH' })).toMatchObject({
		code: 'NOT_FOUND',
		message: expect.stringContaining('no order with the Order Number 20-NOSUCH') as string,
	});
});

test('an invoice that is too old is a failure in the words of the API', async () => {
	const world = worldOf(orderWith(['I'], '2025-01-10T10:00:00Z'));
	expect(await get(world, { orderNumber })).toMatchObject({
		code: 'NOT_FOUND',
		remedy: expect.stringContaining('nine months') as string,
		apiMessage: 'Invoice Not Found',
	});
});

test('fetches an invoice that several shipments link to once', async () => {
	const links = (number: string) => [
		{ topic: 'invoices', href: `/resellers/v5/invoices/${number}`, type: 'GET' },
	];
	const subOrders = ['1', '1', '2'].map((number, index) => ({
		...subOrderOf(`20-1-${String(index)}`, 'I'),
		links: links(number),
	}));
	const world = createScriptedWorld({
		api: ({ url }) =>
			url.includes('/search')
				? pageOf([{ ...orderOf('20-1', subOrders), links: links('2') }])
				: JSON.stringify({ invoicenumber: new URL(url).pathname.slice(-1) }),
	});
	expect(await get(world, { orderNumber: '20-1' })).toEqual([
		{ invoiceNumber: '1' },
		{ invoiceNumber: '2' },
	]);
	expect(world.sent).toHaveLength(3);
});

test.each([
	[{}, 'orderNumber', /^Order Number must not be empty, unless Link leads to one invoice\.$/],
	[{ orderNumber: 'a\nb' }, 'orderNumber', /control characters/],
	[{ link: '/resellers/v5/orders/1' }, 'link', /^Link must lead to an invoice/],
	[{ link: 'https://evil.example/' }, 'link', /access token elsewhere/],
	[
		{ link: '/resellers/v5/invoices/1', orderNumber: '1' },
		'link',
		/^Link must be empty where Order Number is set\.$/,
	],
	[{ orderNumber: '1', customerNumber: '123456' }, 'customerNumber', /branch/],
])('%j is refused before any request', (input, name, message) => {
	expect(() => planInvoices(input, testAccount())).toThrow(message);
	try {
		planInvoices(input, testAccount());
	} catch (error) {
		expect(error).toMatchObject({ code: 'INVALID_INPUT', problems: [{ name }] });
	}
});
