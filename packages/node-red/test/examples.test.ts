import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator, type Order, type Simulator } from '@ingram-orders/simulator';
import { exampleFlows, exampleNames } from '../../../scripts/node-red/example-flows.ts';
import {
	startNodeRed,
	type FlowNode,
	type NodeRed,
} from '../../../scripts/node-red/node-red-process.ts';
import { collector, collectors, place, tab } from './support/flow.ts';
import { forgetKept, kept, type KeptMessage } from './support/kept.ts';
import { optionsFor, releases } from './support/releases.ts';
import { startTickets, type Tickets } from './support/tickets.ts';
import { until } from './support/until.ts';

jest.setTimeout(60_000);

const evil = '<script>alert("hold")</script>';
const onHold = { statusCode: 'C', status: 'ORDER HOLD', holdReasonCode: 'BA', holdReason: evil };
const evilOrder: Order = {
	...{ orderNumber: '20-EVIL1', customerOrderNumber: `PO-${evil}` },
	entryTimestamp: '2024-04-30T10:00:00Z',
	subOrders: [{ subOrderNumber: '20-EVIL1-11', ...onHold }],
};

test('the examples that are shipped are the ones that are tried here', () => {
	const files = readdirSync(path.resolve(import.meta.dirname, '../examples'));
	expect(files.sort()).toEqual(exampleNames.map((name) => `${name}.json`).sort());
});

test.each(exampleNames)('%s uses nodes of Node-RED and ours only, and holds no secret', (name) => {
	const file = path.resolve(import.meta.dirname, `../examples/${name}.json`);
	const nodes = JSON.parse(readFileSync(file, 'utf8')) as FlowNode[];
	const core = [
		...['tab', 'inject', 'debug', 'catch', 'comment', 'function', 'template', 'change', 'switch'],
		...[
			'split',
			'join',
			'csv',
			'file',
			'http in',
			'http response',
			'http request',
			'delay',
			'status',
		],
	];
	const ours = ['ingram-micro-account', 'ingram-order-search', 'ingram-order-watch'];
	expect(nodes.filter(({ type }) => ![...core, ...ours].includes(type))).toEqual([]);
	const account = nodes.find(({ type }) => type === 'ingram-micro-account');
	expect(account).toMatchObject({ customerNumber: '', countryCode: '', environment: 'production' });
	expect(account).not.toHaveProperty('credentials');
});

describe.each(releases)('the examples in %s', (release) => {
	let simulator: Simulator;
	let nodeRed: NodeRed;

	beforeAll(async () => {
		const plain = await startSimulator({ orders: 30 });
		const orders = [...plain.orders, evilOrder];
		await plain.close();
		simulator = await startSimulator({
			...{ orders, documentedOrders: false, rateLimit: { limit: 1000 } },
		});
		nodeRed = await startNodeRed(optionsFor(release));
	});

	afterAll(async () => {
		await nodeRed.stop();
		await simulator.close();
	});

	/** Deploys an example with its debug nodes also wired to a collector. */
	async function deploy(
		name: string,
		change: (node: FlowNode) => FlowNode = (node) => node,
	): Promise<void> {
		await forgetKept(nodeRed);
		const flows = exampleFlows([name], {
			...{ environment: 'custom', baseUrl: simulator.origin },
			...{ customerNumber: '20-123456', countryCode: 'UK' },
			credentials: { clientId: 'demo-app', clientSecret: 'demo-secret' },
		});
		const shown = flows.map((node) =>
			node.type === 'debug' ? { ...collector(node.id), z: node['z'] } : node,
		);
		await nodeRed.deploy([
			...[tab, ...collectors.filter(({ id }) => id !== 'completions'), ...shown.map(change)],
			...flows.filter(({ type }) => type === 'ingram-order-watch').flatMap(completionsOf),
		]);
	}

	/** Tells on a watch's own tab, the only one that a complete node looks at, when it has polled. */
	function completionsOf({ id, z }: FlowNode): FlowNode[] {
		return [
			{ id: 'complete', type: 'complete', ...place, z, scope: [id], wires: [['completions']] },
			{ ...collector('completions'), z },
		];
	}

	/** Presses the button of a watch, and waits until it has looked. */
	async function look(button: string): Promise<void> {
		const before = (await kept(nodeRed, 'completions', 0)).length;
		await nodeRed.inject(button);
		await kept(nodeRed, 'completions', before + 1);
	}

	/** Puts an order on hold that is not; gives its number. */
	function hold(): string {
		const order = simulator.orders.find(({ subOrders }) =>
			subOrders.every(
				({ statusCode, holdReasonCode }) => statusCode === 'I' && holdReasonCode === '',
			),
		);
		if (!order) throw new Error('no such order');
		const { orderNumber } = order;
		simulator.control.changeOrder({ orderNumber, statusCode: 'C', holdReasonCode: 'CH' });
		return orderNumber;
	}

	function endHold(orderNumber: string): void {
		simulator.control.changeOrder({ orderNumber, statusCode: 'I', holdReasonCode: '' });
	}

	async function firstAt(id: string): Promise<KeptMessage | undefined> {
		return (await kept(nodeRed, id, 1))[0];
	}

	function holds(): number {
		const isFinished = (code: string) => ['F', 'I', 'V'].includes(code);
		return simulator.orders
			.flatMap(({ subOrders }) => subOrders)
			.filter(
				({ statusCode, holdReasonCode }) =>
					['C', 'D', 'O', 'S'].includes(statusCode) ||
					(!['', 'VO'].includes(holdReasonCode) && !isFinished(statusCode)),
			).length;
	}

	test('search and debug shows the orders on hold', async () => {
		await deploy('search-and-debug');
		await nodeRed.inject('example-search-go');
		expect((await firstAt('example-search-rows'))?.payload).toHaveLength(holds());
	});

	test('the mail names every shipment on hold, and how many orders', async () => {
		await deploy('mail-text-of-holds');
		await nodeRed.inject('example-mail-go');
		const mail = await firstAt('example-mail-mail');
		expect(mail?.['topic']).toMatch(/^\d+ orders on hold at Ingram Micro$/);
		const lines = String(mail?.payload).split('\n');
		expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(holds());
		expect(mail?.payload).toContain(
			'- 20-RD12H (your number CUSTPO), shipment 20-RD12H-11: Credit hold, Credit check hold',
		);
	});

	test('a mail is written when a shipment goes on hold, and another one when it is released', async () => {
		await deploy('mail-text-on-hold-and-release');
		await look('example-watch-go');
		const orderNumber = hold();
		await look('example-watch-go');
		const [mail] = await kept(nodeRed, 'example-watch-mail', 1);
		expect(mail?.['topic']).toBe(`On hold at Ingram Micro: order ${orderNumber}`);
		expect(mail?.payload).toContain(`Order ${orderNumber} (your number`);
		expect(mail?.payload).toContain('is on hold: Credit hold, Credit check hold');
		const placed = (await kept(nodeRed, 'example-watch-mail', 1)).length;
		await look('example-watch-go');
		endHold(orderNumber);
		await look('example-watch-go');
		const mails = await kept(nodeRed, 'example-watch-mail', placed + 1);
		expect(mails).toHaveLength(2 * placed);
		expect(mails.at(-1)?.['topic']).toBe(`Released at Ingram Micro: order ${orderNumber}`);
		expect(mails.at(-1)?.payload).toMatch(
			/is not on hold any more, after 0 hours\.\s+It was: Credit hold, Credit check hold\.\s+It is now: Billed\./,
		);
	});

	test('the CSV file of events gets a line for each, below the names of the columns', async () => {
		await deploy('csv-file-of-events');
		await nodeRed.inject('example-events-new');
		await look('example-events-go');
		const orderNumber = hold();
		await look('example-events-go');
		endHold(orderNumber);
		await look('example-events-go');
		const file = path.join(nodeRed.userFolder, 'ingram-events.csv');
		const lines = await until(() => {
			const all = readFileSync(file, 'utf8').trim().split(/\r?\n/);
			return all.some((line) => line.startsWith('holdReleased')) ? all : undefined;
		});
		const [names = '', ...events] = lines;
		const rows = events.map((line) => line.split(','));
		const column = (name: string) => rows.map((row) => row[names.split(',').indexOf(name)]);
		expect(new Set(column('orderNumber'))).toEqual(new Set([orderNumber]));
		expect(new Set(column('event'))).toEqual(new Set(['holdPlaced', 'holdReleased']));
		expect(new Set(column('eventId')).size).toBe(rows.length);
		expect(new Set(column('holdReasonDescription'))).toEqual(
			new Set(['Credit check hold', 'No hold']),
		);
	});

	describe('a ticket for each hold', () => {
		let tickets: Tickets;

		beforeEach(async () => {
			tickets = await startTickets();
			await deploy('ticket-for-each-hold', (node) => {
				if (node.type === 'tab' && node.id === 'example-ticket') {
					return { ...node, env: [{ name: 'TICKET_API', value: tickets.origin, type: 'str' }] };
				}
				return node.type === 'delay' ? { ...node, timeout: '1', timeoutUnits: 'seconds' } : node;
			});
			await look('example-ticket-go');
		});

		afterEach(() => tickets.close());

		test('is opened and closed under one external id, and written again where that failed', async () => {
			const orderNumber = hold();
			tickets.failNext('status');
			tickets.failNext('reset');
			await look('example-ticket-go');
			const open = await until(() => tickets.written().at(-1));
			expect(open).toMatchObject({
				method: 'PUT',
				body: { status: 'open', text: 'Credit hold, Credit check hold' },
			});
			expect(open.path).toBe(`/tickets/${open.body.externalId}`);
			expect(open.body.externalId).toContain(orderNumber);
			expect(open.key).toMatch(/^holdPlaced:/);
			endHold(orderNumber);
			await look('example-ticket-go');
			const closed = await until(() =>
				tickets.written().find(({ body }) => body.status === 'closed'),
			);
			expect(closed.body.text).toBe('Not on hold any more after 0 hours: now Billed');
			expect(tickets.written().map(({ path: one }) => one)).toContain(closed.path);
			expect(closed.key).toMatch(/^holdReleased:/);
			expect(await kept(nodeRed, 'example-ticket-failure', 0)).toEqual([]);
		});

		test('stays closed where the request that opens it has to be sent again', async () => {
			tickets.failAll(true);
			const orderNumber = hold();
			await look('example-ticket-go');
			await until(() => tickets.failed() > 0 || undefined);
			tickets.failAll(false);
			endHold(orderNumber);
			await look('example-ticket-go');
			await until(() => tickets.written().at(-1));
			await delay(1_500);
			expect(new Set(tickets.written().map(({ body }) => body.status))).toEqual(
				new Set(['closed']),
			);
		});

		test('is only shown as long as there is no address', async () => {
			await deploy('ticket-for-each-hold');
			await look('example-ticket-go');
			const orderNumber = hold();
			await look('example-ticket-go');
			expect((await firstAt('example-ticket-unsent'))?.payload).toMatchObject({
				subject: expect.stringContaining(orderNumber) as string,
			});
			endHold(orderNumber);
			for (const id of ['failure', 'refused', 'done']) {
				expect(await kept(nodeRed, `example-ticket-${id}`, 0)).toEqual([]);
			}
		});
	});

	test('the CSV file has a line for every shipment of the last 30 days', async () => {
		await deploy('csv-file-of-shipments');
		await nodeRed.inject('example-csv-go');
		await firstAt('example-csv-done');
		const lines = readFileSync(path.join(nodeRed.userFolder, 'ingram-shipments.csv'), 'utf8')
			.trim()
			.split(/\r?\n/);
		const since = simulator.now() - 30 * 86_400_000;
		const recent = simulator.orders.filter(
			({ entryTimestamp }) => Date.parse(entryTimestamp) >= since,
		);
		expect(lines[0]).toMatch(/^orderNumber,customerOrderNumber,/);
		expect(lines).toHaveLength(1 + recent.flatMap(({ subOrders }) => subOrders).length);
	});

	test('looking up numbers gives one list with the shipments of all of them', async () => {
		await deploy('look-up-customer-orders');
		await nodeRed.inject('example-lookup-go');
		const rows = (await firstAt('example-lookup-rows'))?.payload as Record<string, unknown>[];
		expect(new Set(rows.map((row) => row['customerOrderNumber']))).toEqual(
			new Set(['CUSTPO', 'CUSTPO-203', 'CUSTPO-208']),
		);
	});

	test("the document's three scenarios find what they ask for", async () => {
		await deploy('look-up-scenarios');
		const counts: number[] = [];
		for (const [index, button] of ['go1', 'go2', 'go3'].entries()) {
			await nodeRed.inject(`example-scenarios-${button}`);
			const message = (await kept(nodeRed, 'example-scenarios-rows', index + 1))[index];
			expect(message?.ingram).toMatchObject({ complete: true });
			counts.push(message?.ingram['ordersReturned'] as number);
		}
		expect(counts).toEqual([10, 2, 4]);
	});

	test('the hold board shows every shipment on hold, and escapes what the API sends', async () => {
		await deploy('hold-board');
		const page = await until(async () => {
			const answer = await fetch(`${nodeRed.origin}/hold-board`);
			expect(answer.headers.get('content-type')).toContain('text/html');
			expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
			const text = await answer.text();
			return text.includes('By reason') ? text : undefined;
		});
		expect(page.match(/<tr><td>/g)).toHaveLength(holds());
		expect(page).toContain('20-RD12H');
		expect(page).toContain('Credit check hold');
		expect(page).toContain('20-EVIL1');
		expect(page).not.toContain('<script>');
		expect(page).toContain('PO-&lt;script&gt;');
	});

	test('the hold board says when the search failed, and goes on showing the last result', async () => {
		await deploy('hold-board');
		const page = async () => (await fetch(`${nodeRed.origin}/hold-board`)).text();
		await until(async () => (await page()).includes('By reason') || undefined);
		simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search' });
		await nodeRed.inject('example-board-go');
		const failed = await until(async () => {
			const text = await page();
			return text.includes('The last search failed') ? text : undefined;
		});
		expect(failed).toContain('has no access to this API');
		expect(failed).toContain('20-RD12H');
	});
});
