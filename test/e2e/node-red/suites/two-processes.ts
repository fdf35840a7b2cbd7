import { startSimulator, type LoggedRequest, type Simulator } from '@ingram-orders/simulator';
import {
	startNodeRed,
	type FlowNode,
	type NodeRed,
	type NodeRedOptions,
} from '../../../../scripts/node-red/node-red-process.ts';
import {
	account,
	collector,
	collectors,
	inject,
	search,
	tab,
} from '../../../../packages/node-red/test/support/flow.ts';
import { kept } from '../../../../packages/node-red/test/support/kept.ts';
import { Watched } from '../../../../packages/node-red/test/support/watched.ts';
import { until } from '../../support/until.ts';

/** A minute of the real rate limit passes in five seconds. */
const windowMs = 5_000;
const limit = 60;

/** Requests that a process has under way at most; what is under way when a window ends is refused. */
const maxInFlight = 24;

const byMessage = { output: 'orders', orderNumber: 'payload', orderNumberType: 'msg' };

const patienceMs = 120_000;

/** Two Node-RED processes share an App ID, and nothing else. */
export function twoProcessesTests(): void {
	let simulator: Simulator;
	let searching: NodeRed;
	let watching: NodeRed;
	let watched: Watched;
	const closers: (() => Promise<void>)[] = [];

	async function start(orders: number, options: NodeRedOptions = {}): Promise<void> {
		simulator = await startSimulator({
			...{ orders, documentedOrders: false, latencyMs: 100 },
			rateLimit: { limit, windowMs },
		});
		closers.push(simulator.close);
		searching = await startNodeRed();
		closers.push(searching.stop);
		watching = await startNodeRed(options);
		closers.push(watching.stop);
		watched = new Watched(watching, simulator);
		await searching.deploy([
			...[tab, account(simulator.origin), ...collectors, inject('search-now', 'all')],
			search('all', { output: 'orders', pageSize: '10' }),
		]);
		await watching.deploy([...watched.flows(), ...bothKinds()]);
		await watched.poll(patienceMs);
	}

	/** A search and look-ups beside the watch. */
	function bothKinds(): FlowNode[] {
		const numbers = simulator.orders.slice(0, 40).map(({ orderNumber }) => orderNumber);
		return [
			{ ...inject('search-now', 'all', { payload: numbers }), wires: [['all', 'some']] },
			...[collector('found'), collector('looked-up')],
			search('all', { output: 'orders', pageSize: '15' }, ['found']),
			search('some', byMessage, ['looked-up']),
		];
	}

	function numbersOf(payload: unknown): Set<string> {
		return new Set((payload as { orderNumber: string }[]).map(({ orderNumber }) => orderNumber));
	}

	/** All orders, each once, and called complete. */
	async function expectAllFound(nodeRed: NodeRed, collected: string): Promise<void> {
		const [message] = await kept(nodeRed, collected, 1, patienceMs);
		const { length } = simulator.orders;
		expect(message?.ingram).toMatchObject({ complete: true, ordersReturned: length });
		expect(message?.payload).toHaveLength(length);
		expect(numbersOf(message?.payload)).toEqual(numbersOf(simulator.orders));
	}

	async function expectNoFailures(): Promise<void> {
		for (const nodeRed of [searching, watching]) {
			expect(await kept(nodeRed, 'failures', 0)).toEqual([]);
		}
	}

	afterEach(async () => {
		for (const close of closers.splice(0).reverse()) await close();
	});

	test('both find everything, the watch tells each event once, and refusals are few', async () => {
		await start(1_500);
		simulator.control.clearLog();
		await Promise.all([searching.inject('search-now'), watching.inject('search-now')]);
		const held: string[] = [];
		for (let poll = 0; poll < 5; poll++) {
			held.push(watched.hold());
			await watched.poll(patienceMs);
		}
		await expectAllFound(searching, 'results');
		await expectAllFound(watching, 'found');
		const [lookedUp] = await kept(watching, 'looked-up', 1, patienceMs);
		expect(lookedUp?.payload).toHaveLength(40);
		expectToldOnce(await watched.told(), held);
		await expectNoFailures();

		const use = useOf(simulator.requests);
		process.stdout.write(`${inWords(use)}\n`);
		expect(use.maxRefusedInWindow).toBeLessThanOrEqual(2 * maxInFlight);
		expect(use.windows).toBeLessThanOrEqual(Math.ceil(1.5 * use.neededWindows));
	});

	test.each([
		['its own file, which is written with each poll, repeats nothing', {}],
		[
			'the store localfilesystem, which is written every 30 s, repeats events with the same ids',
			{ settings: { contextStorage: { default: { module: 'localfilesystem' } } } },
		],
	])('one is killed: the other finishes, and %s', async (_, options) => {
		await start(600, options);
		// What the first poll knows is in the store for certain.
		await watching.restart('SIGTERM');
		const first = watched.hold();
		await watched.poll(patienceMs);
		const toldBefore = await watched.told();
		expectToldOnce(toldBefore, [first]);

		simulator.control.clearLog();
		await Promise.all([searching.inject('search-now'), watching.inject('search-now')]);
		await until('both to be in the middle', () => {
			const sizes = simulator.requests.map(({ query }) => new Map(query).get('pagesize'));
			return (sizes.includes('10') && sizes.includes('15')) || undefined;
		});
		const second = watched.hold();
		await watching.restart('SIGKILL');
		const third = watched.hold();
		await watched.poll(patienceMs);

		const toldAfter = await watched.told();
		const repeated = 'settings' in options ? toldBefore : [];
		expect(idsOf(toldAfter)).toEqual(expect.arrayContaining(idsOf(repeated)));
		const isRepeated = ({ eventId }: { eventId: string }) => idsOf(repeated).includes(eventId);
		expectToldOnce(
			toldAfter.filter((event) => !isRepeated(event)),
			[second, third],
		);
		await expectAllFound(searching, 'results');
		await expectNoFailures();
		const { maxRefusedInWindow } = useOf(simulator.requests);
		expect(maxRefusedInWindow).toBeLessThanOrEqual(2 * maxInFlight);
	});
}

interface ToldEvent {
	eventId: string;
	orderNumber: string;
}

function idsOf(told: readonly ToldEvent[]): string[] {
	return told.map(({ eventId }) => eventId);
}

/** Events of these orders and no others, and none of them twice. */
function expectToldOnce(told: readonly ToldEvent[], held: readonly string[]): void {
	expect(new Set(told.map(({ orderNumber }) => orderNumber))).toEqual(new Set(held));
	expect(new Set(idsOf(told)).size).toBe(told.length);
}

/** How two processes used the rate limit that they share, by the server's clock. */
interface Use {
	answered: number;
	refused: number;
	maxRefusedInWindow: number;
	/** From the first call to the last one. */
	windows: number;
	/** That so many calls take at least. */
	neededWindows: number;
	/** Time taken, as a multiple of the time until the last of the needed windows began. */
	ratio: number;
}

function useOf(requests: readonly LoggedRequest[]): Use {
	const calls = requests.filter(({ endpoint }) => endpoint === 'search');
	const windowOf = ({ at }: LoggedRequest) => Math.floor(at / windowMs);
	const refusals = calls.filter(({ status }) => status === 429);
	const refusedIn = new Map<number, number>();
	for (const refusal of refusals) {
		refusedIn.set(windowOf(refusal), (refusedIn.get(windowOf(refusal)) ?? 0) + 1);
	}
	const [first] = calls;
	const last = calls.at(-1);
	if (!first || !last) throw new Error('Nobody has called.');
	const answered = calls.length - refusals.length;
	const neededWindows = Math.ceil(answered / limit);
	const limitEndsAt = (windowOf(first) + neededWindows - 1) * windowMs;
	return {
		...{ answered, refused: refusals.length, neededWindows },
		maxRefusedInWindow: Math.max(0, ...refusedIn.values()),
		windows: windowOf(last) - windowOf(first) + 1,
		ratio: (last.at - first.at) / (limitEndsAt - first.at),
	};
}

function inWords({ answered, refused, maxRefusedInWindow, ...use }: Use): string {
	return (
		`Two processes on one App ID: ${answered} calls answered and ${refused} refused ` +
		`(${maxRefusedInWindow} at most in a window) in ${use.windows} windows, ` +
		`where ${use.neededWindows} are needed; ${use.ratio.toFixed(2)} times the time of the shared limit.`
	);
}
