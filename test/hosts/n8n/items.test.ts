import { getEventListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { credentialFor, execute, executeInLoop, start } from './support/n8n.ts';
import {
	closeSimulators,
	searchesAt,
	simulate,
	tokensAt,
	untilAsked,
} from './support/simulators.ts';

afterEach(closeSimulators);

const byCustomerOrder = { filters: { customerOrderNumber: '={{ $json.po }}' } };

test('each input item has its own search; the output stays in their order and is paired', async () => {
	const simulator = await simulate();
	const { items, pairedItems } = await execute({
		credential: credentialFor(simulator),
		parameters: { ...byCustomerOrder, output: '={{ $json.output ?? "orders" }}' },
		items: [
			{ po: 'CUSTPO-203' },
			{ po: 'CUSTPO' },
			{ po: 'nothing' },
			{ po: 'CUSTPO-201', output: 'raw' },
		],
	});

	expect(items.map((item) => item['customerOrderNumber'] ?? item['customerordernumber'])).toEqual([
		'CUSTPO-203',
		'CUSTPO',
		'CUSTPO',
		'CUSTPO',
		'CUSTPO-201',
	]);
	expect(pairedItems).toEqual([{ item: 0 }, { item: 1 }, { item: 1 }, { item: 1 }, { item: 3 }]);
});

test('equal searches are asked once, and their items share no object', async () => {
	const simulator = await simulate();
	const { outputs } = await execute({
		credential: credentialFor(simulator),
		parameters: { ...byCustomerOrder, output: 'orders' },
		items: Array.from({ length: 30 }, (_, index) => ({
			po: index % 3 === 0 ? 'CUSTPO-201' : 'CUSTPO-202',
		})),
	});
	const [items = []] = outputs;

	expect(items).toHaveLength(30);
	expect(searchesAt(simulator)).toHaveLength(2);
	expect(items[0]?.json).toEqual(items[3]?.json);
	expect(items[0]?.json['subOrders']).not.toBe(items[3]?.json['subOrders']);
});

test('hundreds of items keep within the rate limit, and take one token', async () => {
	const simulator = await simulate({
		orders: 150,
		documentedOrders: false,
		rateLimit: { limit: 60, windowMs: 1_000 },
	});
	const { items, error } = await execute({
		credential: credentialFor(simulator),
		parameters: { filters: { orderNumber: '={{ $json.orderNumber }}' }, output: 'orders' },
		items: simulator.orders.map(({ orderNumber }) => ({ orderNumber })),
	});

	expect(error).toBeUndefined();
	expect(items.map(({ orderNumber }) => orderNumber)).toEqual(
		simulator.orders.map(({ orderNumber }) => orderNumber),
	);
	expect(simulator.violations).toEqual([]);
	expect(tokensAt(simulator)).toBe(1);
});

test('waiting behind other items does not use up the time an item may wait', async () => {
	const simulator = await simulate({
		rateLimit: { limit: 10, windowMs: 1_000, start: 'first-request' },
	});
	const { items, error } = await execute({
		credential: credentialFor(simulator),
		// All items together wait for four resets, each of them for one.
		parameters: { ...byCustomerOrder, output: 'orders', options: { maxWait: 3 } },
		items: Array.from({ length: 45 }, (_, index) => ({ po: `PO-${index}` })),
	});

	expect(error).toBeUndefined();
	expect(items).toEqual([]);
	expect(searchesAt(simulator)).toHaveLength(45);
});

describe('One failing item', () => {
	const someWrong = {
		parameters: {
			filters: { customerOrderNumber: '={{ $json.po }}', createdAfter: '={{ $json.since }}' },
			output: 'orders',
		},
		items: [{ po: 'CUSTPO-203' }, { po: 'CUSTPO', since: 'yesterday' }, { po: 'CUSTPO-201' }],
	};

	test('ends the node, and says which item and why', async () => {
		const { error, items } = await execute({
			...someWrong,
			credential: credentialFor(await simulate()),
		});

		expect(items).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(
				/^Created After: "yesterday" is not a date\. Give a date such as 2024-05-01/,
			) as string,
			description: 'Correct this value; nothing was sent to Ingram Micro.',
			context: { itemIndex: 1 },
		});
	});

	test('ends what the other items wait for', async () => {
		const simulator = await simulate({
			rateLimit: { limit: 1, windowMs: 1_000, start: 'first-request' },
		});
		const { error } = await execute({ ...someWrong, credential: credentialFor(simulator) });
		const before = searchesAt(simulator).length;
		await pause(1_500);

		expect(error?.message).toMatch(/^Created After/);
		expect(before).toBeLessThan(2);
		expect(searchesAt(simulator)).toHaveLength(before);
	});

	test('with Continue On Fail is one error item, and neither stops nor repeats the others', async () => {
		const simulator = await simulate();
		const { outputs, error } = await execute({
			...someWrong,
			credential: credentialFor(simulator),
			onError: 'continueRegularOutput',
		});

		expect(error).toBeUndefined();
		expect(outputs[0]).toMatchObject([
			{ json: { customerOrderNumber: 'CUSTPO-203' }, pairedItem: { item: 0 } },
			{
				json: { error: expect.stringMatching(/^Created After: "yesterday"/) as string },
				pairedItem: { item: 1 },
			},
			{ json: { customerOrderNumber: 'CUSTPO-201' }, pairedItem: { item: 2 } },
		]);
		expect(searchesAt(simulator)).toHaveLength(2);
	});

	test('goes to the error output where there is one', async () => {
		const { outputs } = await execute({
			...someWrong,
			credential: credentialFor(await simulate()),
			onError: 'continueErrorOutput',
		});

		expect(outputs[0]).toHaveLength(2);
		expect(outputs[1]).toMatchObject([
			{ json: { error: expect.stringMatching(/^Created After/) as string } },
		]);
	});
});

test('a token that expires in the middle is renewed once, and no order is missing', async () => {
	const simulator = await simulate({
		orders: 700,
		documentedOrders: false,
		faults: [{ kind: 'expire-tokens', endpoint: 'search', requests: [3] }],
	});
	const { items } = await execute({
		credential: credentialFor(simulator),
		parameters: { returnAll: true, output: 'orders' },
	});

	expect(items).toHaveLength(700);
	expect(tokensAt(simulator)).toBe(2);
});

test('a request that is never answered is given up after Timeout and sent again', async () => {
	const simulator = await simulate({ faults: [{ kind: 'hang', endpoint: 'search' }] });
	const { items, error } = await execute({
		credential: credentialFor(simulator),
		parameters: { filters: { orderNumber: '20-RD12H' }, options: { timeout: 1 } },
	});

	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(searchesAt(simulator)).toHaveLength(2);
});

describe('Cancel', () => {
	test('nothing is left listening for it, however often a loop runs the node', async () => {
		const simulator = await simulate({ rateLimit: { limit: 10_000 } });
		const listeners: number[] = [];
		const run = await executeInLoop(
			{
				credential: credentialFor(simulator),
				parameters: { filters: { orderNumber: '20-RD12H' } },
			},
			500,
			(signal) => {
				if (signal) listeners.push(getEventListeners(signal, 'abort').length);
			},
		);

		expect(run.data.resultData.error).toBeUndefined();
		expect(listeners).toHaveLength(500);
		expect(Math.max(...listeners)).toBe(0);
	});

	async function canceledAfterFirstSearch(simulatorOptions: Parameters<typeof simulate>[0]) {
		const simulator = await simulate({ orders: 500, ...simulatorOptions });
		const { ended, cancel } = await start({
			credential: credentialFor(simulator),
			parameters: { returnAll: true },
			onError: 'continueRegularOutput',
		});
		await untilAsked(simulator);
		await pause(50);
		const canceledAt = Date.now();
		cancel();
		const { run, items } = await ended;
		expect(Date.now() - canceledAt).toBeLessThan(500);
		// n8n hands on the input item; a canceled search is no error item.
		expect(items).toEqual([{}]);
		return { simulator, run };
	}

	test('ends a wait for the rate limit at once, and sends nothing more', async () => {
		const { simulator, run } = await canceledAfterFirstSearch({
			rateLimit: { limit: 1, windowMs: 1_000, start: 'first-request' },
		});

		expect(run.status).toBe('canceled');
		await pause(1_200);
		expect(searchesAt(simulator)).toHaveLength(1);
	});

	test('ends a request under way at once', async () => {
		const { run } = await canceledAfterFirstSearch({
			faults: [{ kind: 'hang', endpoint: 'search', every: 1 }],
		});

		expect(run.status).toBe('canceled');
	});
});
