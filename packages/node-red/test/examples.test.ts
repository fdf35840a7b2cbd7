import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { exampleNames, exampleSecretKey } from '../../../scripts/node-red/example-flows.ts';
import type { FlowNode } from '../../../scripts/node-red/node-red-process.ts';
import { setExampleStage, type ExampleStage } from './support/example-stage.ts';
import type { KeptMessage } from './support/kept.ts';
import { startRecordingServer, type RecordingServer } from './support/recording-server.ts';
import { releases } from './support/releases.ts';
import { until } from './support/until.ts';

jest.setTimeout(60_000);

interface Ticket {
	externalId: string;
	status: string;
	subject: string;
	text: string;
}

function readTicket(body: unknown): Ticket {
	const { externalId, status, subject, text } = body as Record<keyof Ticket, unknown>;
	return {
		...{ externalId: String(externalId), status: String(status) },
		...{ subject: String(subject), text: String(text) },
	};
}

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
	const ours = [
		...['ingram-micro-account', 'ingram-order-search', 'ingram-order-watch'],
		'ingram-webhook-check',
	];
	expect(nodes.filter(({ type }) => ![...core, ...ours].includes(type))).toEqual([]);
	const account = nodes.find(({ type }) => type === 'ingram-micro-account');
	expect(account).toMatchObject({ customerNumber: '', countryCode: '', environment: 'production' });
	expect(account).not.toHaveProperty('credentials');
});

describe.each(releases)('the examples in %s', (release) => {
	let stage: ExampleStage;

	beforeAll(async () => {
		stage = await setExampleStage(release);
	});

	afterAll(() => stage.close());

	async function firstAt(id: string): Promise<KeptMessage | undefined> {
		return (await stage.kept(id, 1))[0];
	}

	test('search and debug shows the orders on hold', async () => {
		await stage.deploy('search-and-debug');
		await stage.nodeRed.inject('example-search-go');
		expect((await firstAt('example-search-rows'))?.payload).toHaveLength(stage.holds());
	});

	test('the mail names every shipment on hold, and how many orders', async () => {
		await stage.deploy('mail-text-of-holds');
		await stage.nodeRed.inject('example-mail-go');
		const mail = await firstAt('example-mail-mail');
		expect(mail?.['topic']).toMatch(/^\d+ orders on hold at Ingram Micro$/);
		const lines = String(mail?.payload).split('\n');
		expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(stage.holds());
		expect(mail?.payload).toMatch(
			/- 20-RD12H-11 \(your number CUSTPO\), \d+ days old: Credit hold, Credit check hold.*\n {2}\S.*\./,
		);
		const ages = [...String(mail?.payload).matchAll(/(\d+) days old/g)].map(([, days]) =>
			Number(days),
		);
		expect(ages).toEqual([...ages].sort((a, b) => b - a));
	});

	test('the CSV file of events gets a line for each, below the names of the columns', async () => {
		await stage.deploy('csv-file-of-events');
		await stage.nodeRed.inject('example-events-new');
		await stage.look('example-events-go');
		const orderNumber = stage.hold();
		await stage.look('example-events-go');
		stage.endHold(orderNumber);
		await stage.look('example-events-go');
		const file = path.join(stage.nodeRed.userFolder, 'ingram-events.csv');
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
		let tickets: RecordingServer<Ticket>;

		beforeEach(async () => {
			tickets = await startRecordingServer(readTicket);
			await stage.deploy('ticket-for-each-hold', {
				change: (node) => {
					if (node.type === 'tab' && node.id === 'example-ticket') {
						return { ...node, env: [{ name: 'TICKET_API', value: tickets.origin, type: 'str' }] };
					}
					return node.type === 'delay' ? { ...node, timeout: '1', timeoutUnits: 'seconds' } : node;
				},
			});
			await stage.look('example-ticket-go');
		});

		afterEach(() => tickets.close());

		test('is opened and closed under one external id, and written again where that failed', async () => {
			const orderNumber = stage.hold();
			tickets.failNext('status');
			tickets.failNext('reset');
			await stage.look('example-ticket-go');
			const open = await until(() => tickets.written().at(-1));
			expect(open).toMatchObject({
				method: 'PUT',
				body: {
					status: 'open',
					text: expect.stringContaining(
						'Credit hold, Credit check hold. Ingram Micro Credit is',
					) as string,
				},
			});
			expect(open.path).toBe(`/tickets/${open.body.externalId}`);
			expect(open.body.externalId).toContain(orderNumber);
			expect(open.key).toMatch(/^holdPlaced:/);
			stage.endHold(orderNumber);
			await stage.look('example-ticket-go');
			const closed = await until(() =>
				tickets.written().find(({ body }) => body.status === 'closed'),
			);
			expect(closed.body.text).toBe('Not on hold any more after 0 hours: now Billed');
			expect(tickets.written().map(({ path: one }) => one)).toContain(closed.path);
			expect(closed.key).toMatch(/^holdReleased:/);
			expect(await stage.kept('example-ticket-failure', 0)).toEqual([]);
		});

		test('stays closed where the request that opens it has to be sent again', async () => {
			tickets.failAll(true);
			const orderNumber = stage.hold();
			await stage.look('example-ticket-go');
			await until(() => tickets.failed() > 0 || undefined);
			tickets.failAll(false);
			stage.endHold(orderNumber);
			await stage.look('example-ticket-go');
			await until(() => tickets.written().at(-1));
			await delay(1_500);
			expect(new Set(tickets.written().map(({ body }) => body.status))).toEqual(
				new Set(['closed']),
			);
		});

		test('is only shown as long as there is no address', async () => {
			await stage.deploy('ticket-for-each-hold');
			await stage.look('example-ticket-go');
			const orderNumber = stage.hold();
			await stage.look('example-ticket-go');
			expect((await firstAt('example-ticket-unsent'))?.payload).toMatchObject({
				subject: expect.stringContaining(orderNumber) as string,
			});
			stage.endHold(orderNumber);
			for (const id of ['failure', 'refused', 'done']) {
				expect(await stage.kept(`example-ticket-${id}`, 0)).toEqual([]);
			}
		});
	});

	test('looking up numbers gives one list of their shipments, and tells which have no order', async () => {
		await stage.deploy('look-up-customer-orders');
		await stage.nodeRed.inject('example-lookup-go');
		const message = await firstAt('example-lookup-rows');
		const rows = message?.payload as Record<string, unknown>[];
		expect(new Set(rows.map((row) => row['customerOrderNumber']))).toEqual(
			new Set(['PO-593887', 'PO-553655', 'PO-466619']),
		);
		expect(message?.ingram).toMatchObject({ requests: 1, notFound: ['PO-4711'] });
		expect((await firstAt('example-lookup-missing'))?.ingram).toEqual(message?.ingram);
	});

	test("the document's three scenarios find what they ask for", async () => {
		await stage.deploy('look-up-scenarios');
		const counts: number[] = [];
		for (const [index, button] of ['go1', 'go2', 'go3'].entries()) {
			await stage.nodeRed.inject(`example-scenarios-${button}`);
			const message = (await stage.kept('example-scenarios-rows', index + 1))[index];
			expect(message?.ingram).toMatchObject({ complete: true });
			counts.push(message?.ingram['ordersReturned'] as number);
		}
		expect(counts).toEqual([10, 2, 4]);
	});

	test('a webhook has the watch report the hold at once', async () => {
		await stage.deploy('webhook-watch');
		await stage.look('example-webhook-go');
		const orderNumber = stage.hold();
		const post = (secretKey: string) =>
			stage.simulator.sendWebhook({
				...{ url: `${stage.nodeRed.origin}/ingram-orders`, secretKey },
				events: [{ eventType: 'hold', orderNumber }],
			});
		expect((await post('another-key')).status).toBe(401);
		expect((await post(exampleSecretKey)).status).toBe(200);
		const [told] = await stage.kept('example-webhook-event', 1);
		expect(told?.payload).toMatchObject({ event: 'holdPlaced', orderNumber, onHold: true });
		const posted = await stage.kept('example-webhook-posted', 1);
		expect(posted.map(({ payload }) => payload)).toMatchObject([{ orderNumber }]);
		expect(await stage.kept('failures', 0)).toEqual([]);
	});

	test('the hold board shows every shipment on hold, and escapes what the API sends', async () => {
		await stage.deploy('hold-board');
		const page = await until(async () => {
			const answer = await fetch(`${stage.nodeRed.origin}/hold-board`);
			expect(answer.headers.get('content-type')).toContain('text/html');
			expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
			const text = await answer.text();
			return text.includes('<tr><td>') ? text : undefined;
		});
		expect(page.match(/<tr><td>/g)).toHaveLength(stage.holds());
		expect(page).toContain('20-RD12H');
		expect(page).toContain('Credit check hold');
		expect(page).toContain('20-EVIL1');
		expect(page).not.toContain('<script>');
		expect(page).toContain('PO-&lt;script&gt;');
	});

	test('the hold board says when the search failed, and goes on showing the last result', async () => {
		await stage.deploy('hold-board');
		const page = async () => (await fetch(`${stage.nodeRed.origin}/hold-board`)).text();
		await until(async () => (await page()).includes('<tr><td>') || undefined);
		stage.simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search' });
		await stage.nodeRed.inject('example-board-go');
		const failed = await until(async () => {
			const text = await page();
			return text.includes('The last search failed') ? text : undefined;
		});
		expect(failed).toContain('has no access to this API');
		expect(failed).toContain('20-RD12H');
	});
});
