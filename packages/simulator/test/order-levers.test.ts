import {
	createApi,
	OptionError,
	type Order,
	type SimulatorOptions,
} from '@ingram-orders/simulator';
import { control, noon, numbersOf, resultOf, startClient, type Client } from './support.ts';

const held: Order = {
	orderNumber: '20-AAAA1',
	entryTimestamp: '2026-01-14T08:00:00Z',
	customerOrderNumber: 'PO-1',
	subOrders: [
		{
			subOrderNumber: '20-AAAA1-11',
			statusCode: 'C',
			status: 'CREDIT HOLD',
			holdReasonCode: 'CH',
			holdReason: 'HARD-9 CUST NOT FLOOR ORD',
		},
		{
			subOrderNumber: '20-AAAA1-21',
			statusCode: 'R',
			status: 'RELEASED',
			holdReasonCode: '',
			holdReason: '',
		},
	],
};

/** The same number, entered for other purchase orders on other days. */
const repeated: readonly Order[] = ['2026-01-13', '2026-01-12'].map((day) => ({
	...held,
	orderNumber: '20-AAAA2',
	entryTimestamp: `${day}T08:00:00Z`,
	customerOrderNumber: `PO-${day}`,
	subOrders: [],
}));

const options: SimulatorOptions = { now: () => noon, orders: [held, ...repeated] };

const codesOf = (order: Order | undefined): string[] =>
	(order?.subOrders ?? []).map(
		({ subOrderNumber, statusCode, holdReasonCode }) =>
			`${subOrderNumber} ${statusCode} ${holdReasonCode}`,
	);

/** The numbers that a search for a status finds. */
const withStatus = async ({ search }: Client, orderstatus: string): Promise<string[]> =>
	numbersOf(await search({ orderstatus }));

describe('a named order', () => {
	it('is put on hold and released, one suborder of it, and searches see it at once', async () => {
		const client = await startClient(options);
		const { simulator } = client;
		expect(await withStatus(client, 'S')).toEqual([]);
		const named = { orderNumber: '20-AAAA1', subOrderNumber: '20-AAAA1-21' };
		simulator.control.changeOrder({ ...named, statusCode: 'S', holdReasonCode: 'SH' });
		expect(await withStatus(client, 'S')).toEqual(['20-AAAA1']);
		expect(simulator.orders[0]?.subOrders).toEqual([
			held.subOrders[0],
			{
				subOrderNumber: '20-AAAA1-21',
				statusCode: 'S',
				status: 'SALES HOLD',
				holdReasonCode: 'SH',
				holdReason: 'SALES HOLD',
			},
		]);
		simulator.control.changeOrder({ ...named, statusCode: 'R', holdReasonCode: '' });
		expect(await withStatus(client, 'S')).toEqual([]);
		expect(simulator.orders[0]).toEqual(held);
	});

	it('keeps the code that a change does not name, and changes whole without a suborder', () => {
		const api = createApi(options);
		api.control.changeOrder({ orderNumber: '20-AAAA1', holdReasonCode: 'EX' });
		expect(codesOf(api.orders[0])).toEqual(['20-AAAA1-11 C EX', '20-AAAA1-21 R EX']);
		api.control.changeOrder({ orderNumber: '20-AAAA1', statusCode: 'D' });
		expect(codesOf(api.orders[0])).toEqual(['20-AAAA1-11 D EX', '20-AAAA1-21 D EX']);
	});

	it('gains and loses a suborder, and disappears', () => {
		const api = createApi(options);
		const orderNumber = '20-AAAA1';
		api.control.addSubOrder({ orderNumber, subOrderNumber: '20-AAAA1-31', statusCode: 'O' });
		expect(codesOf(api.orders[0]).slice(2)).toEqual(['20-AAAA1-31 O ']);
		api.control.deleteOrder({ orderNumber, subOrderNumber: '20-AAAA1-11' });
		expect(codesOf(api.orders[0])).toEqual(['20-AAAA1-21 R ', '20-AAAA1-31 O ']);
		api.control.deleteOrder({ orderNumber });
		expect(api.orders).toEqual(repeated);
	});

	it('is one of several with its number, chosen by what else it has', () => {
		const api = createApi(options);
		const orderNumber = '20-AAAA2';
		api.control.deleteOrder({ orderNumber, entryTimestamp: '2026-01-13T08:00:00Z' });
		expect(api.orders).toEqual([held, repeated[1]]);
		const other = createApi(options);
		other.control.deleteOrder({ orderNumber, customerOrderNumber: 'PO-2026-01-12' });
		expect(other.orders).toEqual([held, repeated[0]]);
	});

	it('belongs to the first account unless another is named', () => {
		const api = createApi({
			...options,
			applications: [
				{
					clientId: 'demo-app',
					clientSecret: 'demo-secret',
					accounts: [
						{ customerNumber: '20-123456', countryCode: 'UK' },
						{ customerNumber: '44-000001', countryCode: 'DE' },
					],
				},
			],
		});
		api.control.deleteOrder({ customerNumber: '44-000001', orderNumber: '20-AAAA1' });
		expect(api.orders).toEqual([held, ...repeated]);
		expect(api.ordersOf('44-000001')).toEqual(repeated);
	});
});

describe('a new order', () => {
	it('comes first, with what is given and with defaults for the rest', async () => {
		const { simulator, search } = await startClient(options);
		simulator.control.enterOrder({ orderNumber: '20-NEW01' });
		simulator.control.enterOrder({
			orderNumber: '20-NEW02',
			customerOrderNumber: 'PO-7',
			subOrders: [{ statusCode: 'C', holdReasonCode: 'CH' }, { subOrderNumber: '20-NEW02-99' }],
		});
		expect(resultOf(await search()).orders?.slice(0, 2)).toMatchObject([
			{
				ordernumber: '20-NEW02',
				entrytimestamp: '2026-01-15T12:00:00Z',
				customerordernumber: 'PO-7',
				suborders: [
					{ subordernumber: '20-NEW02-11', statuscode: 'C', holdreasoncode: 'CH' },
					{ subordernumber: '20-NEW02-99', statuscode: '', holdreasoncode: '' },
				],
			},
			{
				ordernumber: '20-NEW01',
				customerordernumber: 'PO-20-NEW01',
				suborders: [{ subordernumber: '20-NEW01-11', statuscode: '', status: 'IN PROGRESS' }],
			},
		]);
	});

	it('that comes late has its place among those of its time', () => {
		const api = createApi(options);
		const enter = (orderNumber: string, entryTimestamp: string): void =>
			api.control.enterOrder({ orderNumber, entryTimestamp, subOrders: [] });
		enter('20-LATE1', '2026-01-13T08:00:00Z');
		enter('20-LATE2', '2025-12-24T00:00:00Z');
		expect(api.orders.map(({ orderNumber }) => orderNumber)).toEqual([
			'20-AAAA1',
			'20-LATE1',
			'20-AAAA2',
			'20-AAAA2',
			'20-LATE2',
		]);
	});
});

type Lever = 'enterOrder' | 'addSubOrder' | 'changeOrder' | 'deleteOrder';

const routes: Readonly<Record<Lever, string>> = {
	enterOrder: 'enter-order',
	addSubOrder: 'add-suborder',
	changeOrder: 'change-order',
	deleteOrder: 'delete-order',
};

const first = { orderNumber: '20-AAAA1' };

it('the control endpoint has the same levers', async () => {
	const { simulator } = await startClient(options);
	const { origin } = simulator;
	const entered = await control(origin, 'enter-order', { orderNumber: '20-NEW01' });
	expect(entered.body).toMatchObject({ orders: { '20-123456': 4 } });
	await control(origin, 'add-suborder', { ...first, subOrderNumber: '20-AAAA1-31' });
	await control(origin, 'change-order', { ...first, statusCode: 'D', holdReasonCode: 'BA' });
	expect(codesOf(simulator.orders[1])).toEqual([
		'20-AAAA1-11 D BA',
		'20-AAAA1-21 D BA',
		'20-AAAA1-31 D BA',
	]);
	await control(origin, 'delete-order', { ...first, subOrderNumber: '20-AAAA1-21' });
	await control(origin, 'delete-order', { orderNumber: '20-NEW01' });
	expect(codesOf(simulator.orders[0])).toEqual(['20-AAAA1-11 D BA', '20-AAAA1-31 D BA']);
});

it.each<[Lever, unknown, string]>([
	['changeOrder', 7, 'it must be an object with an orderNumber'],
	['changeOrder', { statusCode: 'C' }, 'orderNumber must be a text that is not empty'],
	['changeOrder', first, 'a change needs a statusCode, a holdReasonCode or a statusWord'],
	['changeOrder', { ...first, statusCode: 'c' }, 'statusCode must be a code of capital letters'],
	['changeOrder', { ...first, status: 'C' }, 'status is not known; known are customerNumber,'],
	['changeOrder', { ...first, customerNumber: 'x', statusCode: 'C' }, 'known are 20-123456'],
	['deleteOrder', { orderNumber: 'AAAA1' }, 'no order has orderNumber AAAA1; the whole number'],
	[
		'deleteOrder',
		{ ...first, customerOrderNumber: 'PO-2' },
		'no order has orderNumber 20-AAAA1, customerOrderNumber PO-2',
	],
	[
		'deleteOrder',
		{ orderNumber: '20-AAAA2' },
		'several orders have orderNumber 20-AAAA2; give customerOrderNumber or entryTimestamp too',
	],
	[
		'deleteOrder',
		{ ...first, subOrderNumber: '11' },
		'subOrderNumber 11 is not known in order 20-AAAA1; known are 20-AAAA1-11, 20-AAAA1-21',
	],
	[
		'addSubOrder',
		{ ...first, subOrderNumber: '20-AAAA1-11' },
		'subOrderNumber 20-AAAA1-11 is in order 20-AAAA1 already',
	],
	['addSubOrder', first, 'subOrderNumber must be a text that is not empty'],
	[
		'enterOrder',
		{ ...first, entryTimestamp: '2026-01-14' },
		'entryTimestamp must be UTC in the form YYYY-MM-DDTHH:MM:SSZ',
	],
	['enterOrder', { ...first, subOrders: [{ code: 'C' }] }, 'subOrders must be a list in which'],
	[
		'enterOrder',
		{ ...first, entryTimestamp: held.entryTimestamp, customerOrderNumber: 'PO-1' },
		'orderNumber 20-AAAA1 was entered at 2026-01-14T08:00:00Z for PO-1 already',
	],
	[
		'enterOrder',
		{ orderNumber: '20-NEW01', subOrders: [{ subOrderNumber: 'x' }, { subOrderNumber: 'x' }] },
		'subOrderNumber x is given twice',
	],
])('%s refuses %j, by program and by HTTP', async (lever, value, message) => {
	const { simulator } = await startClient(options);
	const pull = simulator.control[lever] as (value: unknown) => void;
	expect(() => pull(value)).toThrow(OptionError);
	expect(() => pull(value)).toThrow(message);
	const reply = await control(simulator.origin, routes[lever], value);
	expect(reply.status).toBe(400);
	expect(reply.body).toEqual({ message: expect.stringContaining(message) as string });
	expect(simulator.orders).toEqual([held, ...repeated]);
});

describe('a fault that changes a named order', () => {
	it('does so after the answer to the search for a status, so that a poll meets both states', async () => {
		const client = await startClient(options);
		client.simulator.control.fault({
			kind: 'change-order',
			orderStatus: 'C',
			orderNumber: '20-AAAA1',
			subOrderNumber: '20-AAAA1-11',
			statusCode: 'D',
			holdReasonCode: 'BA',
		});
		expect(await withStatus(client, 'D')).toEqual([]);
		expect(await withStatus(client, 'C')).toEqual(['20-AAAA1']);
		expect(await withStatus(client, 'C')).toEqual([]);
		expect(await withStatus(client, 'D')).toEqual(['20-AAAA1']);
	});

	it('counts only searches for that status, or for none', async () => {
		const client = await startClient(options);
		const { control: levers } = client.simulator;
		levers.fault({
			kind: 'delete-order',
			orderStatus: 'C',
			requests: [2],
			orderNumber: '20-AAAA1',
		});
		levers.fault({ kind: 'enter-order', orderStatus: '', orderNumber: '20-NEW01' });
		await withStatus(client, 'C');
		await withStatus(client, 'S');
		await client.get('/resellers/v5/orders/20-AAAA1');
		expect(client.simulator.orders).toHaveLength(3);
		await withStatus(client, 'C');
		expect(client.simulator.orders).toEqual(repeated);
		await client.search();
		expect(client.simulator.orders).toHaveLength(3);
	});

	it('can enter an order and then change it', async () => {
		const { simulator, search } = await startClient({
			...options,
			faults: [
				{ kind: 'enter-order', orderNumber: '20-NEW01', requests: [1] },
				{
					kind: 'add-suborder',
					orderNumber: '20-NEW01',
					subOrderNumber: '20-NEW01-21',
					statusCode: 'C',
					requests: [2],
				},
			],
		});
		await search();
		await search();
		expect(codesOf(simulator.orders[0])).toEqual(['20-NEW01-11  ', '20-NEW01-21 C ']);
	});

	it('says in the state why it could not, and the answer is good all the same', async () => {
		const { simulator, search } = await startClient(options);
		simulator.control.fault({ kind: 'delete-order', orderNumber: '20-NONE1', times: 2 });
		expect((await search()).status).toBe(200);
		expect(simulator.control.state().faults).toMatchObject([
			{
				struck: 1,
				problem: expect.stringContaining('no order has orderNumber 20-NONE1') as string,
			},
		]);
		simulator.control.enterOrder({ orderNumber: '20-NONE1' });
		await search();
		expect(simulator.control.state().faults[0]).not.toHaveProperty('problem');
		expect(simulator.orders).toHaveLength(3);
	});

	it.each<[object, string]>([
		[{ kind: 'change-order', statusCode: 'C' }, 'fault.orderNumber must be a text'],
		[{ kind: 'enter-order', ...first, statusCode: 'C' }, 'fault.statusCode is not known'],
		[{ kind: 'delete-order', ...first, orderStatus: 7 }, 'fault.orderStatus must be a text'],
	])('is refused where it makes no sense: %j', async (fault, message) => {
		const { simulator } = await startClient(options);
		const reply = await control(simulator.origin, 'fault', fault);
		expect(reply.status).toBe(400);
		expect(reply.body).toEqual({ message: expect.stringContaining(message) as string });
	});
});
