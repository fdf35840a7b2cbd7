import { initiallyStored, nodeFields } from '../../src/fields/node-fields.ts';
import type { FlowNode } from '../../../../scripts/node-red/node-red-process.ts';

/** Node-RED takes a node without a place on the tab for a config node. */
export const place = { z: 'tab', x: 100, y: 100 };

const initialFields = Object.fromEntries(
	nodeFields.flatMap((field) => Object.entries(initiallyStored(field))),
);

export const tab: FlowNode = { id: 'tab', type: 'tab', label: 'Test' };

/** The account of the simulator's default application. */
export function account(origin: string, changes: Partial<FlowNode> = {}): FlowNode {
	return {
		...{ id: 'account', type: 'ingram-micro-account', name: '', environment: 'custom' },
		...{ baseUrl: origin, customerNumber: '20-123456', countryCode: 'UK' },
		credentials: { clientId: 'demo-app', clientSecret: 'demo-secret' },
		...changes,
	};
}

/** A search node as the editor stores it, wired to nodes that collect its messages and failures. */
export function search(
	id: string,
	properties: Record<string, unknown>,
	to: readonly string[] = ['results'],
): FlowNode {
	return {
		...{ id, type: 'ingram-order-search', ...place, name: id, account: 'account' },
		...{ operation: 'search', delivery: 'array', ...initialFields },
		...properties,
		wires: [to],
	};
}

/** Sends a message of these properties, each given as JSON. */
export function inject(id: string, to: string, properties: Record<string, unknown> = {}): FlowNode {
	const props = Object.entries(properties).map(([p, value]) => ({
		...{ p, v: JSON.stringify(value), vt: 'json' },
	}));
	return { id, type: 'inject', ...place, props, repeat: '', once: false, wires: [[to]] };
}

/** Keeps every message that comes in, for `collected` to fetch. */
export function collector(id: string): FlowNode {
	const keep = `const kept = global.get('kept') ?? {};
		(kept[node.id] ??= []).push(msg);
		global.set('kept', kept);`;
	return { id, type: 'function', ...place, name: '', func: keep, outputs: 0, wires: [] };
}

/** Nodes every test flow needs: collectors of results and failures, and a way to read them. */
export const collectors: readonly FlowNode[] = [
	collector('results'),
	collector('failures'),
	collector('completions'),
	{ id: 'catch', type: 'catch', ...place, scope: null, uncaught: false, wires: [['failures']] },
	{ id: 'http', type: 'http in', ...place, url: '/kept', method: 'get', wires: [['read']] },
	{
		...{ id: 'read', type: 'function', ...place, name: '', outputs: 1, wires: [['answer']] },
		func: `msg.payload = global.get('kept') ?? {}; return msg;`,
	},
	{ id: 'answer', type: 'http response', ...place, statusCode: '', headers: {}, wires: [] },
];
