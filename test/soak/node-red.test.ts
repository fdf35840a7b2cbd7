import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import { axiosHost } from '../../packages/node-red/src/host/axios-host.ts';
import { registerAccount } from '../../packages/node-red/src/nodes/ingram-micro-account/runtime.ts';
import { registerOrderSearch } from '../../packages/node-red/src/nodes/ingram-order-search/runtime.ts';
import { registerOrderWatch } from '../../packages/node-red/src/nodes/ingram-order-watch/runtime.ts';
import { account, search, tab } from '../../packages/node-red/test/support/flow.ts';
import { helperFor } from '../../packages/node-red/test/support/helper.ts';
import { watch } from '../../packages/node-red/test/support/watch-flow.ts';
import { clientSecret } from './canary.ts';
import { pollOften, watchedOrders, type HostEvent } from './host-polls.ts';
import { searchedOrders, searchOften, serverOf } from './host-searches.ts';
import { activeResources, resourcesLeft, watchProcess } from './leftovers.ts';
import { measureLiveHeap } from './live-memory.ts';
import { shortenPauses } from './short-pauses.ts';

jest.setTimeout(120_000);

/** What Node-RED and the tests themselves keep of a run is less; the items of one are more. */
const toleratedBytes = 20_000;

const seed = 1;
const end = { id: 'end', type: 'helper', z: 'tab', wires: [] };
const outputs = ['suborders', 'orders', 'raw'] as const;
type Output = (typeof outputs)[number];
const helper = helperFor('node-red');

let simulator: Simulator;
let restorePauses: () => void;
let watched: ReturnType<typeof watchProcess>;
let before: string[];

beforeEach(() => {
	before = activeResources();
	watched = watchProcess();
	restorePauses = shortenPauses(axiosHost, 100);
});

afterEach(async () => {
	await helper.unload();
	await simulator.close();
	restorePauses();
	watched.stop();
	expect(watched.problems).toEqual([]);
	expect(await resourcesLeft(before)).toEqual([]);
});

/** Sends a message to a node, and waits until Node-RED is told that it is done. */
function run(
	node: ReturnType<typeof helper.getNode>,
	msg: Record<string, unknown>,
): Promise<Error | undefined> {
	return new Promise((resolve) => {
		Object.assign(node, {
			_complete: (_msg: unknown, error?: Error) => resolve(error),
		});
		node.receive(msg);
	});
}

function accountOf({ origin }: Simulator) {
	const { credentials: _, ...plain } = account(origin);
	return plain;
}

const credentials = { account: { clientId: 'demo-app', clientSecret } };

test('200 searches with faults: each gives every order once or fails, and leaves nothing behind', async () => {
	simulator = await startSimulator(serverOf(searchedOrders()));
	const fields = [
		...['orderNumber', 'customerOrderNumber', 'orderStatus', 'holdReason', 'onHoldOnly'],
		...['createdAfter', 'createdBefore', 'limit', 'pageSize'],
	];
	const byMessage = Object.fromEntries(
		fields.flatMap((name) => [
			[name, `input.${name}`],
			[`${name}Type`, 'msg'],
		]),
	);
	const nodes = outputs.map((output) =>
		search(output, { ...byMessage, output, timeout: '20' }, ['end']),
	);
	await helper.load(
		[registerAccount, registerOrderSearch],
		[tab, accountOf(simulator), ...nodes, end],
		credentials,
	);
	const messages: { payload?: unknown }[] = [];
	helper.getNode('end').on('input', (msg, _send, done) => {
		messages.push(msg);
		done();
	});
	const runs = (from: number, to: number) =>
		searchOften(simulator, { seed, from, to }, async (input) => {
			const error = await run(helper.getNode(input.output as Output), { input });
			// Messages are handed on a turn after they are sent.
			await new Promise(setImmediate);
			const [message] = messages.splice(0);
			helper._sandbox.resetHistory();
			const items = (message?.payload ?? []) as object[];
			const told = [message ?? '', inspect(error, { depth: 10, showHidden: true })];
			return { items, told, ...(error && { failure: error }) };
		});
	const first = await runs(1, 100);
	const heap = measureLiveHeap(100);
	const second = await runs(101, 200);
	const grown = measureLiveHeap(200).bytes - heap.bytes;

	expect(first.get('all given')).toBeGreaterThan(50);
	expect(second.get('all given')).toBeGreaterThan(50);
	expect(first.get('failed')).toBeGreaterThan(1);
	expect(grown / 100).toBeLessThan(toleratedBytes);
});

test('120 polls with faults: each event once, over restarts', async () => {
	const userDir = mkdtempSync(path.join(tmpdir(), 'soak-'));
	simulator = await startSimulator(serverOf(watchedOrders()));
	helper.settings({ userDir });
	const events: HostEvent[] = [];
	const start = async () => {
		const properties = {
			...{ fullScanEvery: '0', timeout: '20' },
			events: ['holdPlaced', 'holdChanged', 'holdReleased'],
		};
		await helper.load(
			[registerAccount, registerOrderWatch],
			[tab, accountOf(simulator), watch('watch', properties, ['end']), end],
			credentials,
		);
		helper.getNode('end').on('input', ({ payload }, _send, done) => {
			events.push(payload as HostEvent);
			done();
		});
	};
	const poll = async () => {
		await run(helper.getNode('watch'), { payload: 'now' });
		await new Promise(setImmediate);
	};
	await start();
	await poll();
	const told = await pollOften(
		simulator,
		{ seed, from: 1, to: 60 },
		{
			poll,
			told: () => events,
			kept: () => readFileSync(path.join(userDir, 'ingram-order-watch/watch.json'), 'utf8'),
			restart: async () => {
				await helper.unload();
				await start();
			},
		},
	);
	expect(told).toBeGreaterThan(40);
	helper.settings({});
	rmSync(userDir, { recursive: true });
});
