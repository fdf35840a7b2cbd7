import { isOnHold } from '../../src/api/v5/hold.ts';
import { createScriptedWorld, orderOf, pageOf, subOrderOf } from '../support/scripted-world.ts';
import { search } from '../support/simulated-world.ts';

async function itemsOf(orders: readonly unknown[], input: object): Promise<unknown[]> {
	const world = createScriptedWorld({ api: () => pageOf(orders) });
	const { items, error } = await world.clock.run(search(world, input));
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
}

const holding = ['C', 'D', 'O', 'S'];
const finished = ['F', 'I', 'V'];
const open = ['', 'E', 'R', 'W', 'P', '4'];
const truth = [...holding, ...finished, ...open].flatMap((statusCode) =>
	['', 'VO', 'CH', 'ZZ'].map((holdReasonCode) => ({
		statusCode,
		holdReasonCode,
		expected:
			holding.includes(statusCode) ||
			(open.includes(statusCode) && ['CH', 'ZZ'].includes(holdReasonCode)),
	})),
);

test.each(truth)(
	'status "$statusCode" with hold reason "$holdReasonCode" is on hold: $expected',
	({ statusCode, holdReasonCode, expected }) => {
		expect(isOnHold(statusCode, holdReasonCode)).toBe(expected);
	},
);

const order = {
	ordernumber: '20-1',
	entrytimestamp: '2026-01-10T12:00:00+02:00',
	customerordernumber: 'PO-1',
	suborders: [
		{
			...subOrderOf('20-1-11', ' i ', 'blank'),
			status: 'BILLED',
			links: [
				{ topic: 'orders', href: '/resellers/v5/orders/20-1-11', type: 'GET' },
				{ topic: 'Invoices', href: '/resellers/v5/invoices/20-1-11', type: 'GET' },
			],
		},
		{ ...subOrderOf('20-1-21', 'P', 'Q9'), status: 'PICKING' },
		{ subordernumber: '20-1-31' },
	],
	links: { topic: 'orders', href: '/resellers/v5/orders/20-1', type: 'GET' },
};

const common = {
	orderNumber: '20-1',
	customerOrderNumber: 'PO-1',
	entryTimestamp: '2026-01-10T10:00:00Z',
};

/** The clock of these tests stands at noon on 15 January. */
const ageDays = 5;

const general =
	'Ask your Ingram Micro sales contact why this order is on hold and who must release it.';

const described = [
	{
		onHold: false,
		statusDescription: 'Billed',
		holdReasonDescription: 'No hold',
		subOrderNumber: '20-1-11',
		statusCode: 'I',
		status: 'BILLED',
		holdReasonCode: '',
		holdReason: '',
		...{ holdCategory: '', holdAdvice: '' },
		orderLink: '/resellers/v5/orders/20-1-11',
		invoiceLink: '/resellers/v5/invoices/20-1-11',
	},
	{
		onHold: true,
		statusDescription: 'PICKING',
		holdReasonDescription: 'Unknown code Q9',
		subOrderNumber: '20-1-21',
		statusCode: 'P',
		status: 'PICKING',
		holdReasonCode: 'Q9',
		holdReason: '',
		...{ holdCategory: 'other', holdAdvice: general },
		orderLink: '/resellers/v5/orders/20-1',
		invoiceLink: '',
	},
	{
		onHold: false,
		statusDescription: 'In progress/Open order',
		holdReasonDescription: 'No hold',
		subOrderNumber: '20-1-31',
		statusCode: '',
		status: '',
		holdReasonCode: '',
		holdReason: '',
		...{ holdCategory: '', holdAdvice: '' },
		orderLink: '/resellers/v5/orders/20-1',
		invoiceLink: '',
	},
];

test('rows are suborders with the fields of their order, what people look for first', async () => {
	const rows = await itemsOf([order], { output: 'suborders' });
	expect(rows).toEqual(described.map((subOrder) => ({ ...common, ageDays, ...subOrder })));
	expect(Object.keys(rows[0] as object)).toEqual([
		...['orderNumber', 'customerOrderNumber', 'onHold', 'statusDescription'],
		...['holdReasonDescription', 'ageDays', 'entryTimestamp', 'subOrderNumber'],
		...['statusCode', 'status', 'holdReasonCode', 'holdReason', 'holdCategory', 'holdAdvice'],
		...['orderLink', 'invoiceLink'],
	]);
});

test('orders keep their suborders and links', async () => {
	const items = await itemsOf([order], { output: 'orders' });
	expect(items).toEqual([
		{
			...common,
			ageDays,
			onHold: true,
			subOrders: described,
			links: [{ topic: 'orders', href: '/resellers/v5/orders/20-1', type: 'GET' }],
		},
	]);
	expect(Object.keys(items[0] as object)).toEqual([
		...['orderNumber', 'customerOrderNumber', 'entryTimestamp', 'ageDays', 'onHold'],
		...['subOrders', 'links'],
	]);
});

test('raw orders are exactly what the API sent', async () => {
	expect(await itemsOf([order], { output: 'raw' })).toEqual([order]);
});

test('an order without suborders still gives a row', async () => {
	const rows = await itemsOf([orderOf('20-2', [])], { output: 'suborders' });
	expect(rows).toMatchObject([
		{
			orderNumber: '20-2',
			subOrderNumber: '',
			statusDescription: '',
			holdAdvice: '',
			onHold: false,
		},
	]);
});

test('filters choose rows, and whole orders', async () => {
	const rows = await itemsOf([order], { output: 'suborders', onHoldOnly: true });
	expect(rows).toMatchObject([{ subOrderNumber: '20-1-21' }]);
	const orders = await itemsOf([order], { output: 'orders', onHoldOnly: true });
	expect(orders).toMatchObject([{ subOrders: [{}, {}, {}] }]);
	expect(await itemsOf([order], { output: 'raw', holdReason: 'CH' })).toEqual([]);
});

test('a timestamp that is not a date is passed through', async () => {
	const odd = { ...order, entrytimestamp: 'last week' };
	expect(await itemsOf([odd], { output: 'orders' })).toMatchObject([
		{ entryTimestamp: 'last week', ageDays: null },
	]);
});

test('codes that no table lists are named in a warning', async () => {
	const world = createScriptedWorld({ api: () => pageOf([order]) });
	const { summary } = await world.clock.run(search(world));
	expect(summary.warnings.map(({ message }) => message)).toEqual([
		expect.stringMatching(/order status.*: P\.$/),
		expect.stringMatching(/hold reason.*: Q9\.$/),
	]);
	expect(summary.complete).toBe(true);
});
