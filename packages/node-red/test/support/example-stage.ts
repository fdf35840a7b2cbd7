import { startSimulator, type Order, type Simulator } from '@ingram-orders/simulator';
import { exampleFlows } from '../../../../scripts/node-red/example-flows.ts';
import {
	startNodeRed,
	type FlowNode,
	type NodeRed,
} from '../../../../scripts/node-red/node-red-process.ts';
import { collector, collectors, place, tab } from './flow.ts';
import { forgetKept, kept, type KeptMessage } from './kept.ts';
import { optionsFor, type Release } from './releases.ts';

/** Of a customer order, and of what the API says of a hold. */
export const hostileText = '<script>alert("hold")</script>';

/** A customer order that a spreadsheet program would run. */
export const formula = '=HYPERLINK("http://example.com")';

const dayMs = 86_400_000;
/** So far back the watches of the examples look. */
const lookbackMs = 29 * dayMs;

/** Orders whose texts must not do anything, entered twenty days ago. */
function hostileOrders(now: number): Order[] {
	const entryTimestamp = new Date(now - 20 * dayMs).toISOString();
	const onHold = { statusCode: 'C', status: 'ORDER HOLD', holdReasonCode: 'BA' };
	const invoiced = { statusCode: 'F', status: 'INVOICED', holdReasonCode: '', holdReason: '' };
	return [
		{
			...{ orderNumber: '20-EVIL1', customerOrderNumber: `PO-${hostileText}`, entryTimestamp },
			subOrders: [{ subOrderNumber: '20-EVIL1-11', ...onHold, holdReason: hostileText }],
		},
		{
			...{ orderNumber: '20-EVIL2', customerOrderNumber: formula, entryTimestamp },
			subOrders: [{ subOrderNumber: '20-EVIL2-11', ...invoiced }],
		},
	];
}

export interface DeployOptions {
	/** Of each node of the example, and of its tab. */
	change?: (node: FlowNode) => FlowNode;
	add?: readonly FlowNode[];
}

/** Node-RED and a simulator, on which examples are tried. */
export interface ExampleStage {
	readonly simulator: Simulator;
	readonly nodeRed: NodeRed;
	/** Deploys an example with a collector in the place of each debug node. */
	readonly deploy: (name: string, options?: DeployOptions) => Promise<void>;
	/** Presses the button of a watch, and waits until it has looked. */
	readonly look: (button: string) => Promise<void>;
	/** Puts an order on hold that is not: the newest, or the oldest of the lookback. Gives its number. */
	readonly hold: (which?: 'newest' | 'oldest') => string;
	readonly endHold: (orderNumber: string) => void;
	/** The messages at a debug node of the example, once there are so many. */
	readonly kept: (id: string, atLeast: number) => Promise<KeptMessage[]>;
	/** How many shipments are on hold. */
	readonly holds: () => number;
	readonly close: () => Promise<void>;
}

/** @param settings added to those of Node-RED */
export async function setExampleStage(
	release: Release,
	settings: Record<string, unknown> = {},
): Promise<ExampleStage> {
	const plain = await startSimulator({ orders: 30 });
	const orders = [...plain.orders, ...hostileOrders(plain.now())];
	await plain.close();
	const simulator = await startSimulator({
		...{ orders, documentedOrders: false, rateLimit: { limit: 1000 } },
	});
	const nodeRed = await startNodeRed({ ...optionsFor(release), settings });

	const deploy = async (name: string, { change = same, add = [] }: DeployOptions = {}) => {
		await forgetKept(nodeRed);
		const flows = exampleFlows([name], {
			...{ environment: 'custom', baseUrl: simulator.origin },
			...{ customerNumber: '20-123456', countryCode: 'UK' },
			credentials: { clientId: 'demo-app', clientSecret: 'demo-secret' },
		});
		const shown = flows.map((node) =>
			node.type === 'debug' ? { ...collector(node.id), z: node['z'] } : node,
		);
		await nodeRed.deploy([
			...[tab, ...collectors.filter(({ id }) => id !== 'completions'), ...shown.map(change)],
			...flows.filter(({ type }) => type === 'ingram-order-watch').flatMap(completionsOf),
			...add,
		]);
	};
	const look = async (button: string) => {
		const before = (await kept(nodeRed, 'completions', 0)).length;
		await nodeRed.inject(button);
		await kept(nodeRed, 'completions', before + 1);
	};
	const hold = (which: 'newest' | 'oldest' = 'newest') => {
		const billed = simulator.orders.filter(({ subOrders }) =>
			subOrders.every(
				({ statusCode, holdReasonCode }) => statusCode === 'I' && holdReasonCode === '',
			),
		);
		const since = simulator.now() - lookbackMs;
		const order =
			which === 'newest'
				? billed[0]
				: billed.findLast(({ entryTimestamp }) => Date.parse(entryTimestamp) > since);
		if (!order) throw new Error('no such order');
		const { orderNumber } = order;
		simulator.control.changeOrder({ orderNumber, statusCode: 'C', holdReasonCode: 'CH' });
		return orderNumber;
	};
	const endHold = (orderNumber: string) => {
		simulator.control.changeOrder({ orderNumber, statusCode: 'I', holdReasonCode: '' });
	};
	return {
		...{ simulator, nodeRed, deploy, look, hold, endHold },
		kept: (id, atLeast) => kept(nodeRed, id, atLeast),
		holds: () => countHolds(simulator.orders),
		close: async () => {
			await nodeRed.stop();
			await simulator.close();
		},
	};
}

function same(node: FlowNode): FlowNode {
	return node;
}

/** Tells on a watch's own tab, the only one that a complete node looks at, when it has polled. */
function completionsOf({ id, z }: FlowNode): FlowNode[] {
	return [
		{ id: 'complete', type: 'complete', ...place, z, scope: [id], wires: [['completions']] },
		{ ...collector('completions'), z },
	];
}

function countHolds(orders: readonly Order[]): number {
	const isFinished = (code: string) => ['F', 'I', 'V'].includes(code);
	return orders
		.flatMap(({ subOrders }) => subOrders)
		.filter(
			({ statusCode, holdReasonCode }) =>
				['C', 'D', 'O', 'S'].includes(statusCode) ||
				(!['', 'VO'].includes(holdReasonCode) && !isFinished(statusCode)),
		).length;
}
