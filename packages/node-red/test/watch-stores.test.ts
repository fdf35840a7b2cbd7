import { existsSync } from 'node:fs';
import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import { startNodeRed, type NodeRed } from '../../../scripts/node-red/node-red-process.ts';
import { tab } from './support/flow.ts';
import { optionsFor, releases } from './support/releases.ts';
import { Watched } from './support/watched.ts';

jest.setTimeout(90_000);

const contextStorage = {
	default: 'fast',
	fast: { module: 'memory' },
	disk: { module: 'localfilesystem' },
};

describe.each(releases)('with context stores, in %s', (release) => {
	let simulator: Simulator;
	let nodeRed: NodeRed;
	let watched: Watched;

	beforeAll(async () => {
		nodeRed = await startNodeRed({ ...optionsFor(release), settings: { contextStorage } });
	});

	afterAll(() => nodeRed.stop());

	beforeEach(async () => {
		simulator = await startSimulator({
			...{ orders: 30, documentedOrders: false, rateLimit: { limit: 10_000 } },
		});
		watched = new Watched(nodeRed, simulator);
	});

	afterEach(async () => {
		await nodeRed.deploy([tab]);
		await simulator.close();
	});

	/** The stores that hold a state of the node. */
	async function storesInUse(): Promise<string[]> {
		const answer = await fetch(`${nodeRed.origin}/context/node/watch`);
		const stores = (await answer.json()) as Record<string, Record<string, unknown>>;
		return Object.keys(stores).filter((name) => 'orderWatch' in (stores[name] ?? {}));
	}

	test('the editor is told of the stores, and which of them outlive a restart', async () => {
		const settings = (await (await fetch(`${nodeRed.origin}/settings`)).json()) as object;
		expect(settings).toMatchObject({
			ingramOrderWatchStores: [
				{ name: 'fast', outlivesRestart: false },
				{ name: 'disk', outlivesRestart: true },
			],
		});
	});

	test('without a choice the state lies in the first store that outlives a restart', async () => {
		await watched.start();
		await watched.poll();
		expect(await storesInUse()).toEqual(['disk']);
		expect(existsSync(watched.file())).toBe(false);

		const first = watched.hold();
		await nodeRed.deploy(watched.flows());
		await watched.poll();
		expect((await watched.told()).map(({ orderNumber }) => orderNumber)).toContain(first);
		const second = watched.hold();
		await nodeRed.restart('SIGTERM');
		await watched.poll();
		const orders = (await watched.told()).map(({ orderNumber }) => orderNumber);
		expect(new Set(orders)).toEqual(new Set([second]));
	});

	test('a kill before the store has written tells the same ids again', async () => {
		await watched.start();
		await watched.poll();
		await nodeRed.restart('SIGTERM');
		const orderNumber = watched.hold();
		await watched.poll();
		const before = await watched.told();
		expect(new Set(before.map((event) => event.orderNumber))).toEqual(new Set([orderNumber]));
		await nodeRed.restart('SIGKILL');
		await watched.poll();
		const ids = (await watched.told()).map(({ eventId }) => eventId);
		expect(ids).toEqual(before.map(({ eventId }) => eventId));
	});

	test('another choice moves the state, and repeats or loses nothing', async () => {
		await watched.start({ store: 'fast' });
		await watched.poll();
		expect(await storesInUse()).toEqual(['fast']);
		const orderNumber = watched.hold();
		await nodeRed.deploy(watched.flows({ store: 'disk' }));
		await watched.poll();
		expect(await storesInUse()).toEqual(['disk']);
		await nodeRed.deploy(watched.flows({ store: 'fast' }));
		await watched.poll();
		expect(await storesInUse()).toEqual(['fast']);
		const told = await watched.told();
		expect(new Set(told.map((event) => event.orderNumber))).toEqual(new Set([orderNumber]));
		expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(told.length);
	});

	test('a store that is not configured is one warning, and the state is kept all the same', async () => {
		await watched.start({ store: 'elsewhere' });
		await watched.poll();
		expect(nodeRed.output().split('no context store "elsewhere"').length - 1).toBe(1);
		expect(await storesInUse()).toEqual(['disk']);
	});

	test('removing the node removes its state', async () => {
		await watched.start();
		await watched.poll();
		expect(await storesInUse()).toEqual(['disk']);
		await nodeRed.deploy([tab]);
		expect(await storesInUse()).toEqual([]);
		await watched.start();
		expect(await storesInUse()).toEqual([]);
	});
});
