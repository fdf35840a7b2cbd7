import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import {
	startNodeRed,
	type FlowNode,
	type NodeRed,
} from '../../../scripts/node-red/node-red-process.ts';
import { account, collector, collectors, inject, place, search, tab } from './support/flow.ts';
import { forgetKept, kept, type KeptMessage } from './support/kept.ts';
import { codeAtCatch, optionsFor, releases } from './support/releases.ts';
import { until } from './support/until.ts';

jest.setTimeout(60_000);

describe.each(releases)('%s', (release) => {
	let simulator: Simulator;
	let nodeRed: NodeRed;

	beforeAll(async () => {
		simulator = await startSimulator({ today: Date.UTC(2024, 4, 1), rateLimit: { limit: 1000 } });
		nodeRed = await startNodeRed(optionsFor(release));
	});

	afterAll(async () => {
		await nodeRed.stop();
		await simulator.close();
	});

	async function deploy(flows: readonly FlowNode[]): Promise<void> {
		await forgetKept(nodeRed);
		await nodeRed.deploy(flows);
	}

	async function run(
		properties: Record<string, unknown>,
		message: Record<string, unknown> = {},
		accountChanges = {},
	) {
		await deploy([
			...[tab, account(simulator.origin, accountChanges), ...collectors],
			...[inject('go', 'search', message), search('search', properties)],
		]);
		await nodeRed.inject('go');
	}

	async function results(count = 1): Promise<KeptMessage[]> {
		return kept(nodeRed, 'results', count);
	}

	async function failure(): Promise<KeptMessage & { error: { message: string; code: string } }> {
		const [message] = await kept(nodeRed, 'failures', 1);
		if (!message?.error) throw new Error('no failure');
		return { ...message, error: message.error };
	}

	test('gives all orders on hold as rows, with what is known of the run, and keeps the rest of the message', async () => {
		await run({ onHoldOnly: 'true' }, { payload: 'question', topic: 'holds', mine: { deep: [1] } });
		const [message] = await results();

		const rows = message?.payload as Record<string, unknown>[];
		const documented = rows.find(({ orderNumber }) => orderNumber === '20-RD12H');
		expect(documented).toMatchObject({
			...{ customerOrderNumber: 'CUSTPO', entryTimestamp: '2020-04-04T14:28:18Z', onHold: true },
			...{ statusCode: 'C', holdReasonCode: 'CH', holdReasonDescription: 'Credit check hold' },
		});
		expect(rows.every(({ onHold }) => onHold === true)).toBe(true);
		expect(message).toMatchObject({ topic: 'holds', mine: { deep: [1] } });
		expect(message?.ingram).toMatchObject({
			...{ ordersFound: simulator.orders.length, complete: true, pages: 4, requests: 4 },
			...{ waitedMs: 0, warnings: [], rateLimit: { limit: 1000 } },
		});
		for (const name of ['headers', 'url', 'statusCode', 'method', 'parts']) {
			expect(message).not.toHaveProperty(name);
		}
	});

	test('takes filters from the message, a context, the environment and expressions', async () => {
		await run(
			{
				...{ orderNumber: 'asked.number', orderNumberType: 'msg' },
				...{ customerOrderNumber: '"CUST" & "PO"', customerOrderNumberType: 'jsonata' },
				...{ orderStatus: 'nothing.there', orderStatusType: 'msg' },
				...{ holdReason: 'nothingThere', holdReasonType: 'global' },
			},
			{ asked: { number: '20-RD12H' } },
		);
		const [message] = await results();
		expect(message?.payload).toMatchObject([{ orderNumber: '20-RD12H' }]);
	});

	test('one message per row: the join node restores what one message would have held', async () => {
		await deploy([
			...[tab, account(simulator.origin), ...collectors, collector('joined'), collector('whole')],
			inject('go', 'rows', { parts: { id: 'outer', index: 3 }, topic: 'kept' }),
			{ ...inject('go2', 'all'), wires: [['all', 'pages']] },
			search('rows', { orderStatus: 'S', delivery: 'each' }, ['results', 'join']),
			search('pages', { orderStatus: 'S', delivery: 'page' }, ['join']),
			search('all', { orderStatus: 'S' }, ['whole']),
			{ id: 'join', type: 'join', ...place, name: '', mode: 'auto', wires: [['joined']] },
		]);
		await nodeRed.inject('go2');
		const [whole] = await kept(nodeRed, 'whole', 1);
		const [joinedPages] = await kept(nodeRed, 'joined', 1);
		expect(joinedPages?.payload).toEqual(whole?.payload);
		expect((whole?.payload as unknown[]).length).toBeGreaterThan(10);

		await nodeRed.inject('go');
		const [, joinedRows] = await kept(nodeRed, 'joined', 2);
		expect(joinedRows?.payload).toEqual(whole?.payload);
		expect(joinedRows).toMatchObject({ topic: 'kept', parts: { id: 'outer', index: 3 } });
		expect(joinedRows?.ingram).toMatchObject({ complete: true });
		const rows = await results();
		expect(rows.map(({ parts }) => (parts as { index: number }).index)).toEqual(
			rows.map((_, index) => index),
		);
	});

	test('one message per page: none holds a single leftover, and the last one has the count', async () => {
		const other = await startSimulator({ orders: 230, documentedOrders: false });
		try {
			await deploy([
				...[tab, account(other.origin), ...collectors, inject('go', 'search')],
				search('search', { delivery: 'page', output: 'orders' }),
			]);
			await nodeRed.inject('go');
			await until(async () => (await results(0)).find(({ parts }) => 'count' in (parts as object)));
			const pages = await results();
			// The last order of a page leaves with the next one, where its other suborders may be.
			expect(pages.map(({ payload }) => (payload as unknown[]).length)).toEqual([99, 100, 31]);
			expect(pages.map(({ parts }) => parts)).toMatchObject([
				...[{ index: 0 }, { index: 1 }, { index: 2, count: 3 }],
			]);
			expect(pages.at(-1)?.ingram).toMatchObject({ complete: true, ordersReturned: 230, pages: 3 });
		} finally {
			await other.close();
		}
	});

	test('an empty result is one empty array, also per page and joined; per row it is nothing', async () => {
		const nothing = { orderNumber: '20-NOSUCH' };
		await deploy([
			...[tab, account(simulator.origin), ...collectors, collector('joined')],
			{ ...inject('go', 'array'), wires: [['array', 'page', 'each']] },
			search('array', nothing),
			search('page', { ...nothing, delivery: 'page' }, ['join']),
			search('each', { ...nothing, delivery: 'each' }, ['failures']),
			{ id: 'join', type: 'join', ...place, name: '', mode: 'auto', wires: [['joined']] },
			{ id: 'complete', type: 'complete', ...place, scope: ['each'], wires: [['completions']] },
		]);
		await nodeRed.inject('go');
		expect((await results())[0]).toMatchObject({ payload: [], ingram: { ordersFound: 0 } });
		expect((await kept(nodeRed, 'joined', 1))[0]?.payload).toEqual([]);
		expect(await kept(nodeRed, 'completions', 1)).toHaveLength(1);
		expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
	});

	test('stops at the limit and says how many there are', async () => {
		await run({ limit: '5' });
		const [message] = await results();
		expect(message?.payload).toHaveLength(5);
		expect(message?.ingram).toMatchObject({
			complete: true,
			warnings: [
				`Stopped at the limit of 5; Ingram Micro found ${simulator.orders.length} orders.`,
			],
		});
	});

	test('follows a link of a search, and gives tables of codes', async () => {
		await deploy([
			...[tab, account(simulator.origin), ...collectors, collector('codes')],
			{ ...inject('go', 'find'), wires: [['find', 'codes-node']] },
			search('find', { orderNumber: '20-RD12H', delivery: 'each' }, ['details']),
			search('details', { operation: 'getLinked', link: 'payload.orderLink' }),
			search('codes-node', { operation: 'getCodes', table: 'holdReason', delivery: 'each' }, [
				'codes',
			]),
		]);
		await nodeRed.inject('go');
		expect((await results())[0]?.payload).toMatchObject({ ordernumber: '20-RD12H' });
		const codes = await kept(nodeRed, 'codes', 30);
		expect(codes.map(({ payload }) => payload)).toContainEqual({
			code: 'CH',
			description: 'Credit check hold',
		});
	});

	test('adds the linked documents that are chosen in the dialog', async () => {
		await run({ orderNumber: '20-RD12H', includeLinked: 'order,invoice' });
		const [message] = await results();
		expect(message?.payload).toMatchObject([
			{ orderNumber: '20-RD12H', order: { ordernumber: '20-RD12H' }, invoice: null },
		]);
	});

	test('wrong values go to Catch only, before any request, each named', async () => {
		const before = simulator.requests.length;
		await run({ holdReason: 'CH,XX', createdAfter: 'soon' });
		const { error, ingram } = await failure();
		expect(error).toMatchObject(codeAtCatch(release, 'INVALID_INPUT'));
		expect(error.message).toContain('Hold Reason has no code "XX"; accepted are blank, AC');
		expect(error.message).toContain('"soon" is not a date');
		expect(ingram).toMatchObject({ failure: { code: 'INVALID_INPUT', retryable: false } });
		expect(await kept(nodeRed, 'results', 0)).toEqual([]);
		expect(simulator.requests).toHaveLength(before);
	});

	test('what a user typed is quoted as it was typed', async () => {
		await run({ createdAfter: 'date of my workflow credential' });
		expect((await failure()).error.message).toContain('"date of my workflow credential"');
	});

	test('an environment variable that is not set is named', async () => {
		await run({ orderNumber: 'NO_SUCH_VARIABLE', orderNumberType: 'env' });
		expect((await failure()).error.message).toContain(
			'Order Number: The environment variable NO_SUCH_VARIABLE is not set.',
		);
		await run({}, {}, { customerNumber: '${NO_SUCH_NUMBER}' });
		expect((await failure()).error.message).toContain('NO_SUCH_NUMBER');
	});

	test('an account without its secret says what is missing', async () => {
		await run({}, {}, { credentials: { clientId: 'demo-app', clientSecret: '' } });
		expect((await failure()).error.message).toContain('Client Secret must not be empty.');
	});

	test('nothing secret is in what Catch gets, in the log, or in what the admin API tells', async () => {
		const secret = 'S3cret-of-nobody';
		await run({}, {}, { credentials: { clientId: 'demo-app', clientSecret: secret } });
		const message = await failure();
		expect(message.error).toMatchObject(codeAtCatch(release, 'AUTHENTICATION'));
		expect(message.error.message).toContain('"Client credentials are invalid"');
		expect(message.error).not.toHaveProperty('stack');
		expect(message.error).not.toHaveProperty('cause');
		expect(message.ingram).toMatchObject({
			failure: {
				code: 'AUTHENTICATION',
				status: 401,
				apiMessage: 'Client credentials are invalid',
				retryable: false,
			},
		});
		const answers = await Promise.all(
			['/flows', '/credentials/ingram-micro-account/account'].map(async (path) =>
				(await fetch(nodeRed.origin + path)).text(),
			),
		);
		expect(answers[1]).toContain('demo-app');
		const files = ['flows.json', 'flows_cred.json'].map((name) =>
			readFileSync(path.join(nodeRed.userFolder, name), 'utf8'),
		);
		const told = [JSON.stringify(message), ...answers, ...files, nodeRed.output()].join();
		expect(told).not.toContain(secret);
	});

	test('several messages at once keep their own results and fetch one token', async () => {
		simulator.control.clearLog();
		await deploy([
			...[tab, account(simulator.origin), ...collectors],
			{ ...inject('go', 'a', {}), wires: [['a', 'b', 'c']] },
			search('a', { orderNumber: '20-RD12H' }),
			search('b', { orderNumber: '20-RD11K' }),
			search('c', { orderNumber: '20-RD10B' }),
		]);
		await nodeRed.inject('go');
		const found = (await results(3)).map(({ payload }) => (payload as KeptMessage[])[0]);
		expect(found.map((row) => row?.['orderNumber']).sort()).toEqual([
			...['20-RD10B', '20-RD11K', '20-RD12H'],
		]);
		expect(simulator.control.state().requestCounts).toEqual({ token: 1, search: 3 });
	});

	test('a deploy ends a run at once and nothing more is heard of it', async () => {
		simulator.control.fault({ kind: 'hang', endpoint: 'search' });
		simulator.control.clearLog();
		await run({ onHoldOnly: 'true' });
		await until(() => simulator.control.state().requestCounts.search);
		const start = Date.now();
		await run({ orderNumber: '20-RD12H' });
		expect(Date.now() - start).toBeLessThan(5_000);
		expect(await results()).toHaveLength(1);
		expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
		expect(nodeRed.output()).not.toContain('stopped before it was finished');
	});

	test.each(['each', 'page'])('a deploy ends a delivery by %s in the middle', async (delivery) => {
		simulator.control.set({ latencyMs: 100 });
		const flows = [
			...[tab, account(simulator.origin), ...collectors, inject('go', 'search')],
			search('search', { delivery, pageSize: '2' }),
		];
		await deploy(flows);
		await nodeRed.inject('go');
		await results(1);
		await nodeRed.deploy(flows);
		const before = [simulator.requests.length, (await results()).length];
		await delay(500);
		simulator.control.set({ latencyMs: 0 });
		expect([simulator.requests.length, (await results()).length]).toEqual(before);
		expect((await results()).filter(({ parts }) => 'count' in (parts as object))).toEqual([]);
		expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
	});

	describe('the button that tests an account', () => {
		async function press(form: Record<string, unknown>) {
			const answer = await fetch(`${nodeRed.origin}/ingram-micro-account/account/test`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					...{ environment: 'custom', baseUrl: simulator.origin, clientId: 'demo-app' },
					...{ clientSecret: '__PWRD__', customerNumber: '20-123456', countryCode: 'UK' },
					...form,
				}),
			});
			return answer.json() as Promise<{ ok: boolean; ordersFound?: number; message?: string }>;
		}

		test('uses the stored secret where the form does not change it', async () => {
			await run({});
			expect(await press({})).toEqual({
				...{ ok: true, ordersFound: simulator.orders.length, ofLast20Days: false },
			});
		});

		test('says what is wrong with what stands in the form', async () => {
			const wrong = await press({ clientSecret: 'a-wrong-secret' });
			expect(wrong.ok).toBe(false);
			expect(wrong.message).toContain('App ID or the Client Secret is wrong');
			expect(wrong.message).not.toContain('a-wrong-secret');
			expect((await press({ baseUrl: 'http://example.com' })).message).toContain('https://');
			expect((await press({ customerNumber: '20-999999' })).message).toContain(
				'customer number does not belong to the App ID',
			);
		});
	});
});
