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
import { inject, place, tab } from './support/flow.ts';
import { forgetKept, kept, type KeptMessage } from './support/kept.ts';
import { codeAtCatch, optionsFor, releases } from './support/releases.ts';
import { until } from './support/until.ts';
import { watch } from './support/watch-flow.ts';
import { Watched, type Told } from './support/watched.ts';

jest.setTimeout(90_000);

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({
		...{ orders: 30, documentedOrders: false, rateLimit: { limit: 10_000 } },
	});
});

afterEach(() => simulator.close());

function searches(): number {
	return simulator.control.state().requestCounts.search ?? 0;
}

describe.each(releases)('without a context store, in %s', (release) => {
	let nodeRed: NodeRed;
	let watched: Watched;

	beforeAll(async () => {
		nodeRed = await startNodeRed(optionsFor(release));
	});

	afterAll(() => nodeRed.stop());

	beforeEach(() => {
		watched = new Watched(nodeRed, simulator);
	});

	afterEach(() => nodeRed.deploy([tab]));

	test('tells of a hold and of its release, each as one message', async () => {
		await watched.start();
		await watched.poll();
		expect(await watched.told()).toEqual([]);

		const orderNumber = watched.hold();
		await watched.poll();
		await watched.poll();
		const subOrders = (await watched.told()).length;
		expect(subOrders).toBeGreaterThan(0);
		const [message] = await kept(nodeRed, 'results', 1);
		expect(message).toMatchObject({
			topic: 'holdPlaced',
			payload: { event: 'holdPlaced', orderNumber, onHold: true, statusCode: 'C' },
			ingram: { requests: 4, waitedMs: 0, warnings: [] },
		});
		expect(message?.ingram['held']).toBeGreaterThan(0);
		expect(message).not.toHaveProperty('parts');

		watched.release(orderNumber);
		await watched.poll();
		expect((await watched.told()).slice(subOrders).map(({ event }) => event)).toEqual(
			Array<string>(subOrders).fill('holdReleased'),
		);
		expect((await watched.shown()).text).toMatch(/held|→/);
	});

	test('tells nothing twice and misses nothing over deploys and restarts', async () => {
		await watched.start();
		await watched.poll();
		const first = watched.hold();
		await watched.poll();
		const second = watched.hold();
		await nodeRed.deploy(watched.flows({ lookbackDays: '31' }));
		await watched.poll();
		const orders = (await watched.told()).map(({ orderNumber }) => orderNumber);
		expect([...new Set(orders)]).toEqual(
			[first, second].sort((a, b) => orders.indexOf(a) - orders.indexOf(b)),
		);
		expect(new Set((await watched.told()).map(({ eventId }) => eventId)).size).toBe(orders.length);

		const third = watched.hold();
		watched.release(first);
		await nodeRed.restart('SIGTERM');
		await watched.poll();
		await watched.poll();
		const later = (await watched.told()).map(({ event, orderNumber }) => `${event} ${orderNumber}`);
		expect(new Set(later)).toEqual(new Set([`holdPlaced ${third}`, `holdReleased ${first}`]));
	});

	test('tells an event again with the same id when it was killed before it could keep it', async () => {
		await watched.start();
		await watched.poll();
		// In the way of whatever is written, so that this is the moment between telling and keeping.
		mkdirSync(`${watched.file()}.tmp`);
		const orderNumber = watched.hold();
		await watched.poll();
		await watched.poll();
		const before = await watched.told();
		expect(new Set(before.map((event) => event.orderNumber))).toEqual(new Set([orderNumber]));
		const trouble = nodeRed.output().split('cannot be kept').length - 1;
		expect(trouble).toBe(1);

		await nodeRed.restart('SIGKILL');
		await watched.poll();
		const ids = (events: readonly Told[]) => events.map(({ eventId }) => eventId);
		expect(ids(await watched.told())).toEqual(ids(before));
		rmSync(`${watched.file()}.tmp`, { recursive: true });
	});

	test('tells only what is new when it was killed after it had kept the rest', async () => {
		await watched.start();
		await watched.poll();
		watched.hold();
		await watched.poll();
		expect(await watched.told()).not.toEqual([]);
		const later = watched.hold();
		await nodeRed.restart('SIGKILL');
		await watched.poll();
		const orders = (await watched.told()).map(({ orderNumber }) => orderNumber);
		expect(new Set(orders)).toEqual(new Set([later]));
	});

	test('keeps its state in a file that nobody else reads, until it is removed', async () => {
		await watched.start();
		await watched.poll();
		const file = watched.file();
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(path.dirname(file))).toEqual(['watch.json']);

		const flows = watched.flows();
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
		mkdirSync(path.dirname(watched.file()), { recursive: true });
		writeFileSync(watched.file(), text);
		await watched.start();
		const before = nodeRed.output().split('begins anew').length;
		await watched.poll();
		await watched.poll();
		expect(nodeRed.output().split('begins anew').length - before).toBe(1);
		expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
		const orderNumber = watched.hold();
		await watched.poll();
		expect((await watched.told())[0]?.orderNumber).toBe(orderNumber);
	});

	test('polls by itself a few seconds after the start', async () => {
		await watched.start();
		await until(() => searches() >= 4 || undefined, undefined, 12_000);
		expect((await kept(nodeRed, 'completions', 0)).length).toBe(0);
	});

	test('pause stops the polls, a message still polls, resume polls at once', async () => {
		await watched.start();
		await nodeRed.inject('pause');
		await delay(9_000);
		expect(searches()).toBe(0);
		expect((await watched.shown()).text).toMatch(/paused/);
		await watched.poll();
		expect(searches()).toBe(4);
		expect((await watched.shown()).text).toMatch(/paused/);
		await nodeRed.inject('resume');
		await until(() => searches() === 8 || undefined);
		expect((await watched.shown()).fill).toBe('green');
	});

	test('messages that come while a poll runs make one more poll', async () => {
		await watched.start();
		simulator.control.set({ latencyMs: 200 });
		for (let count = 0; count < 5; count++) await nodeRed.inject('go');
		await kept(nodeRed, 'completions', 5);
		await delay(500);
		expect(searches()).toBe(8);
	});

	test('a deploy ends a poll, and it has changed nothing', async () => {
		await watched.start();
		await watched.poll();
		const before = readFileSync(watched.file(), 'utf8');
		const orderNumber = watched.hold();
		simulator.control.fault({ kind: 'hang', endpoint: 'search' });
		await nodeRed.inject('go');
		await until(() => searches() > 4 || undefined);
		await nodeRed.deploy(watched.flows());
		expect(readFileSync(watched.file(), 'utf8')).toBe(before);
		expect(await watched.told()).toEqual([]);
		expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
		await watched.poll();
		expect((await watched.told())[0]?.orderNumber).toBe(orderNumber);
	});

	test('a failure that lasts goes to Catch once, with the message that asked for the poll', async () => {
		await watched.start();
		simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search', every: 1 });
		await nodeRed.inject('go');
		const [failure] = await kept(nodeRed, 'failures', 1);
		expect(failure?.error).toMatchObject({
			...codeAtCatch(release, 'ACCESS_DENIED'),
			source: { id: 'watch' },
		});
		expect(failure?.ingram).toMatchObject({ failure: { code: 'ACCESS_DENIED', status: 403 } });
		await watched.poll();
		expect(await kept(nodeRed, 'failures', 0)).toHaveLength(1);
		expect(await watched.shown()).toMatchObject({
			fill: 'red',
			text: expect.stringMatching(/^\S.* \d\d:\d\d$/) as string,
		});
	});

	test('a failure of a poll that nobody asked for goes to Catch as well', async () => {
		await watched.start();
		simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search', every: 1 });
		const [failure] = await kept(nodeRed, 'failures', 1, 12_000);
		expect(failure?.error).toMatchObject({
			...codeAtCatch(release, 'ACCESS_DENIED'),
			source: { id: 'watch' },
		});
	});

	test('a failure that passes is silent: a status, and a line in the log', async () => {
		await watched.start();
		simulator.control.fault({ kind: 'truncated', endpoint: 'search', every: 1 });
		await nodeRed.inject('go');
		await kept(nodeRed, 'completions', 1, 60_000);
		expect(await watched.shown()).toMatchObject({ fill: 'red' });
		expect(nodeRed.output()).toContain('A poll failed.');
		expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
		simulator.control.clearFaults();
		await watched.poll();
		expect(await watched.shown()).toMatchObject({ fill: 'green' });
		expect(nodeRed.output()).toContain('Polls work again.');
	});

	test('wrong settings are told once, all of them, before any request', async () => {
		await watched.start({ interval: '5', holdReason: ['XX'], lookbackDays: '0' });
		const [failure] = await kept(nodeRed, 'failures', 1, 12_000);
		expect(failure?.error?.message).toContain('Interval must be whole seconds from 60');
		expect(failure?.error?.message).toContain('"XX"');
		expect(failure?.error?.message).toContain('Lookback');
		expect(await watched.shown()).toMatchObject({ fill: 'red' });
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
			...watched.flows().filter(({ id }) => id !== 'watch'),
			...subflow,
			instance('one'),
			instance('two'),
			{ ...inject('both', 'one'), wires: [['one', 'two']] },
		];
		await forgetKept(nodeRed);
		await nodeRed.deploy(flows);
		await nodeRed.inject('both');
		const files = ['one-inner', 'two-inner'].map((id) => watched.file(id));
		await until(() => files.every((file) => existsSync(file)) || undefined);
		const orderNumber = watched.hold();
		await nodeRed.deploy(flows);
		await nodeRed.inject('both');
		// One event for each shipment of the order, from both instances.
		const told = await until(async () => {
			const events = (await kept(nodeRed, 'results', 0)).map(({ payload }) => payload as Told);
			const isFromBoth =
				events.filter(({ eventId }) => eventId === events[0]?.eventId).length === 2;
			return isFromBoth && events.length % 2 === 0 ? events : undefined;
		});
		expect(new Set(told.map((event) => event.orderNumber))).toEqual(new Set([orderNumber]));
		await nodeRed.deploy(flows.filter(({ id }) => id !== 'two'));
		expect(files.map((file) => existsSync(file))).toEqual([true, false]);
	});

	test('no secret is in the state, in messages or in the log', async () => {
		await watched.start();
		await watched.poll();
		watched.hold();
		await watched.poll();
		simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search', every: 1 });
		await nodeRed.inject('go');
		const everything: KeptMessage[] = [
			...(await kept(nodeRed, 'failures', 1)),
			...(await kept(nodeRed, 'results', 1)),
			...(await kept(nodeRed, 'completions', 1)),
		];
		const text = [
			readFileSync(watched.file(), 'utf8'),
			JSON.stringify(everything),
			nodeRed.output(),
		];
		for (const secret of ['demo-secret', 'Bearer', 'access_token']) {
			expect(text.filter((one) => one.includes(secret))).toEqual([]);
		}
	});
});
