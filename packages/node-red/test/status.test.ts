import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import { startNodeRed, type NodeRed } from '../../../scripts/node-red/node-red-process.ts';
import { statusTexts } from '../src/nodes/ingram-order-search/status.ts';
import { account, collectors, inject, place, search, tab } from './support/flow.ts';
import { kept } from './support/kept.ts';
import { searchOverHttp } from './support/over-http.ts';

jest.setTimeout(60_000);

let simulator: Simulator;
let nodeRed: NodeRed;

beforeAll(async () => {
	simulator = await startSimulator({
		...{ orders: 600, documentedOrders: false },
		rateLimit: { limit: 4, windowMs: 4_000, start: 'first-request' },
	});
	nodeRed = await startNodeRed({
		settings: { lang: 'de' },
	});
});

afterAll(async () => {
	await nodeRed.stop();
	await simulator.close();
});

interface Shown {
	text: string;
	fill: string;
	at: number;
}

async function statuses(): Promise<Shown[]> {
	const messages = await kept(nodeRed, 'completions', 1, 30_000);
	return messages.map(({ status, at }) => ({ ...(status as Shown), at: at as number }));
}

test('says what it does in the language of Node-RED, at most once a second', async () => {
	const stamp = {
		...{ id: 'stamp', type: 'function', name: '', outputs: 1, wires: [['completions']] },
		...{ func: 'msg.at = Date.now(); return msg;', ...place },
	};
	await nodeRed.deploy([
		...[tab, account(simulator.origin), ...collectors, inject('go', 'search'), stamp],
		search('search', {}),
		{ id: 'status', type: 'status', name: '', scope: ['search'], wires: [['stamp']], ...place },
	]);
	await nodeRed.inject('go');
	await kept(nodeRed, 'results', 1, 30_000);
	await new Promise((resolve) => setTimeout(resolve, 1_500));

	const shown = await statuses();
	const texts = shown.map(({ text }) => text);
	expect(texts[0]).toBe('sucht');
	expect(texts.at(-1)).toBe('600 Bestellungen');
	const waits = texts.flatMap((text) => /^wartet (\d)s$/.exec(text)?.[1] ?? []).map(Number);
	expect(waits.length).toBeGreaterThan(1);
	expect(waits).toEqual([...waits].sort((a, b) => b - a));
	const gaps = shown.slice(1).map(({ at }, index) => at - (shown[index]?.at ?? 0));
	expect(Math.min(...gaps)).toBeGreaterThan(900);
	expect(simulator.violations).toEqual([]);
});

test('shows a failure in short', async () => {
	await nodeRed.deploy([
		...[tab, account(simulator.origin), ...collectors, inject('go', 'search')],
		search('search', { orderStatus: 'XX' }),
		{ id: 'status', type: 'status', name: '', scope: ['search'], wires: [['failures']], ...place },
	]);
	await nodeRed.inject('go');
	const messages = await kept(nodeRed, 'failures', 3);
	const shown = messages.flatMap(({ status }) => status ?? []);
	expect(shown.at(-1)).toMatchObject({ fill: 'red', text: 'falscher Wert' });
});

test('the page counter never runs back, also where several statuses are searched', async () => {
	const other = await startSimulator({ orders: 300, documentedOrders: false });
	const { progress } = await searchOverHttp(other, { orderStatus: 'C,S', pageSize: 2 });
	await other.close();
	const follow = statusTexts((_key, values) => JSON.stringify(values)).followRun();
	const shown = progress
		.map((step) => follow(step, 0).at(0).text ?? '')
		.map((text) => JSON.parse(text) as { page: string; pages: string });
	const counted = shown.map(({ page }) => Number(page));
	expect(counted).toEqual(counted.map((_, index) => index + 1));
	expect(counted.length).toBeGreaterThan(6);
	expect(shown.filter(({ page, pages }) => Number(page) > Number(pages))).toEqual([]);
});
