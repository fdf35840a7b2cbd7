import { callAsTool, credentialFor, execute } from './support/n8n.ts';
import { closeSimulators, simulate } from './support/simulators.ts';

afterEach(closeSimulators);

describe('Get Linked Document', () => {
	test('the order details and the invoice behind the links of a search', async () => {
		const simulator = await simulate({ orders: 40 });
		const credential = credentialFor(simulator);
		const rows = await execute({ credential, parameters: { filters: { orderStatus: ['I'] } } });
		const [row = {}] = rows.items;
		const { items, pairedItems, error } = await execute({
			credential,
			parameters: { operation: 'getLinked', link: '={{ $json.link }}' },
			items: [{ link: row['orderLink'] }, { link: row['invoiceLink'] }],
		});

		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(JSON.stringify(items[0])).toContain(row['orderNumber']);
		expect(items[1]).not.toEqual(items[0]);
		expect(pairedItems).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test.each([
		[
			'elsewhere',
			'https://attacker.example/resellers/v5/orders/1',
			/it would take the access token elsewhere/,
		],
		[
			'nothing',
			'={{ $json.orderLink }}',
			/^Link must not be empty; use the value of orderLink or invoiceLink/,
		],
	])('a link to %s is refused before any request', async (_, link, words) => {
		const simulator = await simulate();
		const { error } = await execute({
			credential: credentialFor(simulator),
			parameters: { operation: 'getLinked', link },
		});

		expect(error).toMatchObject({ message: expect.stringMatching(words) as string });
		expect(simulator.requests).toEqual([]);
	});
});

describe('Get Codes, without any credential', () => {
	const codes = async (table: string) => {
		const { items, error } = await execute({ parameters: { operation: 'getCodes', table } });
		expect(error).toBeUndefined();
		return items;
	};

	test('order statuses and hold reasons', async () => {
		expect(await codes('orderStatus')).toContainEqual({ code: 'C', description: 'Credit hold' });
		expect(await codes('orderStatus')).toContainEqual({
			code: '',
			description: 'In progress/Open order',
		});
		expect(await codes('holdReason')).toContainEqual({
			code: 'CH',
			description: 'Credit check hold',
		});
	});

	test('one item for each customer country and warehouse', async () => {
		expect(await codes('warehouse')).toContainEqual({
			customerCountry: 'BE',
			erp: 'SAP',
			warehouseId: 'PEDE',
			location: 'Straubing, DE',
			central: true,
		});
	});

	test('when the API is available, and whether it is now', async () => {
		expect(await codes('availability')).toContainEqual({
			country: 'UK',
			timeZone: 'Europe/London',
			weekdayFrom: '06:00',
			weekdayTo: '00:30',
			availableNow: expect.any(Boolean) as boolean,
		});
	});

	test('for each input item, and with the accepted names for a wrong one', async () => {
		const { pairedItems, items } = await execute({
			parameters: { operation: 'getCodes', table: '={{ $json.table }}' },
			items: [{ table: 'orderStatus' }, { table: 'orderStatus' }],
		});
		const wrong = await execute({ parameters: { operation: 'getCodes', table: 'colours' } });

		expect(pairedItems[items.length / 2]).toEqual({ item: 1 });
		expect(wrong.error?.message).toBe(
			'Table must be one of availability, holdReason, orderStatus, warehouse.',
		);
	});
});

describe('As a tool of an AI agent', () => {
	const parameters = {
		filters: { orderNumber: "={{ $fromAI('orderNumber', 'Order number', 'string') }}" },
	};

	test('answers with the rows', async () => {
		const credential = credentialFor(await simulate());
		const answer = await callAsTool({ credential, parameters }, { orderNumber: '20-RD12H' });

		expect(JSON.parse(answer)).toMatchObject([
			{ orderNumber: '20-RD12H', holdReasonDescription: 'Credit check hold', onHold: true },
		]);
	});

	test('a failure reaches the agent in words', async () => {
		const simulator = await simulate();
		const credential = credentialFor(simulator, { customerNumber: 'wrong' });
		const answer = await callAsTool({ credential, parameters }, { orderNumber: '20-RD12H' });

		expect(answer).toContain('The customer number does not belong to the App ID');
	});
});
