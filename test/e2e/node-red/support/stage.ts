import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import type { Browser } from 'playwright-core';
import {
	startNodeRed,
	type FlowNode,
	type NodeRed,
} from '../../../../scripts/node-red/node-red-process.ts';
import { account, inject, search, tab } from '../../../../packages/node-red/test/support/flow.ts';
import { watch } from '../../../../packages/node-red/test/support/watch-flow.ts';
import { startChromium } from '../../support/chromium.ts';

/** Found nowhere but in Node-RED's encrypted credentials, or the tests fail. */
export const canarySecret = 'canary-of-the-client-secret';

/** What all suites use. */
export interface Stage {
	readonly simulator: Simulator;
	/** Node-RED with the package installed. */
	readonly nodeRed: NodeRed;
	readonly browser: Browser;
	readonly close: () => Promise<void>;
}

export async function setStage(): Promise<Stage> {
	const simulator = await startSimulator({
		applications: [
			{
				clientId: 'demo-app',
				clientSecret: canarySecret,
				accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
			},
			{
				clientId: 'other-app',
				clientSecret: 'other-secret',
				accounts: [{ customerNumber: '20-654321', countryCode: 'UK' }],
			},
		],
		orders: 120,
		documentedOrders: false,
		rateLimit: { limit: 1000 },
	});
	const [nodeRed, browser] = await Promise.all([startNodeRed(), startChromium()]);
	return {
		...{ simulator, nodeRed, browser },
		close: async () => {
			await browser.close();
			await nodeRed.stop();
			await simulator.close();
		},
	};
}

/** The account as it is filled in. */
export function filledAccount({ simulator }: Stage, changes: Partial<FlowNode> = {}): FlowNode {
	return account(simulator.origin, {
		name: 'Sales account',
		credentials: { clientId: 'demo-app', clientSecret: canarySecret },
		...changes,
	});
}

const shown: FlowNode = {
	...{ id: 'shown', type: 'debug', z: 'tab', name: '', wires: [] },
	...{ active: true, tosidebar: true, console: false, tostatus: false },
	...{ complete: 'payload', targetType: 'msg', statusVal: '', statusType: 'auto' },
};

/** An inject node, a search and a debug node, side by side. */
export function searchFlow(properties: Readonly<Record<string, unknown>> = {}): FlowNode[] {
	return [
		{ ...tab, label: 'Orders on hold' },
		{ ...inject('go', 'search'), name: 'Search now', x: 140, y: 80 },
		{
			...search('search', { name: '', onHoldOnly: 'true', ...properties }, ['shown']),
			...{ x: 330, y: 80 },
		},
		{ ...shown, x: 540, y: 80 },
	];
}

/** An inject node, a watch and a debug node, side by side. */
export function watchFlow(properties: Readonly<Record<string, unknown>> = {}): FlowNode[] {
	return [
		{ ...tab, label: 'Holds' },
		{ ...inject('go', 'watch'), name: 'Look now', x: 140, y: 80 },
		{ ...watch('watch', { name: '', ...properties }, ['shown']), x: 330, y: 80 },
		{ ...shown, x: 540, y: 80 },
	];
}
