import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import type { NodeMessageInFlow } from 'node-red';
import { registerAccount } from '../src/nodes/ingram-micro-account/runtime.ts';
import { registerOrderSearch } from '../src/nodes/ingram-order-search/runtime.ts';
import { account, search, tab } from './support/flow.ts';
import { helperFor, type Helper } from './support/helper.ts';
import { releases } from './support/releases.ts';
import { until } from './support/until.ts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ orders: 200, rateLimit: { limit: 1000 } });
});

afterAll(() => simulator.close());

describe.each(releases)('with the runtime of %s', (release) => {
	let helper: Helper;

	beforeAll(() => {
		helper = helperFor(release);
	});

	afterEach(() => helper.unload());

	async function load(properties: Record<string, unknown>) {
		const { credentials = {}, ...plain } = account(simulator.origin);
		const flow = [tab, plain, search('search', properties, ['end'])];
		await helper.load(
			[registerAccount, registerOrderSearch],
			[...flow, { id: 'end', type: 'helper', z: 'tab', wires: [] }],
			{ account: credentials },
		);
		const messages: NodeMessageInFlow[] = [];
		helper.getNode('end').on('input', (msg, _send, done) => {
			messages.push(msg);
			done();
		});
		return { node: helper.getNode('search'), messages };
	}

	/** What Node-RED was told of a run: each call of `done`. */
	function listen(node: ReturnType<Helper['getNode']>): unknown[] {
		const told: unknown[] = [];
		const complete = (node as unknown as { _complete: (msg: unknown, error?: unknown) => void })[
			'_complete'
		];
		Object.assign(node, {
			_complete(msg: unknown, error?: unknown) {
				told.push(error ?? 'good');
				complete.call(node, msg, error);
			},
		});
		return told;
	}

	test('calls done once, after the last message', async () => {
		const { node, messages } = await load({ orderNumber: '20-12345', delivery: 'each' });
		const told = listen(node);
		node.receive({ payload: 'go' });
		await until(() => told.length || undefined);
		expect(messages.length).toBeGreaterThan(10);
		await until(() => messages.at(-1)?.parts?.count);
		expect(told).toEqual(['good']);
	});

	test('a status that cannot be shown harms neither the run nor the process', async () => {
		const { node, messages } = await load({ orderNumber: '20-RD12H' });
		const told = listen(node);
		const uncaught: unknown[] = [];
		let tries = 0;
		node.status = () => {
			tries++;
			throw new Error('No editor is there.');
		};
		const note = (error: unknown) => uncaught.push(error);
		process.on('uncaughtException', note);
		node.receive({ payload: 'go' });
		await until(() => (tries > 1 && told.length > 0) || undefined);
		process.off('uncaughtException', note);
		expect([told, messages.length, uncaught]).toEqual([['good'], 1, []]);
	});

	test('a failure has the listed fields and nothing else', async () => {
		const { node } = await load({ orderNumber: '20-RD12H' });
		const told = listen(node);
		simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search' });
		node.receive({ payload: 'go' });
		await until(() => told.length || undefined);
		expect(told).toHaveLength(1);
		expect(told[0]).toBeInstanceOf(Error);
		expect(Object.getOwnPropertyNames(told[0]).sort()).toEqual(
			['apiMessage', 'code', 'message', 'retryable', 'status'].sort(),
		);
		expect(told[0]).toMatchObject({ code: 'ACCESS_DENIED', status: 403, retryable: false });
	});

	test('an expression that fails is named with its field', async () => {
		const { node } = await load({ orderNumber: 'payload(', orderNumberType: 'jsonata' });
		const told = listen(node);
		node.receive({ payload: 'go' });
		await until(() => told.length || undefined);
		expect(told[0]).toMatchObject({ code: 'INVALID_INPUT' });
		expect(String(told[0])).toMatch(/^Order Number: /);
	});

	test.each(['each', 'page'])(
		'closed while it delivers by %s, it sends and requests nothing more',
		async (delivery) => {
			simulator.control.set({ latencyMs: 100 });
			const { node, messages } = await load({ delivery, output: 'orders', pageSize: '10' });
			const told = listen(node);
			helper.getNode('end').on('input', () => void node.close(false));
			node.receive({ payload: 'go' });
			await until(() => messages.length || undefined);
			// What was on its way may still arrive.
			await delay(50);
			const requests = simulator.requests.length;
			await delay(500);
			simulator.control.set({ latencyMs: 0 });
			expect([messages.length, told]).toEqual([1, []]);
			expect(simulator.requests.length).toBe(requests);
		},
	);

	test('closed in the middle of a run it sends, says and raises nothing more', async () => {
		const { node, messages } = await load({ orderNumber: '20-RD12H' });
		const told = listen(node);
		simulator.control.fault({ kind: 'hang', endpoint: 'search' });
		const before = simulator.requests.length;
		node.receive({ payload: 'go' });
		await until(() => simulator.requests.length > before || undefined);
		await until(
			() => simulator.control.state().faults.every(({ struck }) => struck > 0) || undefined,
		);
		const start = Date.now();
		await helper.unload();
		expect(Date.now() - start).toBeLessThan(1_000);
		await delay(50);
		expect([told, messages]).toEqual([[], []]);
	});
});
