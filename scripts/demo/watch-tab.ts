import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Order } from '@ingram-orders/simulator';
import type { FlowNode } from '../node-red/node-red-process.ts';

/** A simulator in which orders can be changed, and a shipment to change. */
export interface DemoStage {
	/** Of the simulator. */
	origin: string;
	orderNumber: string;
	subOrderNumber: string;
}

/** The one shipment of the newest open order. */
export function chooseShipment(
	orders: readonly Order[],
): Pick<DemoStage, 'orderNumber' | 'subOrderNumber'> {
	for (const { orderNumber, subOrders } of orders) {
		const [only, ...others] = subOrders;
		if (others.length === 0 && only?.statusCode === '' && only.holdReasonCode === '') {
			return { orderNumber, subOrderNumber: only.subOrderNumber };
		}
	}
	throw new Error('The simulator has no open order with one shipment.');
}

/**
 * The tab of `watch-tab.json`. It watches orders, and its buttons place a hold in the simulator, release
 * it, and make its own watch look at once, and that of the hold board, which has a tab of its own.
 */
export function watchTab({ origin, orderNumber, subOrderNumber }: DemoStage): FlowNode[] {
	const env = Object.entries({
		CHANGE_ORDER: `${origin}/_control/change-order`,
		ORDER: orderNumber,
		SHIPMENT: subOrderNumber,
	}).map(([name, value]) => ({ name, value, type: 'str' }));
	const file = path.join(import.meta.dirname, 'watch-tab.json');
	const nodes = JSON.parse(readFileSync(file, 'utf8')) as FlowNode[];
	return nodes.map((node) => (node.type === 'tab' ? { ...node, env } : node));
}
