import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import {
	startNodeRed,
	type FlowNode,
	type NodeRed,
} from '../../../scripts/node-red/node-red-process.ts';
import { account, collectors, inject, place, search, tab } from './support/flow.ts';
import { forgetKept, kept } from './support/kept.ts';
import { optionsFor, releases } from './support/releases.ts';

jest.setTimeout(60_000);

const byMessage = { customerOrderNumber: 'payload', customerOrderNumberType: 'msg' };
const missing = 'PO-4711, second part';

describe.each(releases)('several numbers in one message, in %s', (release) => {
	let simulator: Simulator;
	let nodeRed: NodeRed;
	/** Purchase orders of the simulator, each once. */
	let numbers: string[];
	/** A day before its oldest order. */
	let start: string;

	beforeAll(async () => {
		simulator = await startSimulator({
			...{ today: Date.UTC(2024, 4, 1), orders: 250, documentedOrders: false },
			rateLimit: { limit: 1000 },
		});
		nodeRed = await startNodeRed(optionsFor(release));
		numbers = [
			...new Set(simulator.orders.map(({ customerOrderNumber }) => customerOrderNumber)),
		].filter((number) => number !== '');
		const times = simulator.orders.map(({ entryTimestamp }) => Date.parse(entryTimestamp));
		start = new Date(Math.min(...times) - 86_400_000).toISOString();
	});

	afterAll(async () => {
		await nodeRed.stop();
		await simulator.close();
	});

	/** Sends a payload through nodes that end in a search named so. */
	async function send(payload: unknown, to: string, nodes: readonly FlowNode[]): Promise<void> {
		simulator.control.clearLog();
		await forgetKept(nodeRed);
		const parts = [tab, account(simulator.origin), ...collectors];
		await nodeRed.deploy([...parts, inject('go', to, { payload, topic: 'kept' }), ...nodes]);
		await nodeRed.inject('go');
	}

	async function run(payload: unknown, properties: Record<string, unknown> = {}) {
		await send(payload, 'search', [search('search', { ...byMessage, ...properties })]);
		const [message] = await kept(nodeRed, 'results', 1);
		const rows = message?.payload as { customerOrderNumber: string }[];
		return { message, found: rows.map(({ customerOrderNumber }) => customerOrderNumber) };
	}

	function searches(): number | undefined {
		return simulator.control.state().requestCounts.search;
	}

	test.each([
		['an array', (asked: readonly string[]) => asked],
		['text with one on each line', (asked: readonly string[]) => asked.join('\r\n')],
	])('%s gives one list, in its order, and the numbers without an order', async (_, given) => {
		const [first = '', second = '', third = ''] = numbers;
		const { message, found } = await run(given([third, missing, first, second]));
		expect([...new Set(found)]).toEqual([third, first, second]);
		expect(message).toMatchObject({
			topic: 'kept',
			ingram: { complete: true, notFound: [missing], requests: 4 },
		});
		expect(searches()).toBe(4);
	});

	test('many numbers with a start take the pages of the period', async () => {
		const { message, found } = await run([...numbers, missing], { createdAfter: start });
		expect(new Set(found)).toEqual(new Set(numbers));
		expect(numbers.length).toBeGreaterThan(100);
		expect(message?.ingram).toMatchObject({ complete: true, notFound: [missing] });
		expect(searches()).toBe(3);
	});

	test('one message per row: the last one has the count and all numbers without an order', async () => {
		const [first = '', second = ''] = numbers;
		const asked = [missing, first, second, 'PO-0'];
		const properties = { ...byMessage, delivery: 'each', output: 'orders' };
		await send(asked, 'search', [search('search', properties)]);
		const count = simulator.orders.filter((order) =>
			[first, second].includes(order.customerOrderNumber),
		).length;
		const messages = await kept(nodeRed, 'results', count);
		expect(messages).toHaveLength(count);
		expect(messages.at(-1)).toMatchObject({
			...{ parts: { index: count - 1, count }, ingram: { notFound: [missing, 'PO-0'] } },
		});
	});

	test('a number given alone tells whether it has an order, too', async () => {
		expect((await run(missing)).message).toMatchObject({
			...{ payload: [], ingram: { notFound: [missing] } },
		});
		expect((await run(numbers[0])).message?.ingram).toMatchObject({ notFound: [] });
	});

	test('what a split node sends is still looked up message by message, and keeps its parts', async () => {
		const asked = numbers.slice(0, 3);
		const split = { splt: '\\n', spltType: 'str', arraySplt: 1, arraySpltType: 'len' };
		await send(asked, 'split', [
			{ id: 'split', type: 'split', ...place, name: '', ...split, wires: [['search']] },
			search('search', byMessage),
		]);
		const messages = await kept(nodeRed, 'results', 3);
		const told = messages.map(({ payload, parts }) => ({
			...(parts as { index: number; count: number }),
			found: (payload as { customerOrderNumber: string }[])[0]?.customerOrderNumber,
		}));
		told.sort((a, b) => a.index - b.index);
		expect(told).toMatchObject(
			asked.map((number, index) => ({ index, count: asked.length, found: number })),
		);
		expect(searches()).toBe(3);
	});

	test('a list with something else than numbers, or with a page, goes to Catch before any request', async () => {
		await send([numbers[0], { number: 1 }], 'search', [
			search('search', { ...byMessage, pageNumber: '1' }),
		]);
		const [first] = await kept(nodeRed, 'failures', 1);
		expect(first?.error?.message).toContain('Customer Order Number must be text, e.g. PO-4711');
		await send(numbers.slice(0, 2), 'search', [
			search('search', { ...byMessage, pageNumber: '1' }),
		]);
		const [second] = await kept(nodeRed, 'failures', 1);
		expect(second?.error?.message).toContain('Page Number must be empty where several numbers');
		expect(searches()).toBeUndefined();
	});
});
