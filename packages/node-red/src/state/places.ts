import path from 'node:path';
import type { Node, NodeAPI } from 'node-red';
import { automaticStore, configuredStores } from './configured-stores.ts';
import { contextStore } from './context-store.ts';
import { nodeKey } from './node-key.ts';
import { ownFile } from './own-file.ts';
import type { Place } from './place.ts';

/** Below the user directory. */
const folder = 'ingram-order-watch';

/** The file a node keeps its state in where there is no context store that outlives a restart. */
export function fileOf(RED: NodeAPI, node: Node): Place {
	const name = `${encodeURIComponent(nodeKey(node))}.json`;
	return ownFile(path.join(RED.settings.userDir ?? '', folder, name));
}

/**
 * The places for a node's state, the one to use first.
 * @param chosen the name of a context store, or nothing for the first that outlives a restart
 */
export function placesFor(RED: NodeAPI, node: Node, chosen: unknown): [Place, ...Place[]] {
	const stores = configuredStores(RED.settings['contextStorage']);
	const isConfigured = stores.some(({ name }) => name === chosen);
	const used = isConfigured ? chosen : automaticStore(stores);
	const file = fileOf(RED, node);
	const inStore = (name: string) => contextStore(node, name);
	const others = stores.filter(({ name }) => name !== used).map(({ name }) => inStore(name));
	return typeof used === 'string' ? [inStore(used), file, ...others] : [file, ...others];
}

/** Says that the chosen store is not there, as where a flow comes from another Node-RED. */
export function missingStore(RED: NodeAPI, chosen: unknown): string | undefined {
	if (typeof chosen !== 'string' || chosen === '') return undefined;
	const stores = configuredStores(RED.settings['contextStorage']);
	if (stores.some(({ name }) => name === chosen)) return undefined;
	return `Node-RED's settings have no context store "${chosen}". The state is kept as if none were chosen.`;
}
