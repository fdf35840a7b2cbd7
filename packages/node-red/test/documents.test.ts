import { startSimulator, type Order, type Simulator } from '@ingram-orders/simulator';
import { startNodeRed, type NodeRed } from '../../../scripts/node-red/node-red-process.ts';
import { account, collector, collectors, inject, place, search, tab } from './support/flow.ts';
import { forgetKept, kept } from './support/kept.ts';
import { optionsFor, releases } from './support/releases.ts';
import { until } from './support/until.ts';

jest.setTimeout(60_000);

const dayMs = 24 * 60 * 60 * 1000;

/** An order of two invoiced shipments. */
function invoiced(orderNumber: string, daysAgo: number): Order {
	return {
		orderNumber,
		customerOrderNumber: `PO-${orderNumber}`,
		entryTimestamp: new Date(Date.now() - daysAgo * dayMs).toISOString(),
		subOrders: ['11', '21'].map((part) => ({
			subOrderNumber: `${orderNumber}-${part}`,
			...{ statusCode: 'I', status: 'INVOICED', holdReasonCode: '', holdReason: '' },
		})),
	};
}

describe.each(releases)('%s', (release) => {
	let simulator: Simulator;
	let nodeRed: NodeRed;

	beforeAll(async () => {
		simulator = await startSimulator({
			...{ documentedOrders: false, rateLimit: { limit: 1000 } },
			orders: [invoiced('20-AAAA1', 3), invoiced('20-BBBB2', 10), invoiced('20-CCCC3', 30)],
		});
		nodeRed = await startNodeRed(optionsFor(release));
	});

	afterAll(async () => {
		await nodeRed.stop();
		await simulator.close();
	});

	async function run(properties: Record<string, unknown>, message: Record<string, unknown> = {}) {
		await forgetKept(nodeRed);
		await nodeRed.deploy([
			...[tab, account(simulator.origin), ...collectors, inject('go', 'search', message)],
			...[search('search', properties), collector('statuses')],
			{
				id: 'status',
				type: 'status',
				name: '',
				scope: ['search'],
				...place,
				wires: [['statuses']],
			},
		]);
		await nodeRed.inject('go');
	}

	async function payloads(count = 1): Promise<unknown[]> {
		return (await kept(nodeRed, 'results', count)).map(({ payload }) => payload);
	}

	async function failure(): Promise<string> {
		return (await kept(nodeRed, 'failures', 1))[0]?.error?.message ?? '';
	}

	test('gets an order by its number, simplified and as the API sent it', async () => {
		const operation = 'getOrder';
		await run(
			{ operation, orderNumber: 'payload', orderNumberType: 'msg' },
			{ payload: '20-AAAA1' },
		);
		expect(await payloads()).toMatchObject([{ orderNumber: '20-AAAA1', totalTax: 0 }]);
		await run({ operation, orderNumber: '20-AAAA1', simplify: false });
		expect(await payloads()).toMatchObject([{ ordernumber: '20-AAAA1', totaltax: '0' }]);
		await run({ operation, orderNumber: '20-NOSUCH' });
		expect(await failure()).toContain('20-NOSUCH');
		await run({ operation });
		expect(await failure()).toContain('Order Number must not be empty.');
	});

	test('gets the invoices of an order, also when the message holds a link to it', async () => {
		const message = { payload: { orderLink: '/resellers/v5/orders/20-BBBB2' } };
		await run({ operation: 'getInvoice', orderNumber: '20-AAAA1' }, message);
		const [invoices] = (await payloads()) as [Record<string, unknown>[]];
		expect(invoices).toHaveLength(2);
		expect(invoices.every(({ invoiceNumber }) => typeof invoiceNumber === 'string')).toBe(true);

		await run({ operation: 'getInvoice', orderNumber: '20-AAAA1', delivery: 'each' }, message);
		expect(await payloads(2)).toEqual(invoices);
	});

	test('gets the one invoice that the link of a row leads to', async () => {
		await run({ orderNumber: '20-BBBB2' });
		const [rows] = (await payloads()) as [{ invoiceLink: string }[]];
		const link = { link: 'payload.invoiceLink', linkType: 'msg' };
		await run({ operation: 'getInvoice', ...link }, { payload: rows[1] });
		expect(await payloads()).toMatchObject([[{ invoiceNumber: expect.any(String) as unknown }]]);
	});

	test('counts days back from the run', async () => {
		const found = async () =>
			((await payloads()) as { orderNumber: string }[][])[0]?.map(({ orderNumber }) => orderNumber);
		const output = 'orders';
		await run({ output, createdAfter: '20', createdAfterType: 'daysAgo' });
		expect((await found())?.sort()).toEqual(['20-AAAA1', '20-BBBB2']);
		const range = { createdBefore: '5', createdBeforeType: 'daysAgo' };
		await run({ output, createdAfter: '20', createdAfterType: 'daysAgo', ...range });
		expect(await found()).toEqual(['20-BBBB2']);
		await run({ createdAfter: 'soon', createdAfterType: 'daysAgo' });
		expect(await failure()).toContain('Created After: It must be a whole number of days');
	});

	test('says that no order matches, and what was looked through', async () => {
		await run({ orderStatus: 'V' });
		const [message] = await kept(nodeRed, 'results', 1);
		expect(message?.payload).toEqual([]);
		expect(message?.ingram['warnings']).toHaveLength(1);
		await until(async () =>
			(await kept(nodeRed, 'statuses', 1)).find(
				({ status }) => (status as { text: string }).text === 'no order matches',
			),
		);
	});
});
