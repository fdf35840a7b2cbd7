import { credentialFor, execute } from './support/n8n.ts';
import { closeSimulators, searchesAt, simulate } from './support/simulators.ts';

afterEach(closeSimulators);

const dayMs = 24 * 60 * 60 * 1000;
const since = (days: number) => new Date(Date.now() - days * dayMs).toISOString();

async function simulateMany(orders = 300) {
	return simulate({ orders, documentedOrders: false, days: 60 });
}

test('input items that differ in their numbers only share the pages of the period', async () => {
	const simulator = await simulateMany();
	const asked = [...simulator.orders].slice(0, 200).reverse();
	const { items, pairedItems, outputs, error } = await execute({
		credential: credentialFor(simulator),
		parameters: {
			returnAll: true,
			filters: { orderNumber: '={{ $json.number }}', createdAfter: since(70) },
			output: 'orders',
		},
		items: [
			...asked.map(({ orderNumber }) => ({ number: orderNumber })),
			{ number: ` ${(asked[0]?.orderNumber ?? '').toLowerCase()}` },
		],
	});

	expect(error).toBeUndefined();
	expect(searchesAt(simulator)).toHaveLength(3);
	expect(items.map((item) => item['orderNumber'])).toEqual(
		[...asked, asked[0]].map((order) => order?.orderNumber),
	);
	expect(pairedItems).toEqual(items.map((_, index) => ({ item: index })));
	const [shared = []] = outputs;
	expect(shared[0]?.json['subOrders']).toEqual(shared[200]?.json['subOrders']);
	expect(shared[0]?.json['subOrders']).not.toBe(shared[200]?.json['subOrders']);
});

test('an input item may ask for several numbers, as a list or with one on each line', async () => {
	const simulator = await simulateMany();
	const [one, two, three] = simulator.orders.map(({ orderNumber }) => orderNumber);
	const { items, pairedItems } = await execute({
		credential: credentialFor(simulator),
		parameters: { filters: { orderNumber: '={{ $json.numbers }}' }, output: 'orders' },
		items: [{ numbers: [two, one] }, { numbers: `${three ?? ''}\n${one ?? ''}` }],
	});
	expect(items.map((item) => item['orderNumber'])).toEqual([two, one, three, one]);
	expect(pairedItems).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }, { item: 1 }]);
});

test('a number without an order gives an item that says so, where that is wanted', async () => {
	const simulator = await simulateMany();
	const [order] = simulator.orders;
	const run = (whenNothingFound?: string) =>
		execute({
			credential: credentialFor(simulator),
			parameters: {
				filters: { customerOrderNumber: '={{ $json.po }}' },
				output: 'orders',
				options: { ...(whenNothingFound && { whenNothingFound }) },
			},
			items: [{ po: 'none 1' }, { po: order?.customerOrderNumber }, { po: ['none 2', 'none 3'] }],
		});

	const { items } = await run();
	expect(items).toHaveLength(1);
	const told = await run('item');
	expect(told.items).toEqual([
		{ customerOrderNumber: 'none 1', found: false },
		expect.objectContaining({ customerOrderNumber: order?.customerOrderNumber }) as unknown,
		{ customerOrderNumber: 'none 2', found: false },
		{ customerOrderNumber: 'none 3', found: false },
	]);
	expect(told.pairedItems).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }, { item: 2 }]);
});

test('the failure of one input item is its own, and the others are looked up together', async () => {
	const simulator = await simulateMany();
	const asked = simulator.orders.slice(0, 50);
	const { items } = await execute({
		credential: credentialFor(simulator),
		onError: 'continueRegularOutput',
		parameters: {
			filters: { orderNumber: '={{ $json.number }}', createdAfter: since(70) },
			output: 'orders',
		},
		items: [{ number: 'a\tb' }, ...asked.map(({ orderNumber }) => ({ number: orderNumber }))],
	});
	expect(items[0]).toMatchObject({ error: expect.stringContaining('Order Number') as unknown });
	expect(items.slice(1).map((item) => item['orderNumber'])).toEqual(
		asked.map(({ orderNumber }) => orderNumber),
	);
	expect(searchesAt(simulator)).toHaveLength(3);
});
