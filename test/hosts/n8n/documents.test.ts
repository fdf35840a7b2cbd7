import type { Order } from '@ingram-orders/simulator';
import { callAsTool, credentialFor, execute } from './support/n8n.ts';
import { creditHold, orderOf } from './support/orders.ts';
import { closeSimulators, searchesAt, simulate } from './support/simulators.ts';

afterEach(closeSimulators);

/** Two of its three shipments are invoiced. */
const invoicedInParts: Order = {
	...orderOf('20-PARTS'),
	subOrders: [
		{ ...shipment('20-PARTS-11'), statusCode: 'I', status: 'BILLED' },
		{ ...shipment('20-PARTS-21'), statusCode: 'F', status: 'INVOICED' },
		{ ...shipment('20-PARTS-31'), ...creditHold },
	],
};

const orders = [invoicedInParts, orderOf('20-OPEN'), orderOf('30-TWICE'), orderOf('40-TWICE')];

/** An API with these orders, and what to run against it. */
async function stage() {
	const simulator = await simulate({ orders, documentedOrders: false });
	const credential = credentialFor(simulator);
	const documentsAsked = () =>
		simulator.requests.filter(({ endpoint }) => endpoint === 'order' || endpoint === 'invoice');
	return { simulator, credential, documentsAsked };
}

describe('Get Order', () => {
	test('the details of an order by its number: names that can be read, numbers as numbers', async () => {
		const { credential } = await stage();
		const { items, pairedItems, error } = await execute({
			credential,
			parameters: { operation: 'getOrder', orderNumber: ' 20-PARTS ' },
		});

		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{
				orderNumber: '20-PARTS',
				customerOrderNumber: 'PO 20-PARTS',
				orderTotalValue: expect.any(Number) as number,
				totalWeight: 3,
				shipToAddress: { countryCode: 'UK', postalCode: '00000' },
				lines: [
					{ globalLineNumber: '001', requestedQuantity: expect.any(Number) as number },
					{ globalLineNumber: '002' },
					{ globalLineNumber: '003' },
				],
			},
		]);
		expect(pairedItems).toEqual([{ item: 0 }]);
	});

	test('without Simplify as the API sent it', async () => {
		const { credential } = await stage();
		const { items } = await execute({
			credential,
			parameters: { operation: 'getOrder', orderNumber: '20-PARTS', simplify: false },
		});

		expect(items).toMatchObject([
			{ ordernumber: '20-PARTS', totalweight: '3', lines: [{ globallinenumber: '001' }, {}, {}] },
		]);
	});

	test('each input item has its own order, and what two ask for is fetched once', async () => {
		const { credential, documentsAsked } = await stage();
		const { items, pairedItems } = await execute({
			credential,
			parameters: { operation: 'getOrder', orderNumber: '={{ $json.number }}' },
			items: [{ number: '20-PARTS' }, { number: '20-OPEN' }, { number: '20-PARTS' }],
		});

		expect(items.map(({ orderNumber }) => orderNumber)).toEqual([
			...['20-PARTS', '20-OPEN', '20-PARTS'],
		]);
		expect(pairedItems).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(documentsAsked()).toHaveLength(2);
	});

	test.each([
		[
			'of an order that is not there',
			'20-NONE',
			/^Ingram Micro found no order with the Order Number 20-NONE/,
		],
		['that several orders have', 'TWICE', /^2 orders have the Order Number TWICE/],
	])('a number %s is explained', async (_, orderNumber, words) => {
		const { credential, documentsAsked } = await stage();
		const { items, error } = await execute({
			credential,
			parameters: { operation: 'getOrder', orderNumber },
		});

		expect(items).toEqual([]);
		expect(error?.message).toMatch(words);
		expect(error?.description).toMatch(/number/i);
		expect(documentsAsked()).toEqual([]);
	});

	test.each([
		[{ orderNumber: '={{ $json.notThere }}' }, /^Order Number must not be empty/],
		[{ orderNumber: 'a\u0000b' }, /^Order Number must not contain/],
		[{ simplify: 'perhaps' }, /^Simplify must be true or false/],
		[{ options: { countryCode: 'GB' } }, /^Country Code must be UK for the United Kingdom/],
		[{ options: { customerNumber: '123456' } }, /^Customer Number lacks the branch/],
		[{ options: { timeout: 0 } }, /^Timeout must be/],
	])('%j is refused before any request', async (wrong, words) => {
		const { simulator, credential } = await stage();
		const { error } = await execute({
			credential,
			parameters: { operation: 'getOrder', orderNumber: '20-PARTS', ...wrong },
		});

		expect(error?.message).toMatch(words);
		expect(simulator.requests).toEqual([]);
	});

	test('the options say whose order it is', async () => {
		const { simulator, credential } = await stage();
		await execute({
			credential,
			parameters: {
				operation: 'getOrder',
				orderNumber: '20-PARTS',
				options: {
					customerNumber: '20-999999',
					countryCode: { __rl: true, mode: 'list', value: 'DE' },
				},
			},
		});

		expect(searchesAt(simulator)[0]).toMatchObject({
			...{ customernumber: '20-999999', isocountrycode: 'DE' },
		});
	});
});

describe('Get Invoice', () => {
	test('all invoices of an order, one item each', async () => {
		const { credential } = await stage();
		const { items, pairedItems, error } = await execute({
			credential,
			parameters: { operation: 'getInvoice', orderNumber: '20-PARTS' },
		});

		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{ globalOrderId: '20-PARTS-11', totalAmount: expect.any(Number) as number },
			{ globalOrderId: '20-PARTS-21', lines: [{ unitPrice: expect.any(Number) as number }] },
		]);
		expect(pairedItems).toEqual([{ item: 0 }, { item: 0 }]);
	});

	test('the one behind a link of a search, without Simplify as the API sent it', async () => {
		const { credential } = await stage();
		const { items: rows } = await execute({
			credential,
			parameters: { filters: { orderStatus: ['F'] } },
		});
		const { items } = await execute({
			credential,
			parameters: {
				...{ operation: 'getInvoice', link: '={{ $json.invoiceLink }}' },
				simplify: false,
			},
			items: rows,
		});

		expect(rows).toHaveLength(1);
		expect(items).toMatchObject([
			{ globalorderid: '20-PARTS-21', totalamount: expect.any(String) as string },
		]);
	});

	test('an order that is not invoiced yet says so, with its status', async () => {
		const { credential } = await stage();
		const { error } = await execute({
			credential,
			parameters: { operation: 'getInvoice', orderNumber: '20-OPEN' },
		});

		expect(error).toMatchObject({
			message: 'Order 20-OPEN is not invoiced yet. Its status is: In progress/Open order.',
			description: expect.stringContaining('once the order has been invoiced') as string,
		});
	});

	test.each([
		[{ orderNumber: '={{ $json.notThere }}' }, /^Order Number must not be empty/],
		[{ link: '={{ $json.notThere }}' }, /must not be empty/],
		[
			{ link: '/resellers/v5/orders/20-PARTS' },
			/^Link must lead to an invoice; use the value of invoiceLink/,
		],
		[
			{ link: 'https://attacker.example/resellers/v5/invoices/1' },
			/it would take the access token elsewhere/,
		],
	])('%j is refused before any request', async (wrong, words) => {
		const { simulator, credential } = await stage();
		const { error } = await execute({
			credential,
			parameters: { operation: 'getInvoice', ...wrong },
		});

		expect(error?.message).toMatch(words);
		expect(simulator.requests).toEqual([]);
	});
});

test.each(['getOrder', 'getInvoice'])(
	'%s: with Continue On Fail an item that fails leaves the others alone',
	async (operation) => {
		const { credential } = await stage();
		const { items, pairedItems } = await execute({
			credential,
			parameters: { operation, orderNumber: '={{ $json.number }}' },
			items: [{ number: '20-NONE' }, { number: '20-PARTS' }],
			onError: 'continueRegularOutput',
		});

		expect(items[0]).toEqual({
			error: expect.stringMatching(/^Ingram Micro found no order/) as string,
		});
		expect(items.length).toBeGreaterThan(1);
		expect(items.slice(1).every((item) => !('error' in item))).toBe(true);
		expect(pairedItems.slice(0, 2)).toEqual([{ item: 0 }, { item: 1 }]);
	},
);

test.each([
	['getOrder', { orderNumber: '20-PARTS', totalWeight: 3 }],
	['getInvoice', { globalOrderId: '20-PARTS-11' }],
])('%s answers an AI agent that gives the order number', async (operation, expected) => {
	const { credential } = await stage();
	const answer = await callAsTool(
		{
			credential,
			parameters: { operation, orderNumber: "={{ $fromAI('orderNumber', '', 'string') }}" },
		},
		{ orderNumber: '20-PARTS' },
	);

	expect((JSON.parse(answer) as unknown[])[0]).toMatchObject(expected);
});

function shipment(subOrderNumber: string) {
	return { subOrderNumber, statusCode: '', status: 'OPEN', holdReasonCode: '', holdReason: '' };
}
