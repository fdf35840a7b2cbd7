import type { Node } from 'node-red';
import type { Place } from './place.ts';

const key = 'orderWatch';

/**
 * A node's own context in one of the configured stores. Node-RED removes it with the node, and keeps
 * it over a redeploy. Callbacks, as a store without a cache knows no other way.
 */
export function contextStore(node: Node, store: string): Place {
	const set = (value: object | undefined) =>
		new Promise<void>((resolve, reject) => {
			node.context().set(key, value, store, (error?: Error) => settle(error, resolve, reject));
		});
	return {
		load: () =>
			new Promise<unknown>((resolve, reject) => {
				node.context().get(key, store, (error: unknown, value: unknown) => {
					settle(error, () => resolve(value), reject);
				});
			}),
		save: (state) => set(state),
		remove: () => set(undefined),
	};
}

function settle(error: unknown, resolve: () => void, reject: (reason: Error) => void): void {
	if (!error) resolve();
	else reject(error instanceof Error ? error : new Error('The context store failed.'));
}
