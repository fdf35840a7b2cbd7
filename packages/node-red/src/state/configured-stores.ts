/** A context store that is named in Node-RED's settings. */
export interface ConfiguredStore {
	name: string;
	/** Whether what is kept there is still there after Node-RED was restarted. */
	outlivesRestart: boolean;
}

/**
 * The context stores of Node-RED's settings, in their order. Without any, Node-RED forgets a node's
 * context with every deploy, so what it uses then is not among them.
 * @param contextStorage the setting of this name
 */
export function configuredStores(contextStorage: unknown): ConfiguredStore[] {
	if (!isRecord(contextStorage)) return [];
	return Object.entries(contextStorage).flatMap(([name, store]) =>
		// Text is another name for one of the others; Node-RED keeps "_" for itself.
		isRecord(store) && name !== '_'
			? [{ name, outlivesRestart: store['module'] !== 'memory' }]
			: [],
	);
}

/** The store that is used where none is chosen; undefined for a file of the node's own. */
export function automaticStore(stores: readonly ConfiguredStore[]): string | undefined {
	return stores.find(({ outlivesRestart }) => outlivesRestart)?.name;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
