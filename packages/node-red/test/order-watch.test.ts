import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import {
	startNodeRed,
	type FlowNode,
	type NodeRed,
} from '../../../scripts/node-red/node-red-process.ts';
import { account, collector, collectors, inject, place, tab } from './support/flow.ts';
import { forgetKept, kept, type KeptMessage } from './support/kept.ts';
import { until } from './support/until.ts';
import { watch } from './support/watch-flow.ts';

jest.setTimeout(90_000);

const releases = ['node-red', 'node-red-4'] as const;

/** A told event, as far as it matters here. */
interface Told {
	event: string;
	eventId: string;
	orderNumber: string;
}

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({
		...{ orders: 30, documentedOrders: false, rateLimit: { limit: 10_000 } },
	});
});

afterEach(() => simulator.close());

/** The flows of a test: buttons, the watch, and collectors of all that comes of it. */
function flowsWith(properties: Record<string, unknown> = {}): FlowNode[] {
	return [
		...[tab, account(simulator.origin), ...collectors, collector('statuses')],
		inject('go', 'watch'),
		inject('pause', 'watch', { payload: 'pause' }),
		inject('resume', 'watch', { payload: 'resume' }),
		watch('watch', { fullScanEvery: '0', events: ['holdPlaced', 'holdReleased'], ...properties }),
		{ id: 'complete', type: 'complete', ...place, scope: ['watch'], wires: [['completions']] },
		{ id: 'status', type: 'status', ...place, scope: ['watch'], wires: [['statuses']] },
	];
}

async function start(
	nodeRed: NodeRed,
	properties: Record<string, unknown> = {},
	more: readonly FlowNode[] = [],
): Promise<void> {
	await forgetKept(nodeRed);
	await nodeRed.deploy([...flowsWith(properties), ...more]);
}

/** Presses the button, and waits until the poll is over and told. */
async function poll(nodeRed: NodeRed): Promise<void> {
	const before = (await kept(nodeRed, 'completions', 0)).length;
	await nodeRed.inject('go');
	await kept(nodeRed, 'completions', before + 1);
	// Messages are handed on one turn after they are sent.
	await delay(50);
}

async function told(nodeRed: NodeRed): Promise<Told[]> {
	return (await kept(nodeRed, 'results', 0)).map(({ payload }) => payload as Told);
}

async function shown(nodeRed: NodeRed): Promise<{ text: string; fill: string }> {
	// The node shows no more than one change in a second.
	await delay(1_100);
	const last = (await kept(nodeRed, 'statuses', 1)).at(-1);
	return last?.['status'] as { text: string; fill: string };
}

/** An order of the list that is not on hold yet, put on hold. */
function hold(index: number): string {
	const isFree = ({ statusCode, holdReasonCode }: { statusCode: string; holdReasonCode: string }) =>
		statusCode !== 'C' && holdReasonCode === '';
	const order = simulator.orders.filter(({ subOrders }) => subOrders.every(isFree))[index];
	if (!order) throw new Error('no such order');
	const { orderNumber } = order;
	simulator.control.changeOrder({ orderNumber, statusCode: 'C', holdReasonCode: 'CH' });
	return orderNumber;
}

function release(orderNumber: string): void {
	simulator.control.changeOrder({ orderNumber, statusCode: 'R', holdReasonCode: '' });
}

function stateFile(nodeRed: NodeRed, id = 'watch'): string {
	return path.join(nodeRed.userFolder, 'ingram-order-watch', `${id}.json`);
}

function searches(): number {
	return simulator.control.state().requestCounts.search ?? 0;
}

describe.each(releases)('without a context store, in %s', (release_) => {
	let nodeRed: NodeRed;

	beforeAll(async () => {
		nodeRed = await startNodeRed({ release: release_ });
	});

	afterAll(() => nodeRed.stop());

	afterEach(() => nodeRed.deploy([tab]));

	test('tells of a hold and of its release, each as one message', async () => {
		await start(nodeRed);
		await poll(nodeRed);
		expect(await told(nodeRed)).toEqual([]);

		const orderNumber = hold(0);
		await poll(nodeRed);
		await poll(nodeRed);
		const subOrders = (await told(nodeRed)).length;
		expect(subOrders).toBeGreaterThan(0);
		const [message] = await kept(nodeRed, 'results', 1);
		expect(message).toMatchObject({
			topic: 'holdPlaced',
			payload: { event: 'holdPlaced', orderNumber, onHold: true, statusCode: 'C' },
			ingram: { requests: 4, waitedMs: 0, warnings: [] },
		});
		expect(message?.ingram['held']).toBeGreaterThan(0);
		expect(message).not.toHaveProperty('parts');

		release(orderNumber);
		await poll(nodeRed);
		expect((await told(nodeRed)).slice(subOrders).map(({ event }) => event)).toEqual(
			Array<string>(subOrders).fill('holdReleased'),
		);
		expect((await shown(nodeRed)).text).toMatch(/held|→/);
	});

	test('tells nothing twice and misses nothing over deploys and restarts', async () => {
		await start(nodeRed);
		await poll(nodeRed);
		const first = hold(0);
		await poll(nodeRed);
		const second = hold(0);
		await nodeRed.deploy(flowsWith({ lookbackDays: '31' }));
		await poll(nodeRed);
		const orders = (await told(nodeRed)).map(({ orderNumber }) => orderNumber);
		expect([...new Set(orders)]).toEqual(
			[first, second].sort((a, b) => orders.indexOf(a) - orders.indexOf(b)),
		);
		expect(new Set((await told(nodeRed)).map(({ eventId }) => eventId)).size).toBe(orders.length);

		const third = hold(0);
		release(first);
		await nodeRed.restart('SIGTERM');
		await poll(nodeRed);
		await poll(nodeRed);
		const later = (await told(nodeRed)).map(({ event, orderNumber }) => `${event} ${orderNumber}`);
		expect(new Set(later)).toEqual(new Set([`holdPlaced ${third}`, `holdReleased ${first}`]));
	});

	test('tells an event again with the same id when it was killed before it could keep it', async () => {
		await start(nodeRed);
		await poll(nodeRed);
		// In the way of whatever is written, so that this is the moment between telling and keeping.
		mkdirSync(`${stateFile(nodeRed)}.tmp`);
		const orderNumber = hold(0);
		await poll(nodeRed);
		await poll(nodeRed);
		const before = await told(nodeRed);
		expect(new Set(before.map((event) => event.orderNumber))).toEqual(new Set([orderNumber]));
		const trouble = nodeRed.output().split('cannot be kept').length - 1;
		expect(trouble).toBe(1);

		await nodeRed.restart('SIGKILL');
		await poll(nodeRed);
		const ids = (events: readonly Told[]) => events.map(({ eventId }) => eventId);
		expect(ids(await told(nodeRed))).toEqual(ids(before));
		rmSync(`${stateFile(nodeRed)}.tmp`, { recursive: true });
	});

	test('tells nothing again when it was killed after it had kept it', async () => {
		await start(nodeRed);
		await poll(nodeRed);
		hold(0);
		await poll(nodeRed);
		expect(await told(nodeRed)).not.toEqual([]);
		await nodeRed.restart('SIGKILL');
		await poll(nodeRed);
		expect(await told(nodeRed)).toEqual([]);
	});

	test('keeps its state in a file that nobody else reads, until it is removed', async () => {
		await start(nodeRed);
		await poll(nodeRed);
		const file = stateFile(nodeRed);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(path.dirname(file))).toEqual(['watch.json']);

		const flows = flowsWith();
		await nodeRed.deploy(flows.map((node) => (node.id === 'watch' ? { ...node, d: true } : node)));
		expect(existsSync(file)).toBe(true);
		await nodeRed.deploy(
			flows.map((node) => (node.id === 'tab' ? { ...node, disabled: true } : node)),
		);
		expect(existsSync(file)).toBe(true);
		await nodeRed.deploy(flows);
		await nodeRed.deploy(flows.filter(({ id }) => id !== 'watch'));
		expect(existsSync(file)).toBe(false);
	});

	test.each([
		['cut off', '{"version":1,"account":"x"'],
		['empty', ''],
		['of another kind', '[1,2]'],
	])('a file that is %s is one warning and a new baseline', async (_name, text) => {
		mkdirSync(path.dirname(stateFile(nodeRed)), { recursive: true });
		writeFileSync(stateFile(nodeRed), text);
		await start(nodeRed);
		const before = nodeRed.output().split('begins anew').length;
		await poll(nodeRed);
		await poll(nodeRed);
		expect(nodeRed.output().split('begins anew').length - before).toBe(1);
		expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
		const orderNumber = hold(0);
		await poll(nodeRed);
		expect((await told(nodeRed))[0]?.orderNumber).toBe(orderNumber);
	});

	test('polls by itself a few seconds after the start', async () => {
		await start(nodeRed);
		await until(() => searches() >= 4 || undefined, undefined, 12_000);
		expect((await kept(nodeRed, 'completions', 0)).length).toBe(0);
	});

	test('pause stops the polls, a message still polls, resume polls at once', async () => {
		await start(nodeRed);
		await nodeRed.inject('pause');
		await delay(9_000);
		expect(searches()).toBe(0);
		expect((await shown(nodeRed)).text).toMatch(/paused/);
		await poll(nodeRed);
		expect(searches()).toBe(4);
		expect((await shown(nodeRed)).text).toMatch(/paused/);
		await nodeRed.inject('resume');
		await until(() => searches() === 8 || undefined);
		expect((await shown(nodeRed)).fill).toBe('green');
	});

	test('messages that come while a poll runs make one more poll', async () => {
		await start(nodeRed);
		simulator.control.set({ latencyMs: 200 });
		for (let count = 0; count < 5; count++) await nodeRed.inject('go');
		await kept(nodeRed, 'completions', 5);
		await delay(500);
		expect(searches()).toBe(8);
	});

	test('a deploy ends a poll, and it has changed nothing', async () => {
		await start(nodeRed);
		await poll(nodeRed);
		const before = readFileSync(stateFile(nodeRed), 'utf8');
		const orderNumber = hold(0);
		simulator.control.fault({ kind: 'hang', endpoint: 'search' });
		await nodeRed.inject('go');
		await until(() => searches() > 4 || undefined);
		await nodeRed.deploy(flowsWith());
		expect(readFileSync(stateFile(nodeRed), 'utf8')).toBe(before);
		expect(await told(nodeRed)).toEqual([]);
		expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
		await poll(nodeRed);
		expect((await told(nodeRed))[0]?.orderNumber).toBe(orderNumber);
	});

	test('a failure that lasts goes to Catch once, with the message that asked for the poll', async () => {
		await start(nodeRed);
		simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search', every: 1 });
		await nodeRed.inject('go');
		const [failure] = await kept(nodeRed, 'failures', 1);
		expect(failure?.error).toMatchObject({ code: 'ACCESS_DENIED', source: { id: 'watch' } });
		expect(failure?.ingram).toMatchObject({ failure: { code: 'ACCESS_DENIED', status: 403 } });
		await poll(nodeRed);
		expect(await kept(nodeRed, 'failures', 0)).toHaveLength(1);
		expect(await shown(nodeRed)).toMatchObject({
			fill: 'red',
			text: expect.stringMatching(/^\S.* \d\d:\d\d$/) as string,
		});
	});

	test('a failure of a poll that nobody asked for goes to Catch as well', async () => {
		await start(nodeRed);
		simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search', every: 1 });
		const [failure] = await kept(nodeRed, 'failures', 1, 12_000);
		expect(failure?.error).toMatchObject({ code: 'ACCESS_DENIED', source: { id: 'watch' } });
	});

	test('a failure that passes is silent: a status, and a line in the log', async () => {
		await start(nodeRed);
		simulator.control.fault({ kind: 'truncated', endpoint: 'search', every: 1 });
		await nodeRed.inject('go');
		await kept(nodeRed, 'completions', 1, 60_000);
		expect(await shown(nodeRed)).toMatchObject({ fill: 'red' });
		expect(nodeRed.output()).toContain('A poll failed.');
		expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
		simulator.control.clearFaults();
		await poll(nodeRed);
		expect(await shown(nodeRed)).toMatchObject({ fill: 'green' });
		expect(nodeRed.output()).toContain('Polls work again.');
	});

	test('wrong settings are told once, all of them, before any request', async () => {
		await start(nodeRed, { interval: '5', holdReason: ['XX'], lookbackDays: '0' });
		const [failure] = await kept(nodeRed, 'failures', 1, 12_000);
		expect(failure?.error?.message).toContain('Interval must be whole seconds from 60');
		expect(failure?.error?.message).toContain('"XX"');
		expect(failure?.error?.message).toContain('Lookback');
		expect(await shown(nodeRed)).toMatchObject({ fill: 'red' });
		await delay(2_000);
		expect(await kept(nodeRed, 'failures', 0)).toHaveLength(1);
		expect(simulator.requests).toHaveLength(0);
	});

	test('each instance of a subflow watches for itself, and loses its state with the instance', async () => {
		const inner = { ...watch('inner', { fullScanEvery: '0' }, []), z: 'sub' };
		const subflow: FlowNode[] = [
			{
				...{ id: 'sub', type: 'subflow', name: 'Watch', env: [] },
				in: [{ x: 50, y: 50, wires: [{ id: 'inner' }] }],
				out: [{ x: 300, y: 50, wires: [{ id: 'inner', port: 0 }] }],
			},
			inner,
		];
		const instance = (id: string): FlowNode => ({
			id,
			type: 'subflow:sub',
			...place,
			wires: [['results']],
		});
		const flows = [
			...flowsWith().filter(({ id }) => id !== 'watch'),
			...subflow,
			instance('one'),
			instance('two'),
			{ ...inject('both', 'one'), wires: [['one', 'two']] },
		];
		await forgetKept(nodeRed);
		await nodeRed.deploy(flows);
		await nodeRed.inject('both');
		const files = ['one-inner', 'two-inner'].map((id) => stateFile(nodeRed, id));
		await until(() => files.every((file) => existsSync(file)) || undefined);
		const orderNumber = hold(0);
		await nodeRed.deploy(flows);
		await nodeRed.inject('both');
		const results = await kept(nodeRed, 'results', 2);
		await delay(300);
		expect(new Set(results.map(({ payload }) => (payload as Told).orderNumber))).toEqual(
			new Set([orderNumber]),
		);
		const ids = results.map(({ payload }) => (payload as Told).eventId);
		expect(ids.filter((id) => id === ids[0])).toHaveLength(2);
		await nodeRed.deploy(flows.filter(({ id }) => id !== 'two'));
		expect(files.map((file) => existsSync(file))).toEqual([true, false]);
	});

	test('no secret is in the state, in messages or in the log', async () => {
		await start(nodeRed);
		await poll(nodeRed);
		hold(0);
		await poll(nodeRed);
		simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search', every: 1 });
		await nodeRed.inject('go');
		const everything: KeptMessage[] = [
			...(await kept(nodeRed, 'failures', 1)),
			...(await kept(nodeRed, 'results', 1)),
			...(await kept(nodeRed, 'completions', 1)),
		];
		const text = [
			readFileSync(stateFile(nodeRed), 'utf8'),
			JSON.stringify(everything),
			nodeRed.output(),
		];
		for (const secret of ['demo-secret', 'Bearer', 'access_token']) {
			expect(text.filter((one) => one.includes(secret))).toEqual([]);
		}
	});
});
