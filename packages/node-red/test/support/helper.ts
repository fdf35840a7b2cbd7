import { createRequire } from 'node:module';
import type { Node, NodeAPI } from 'node-red';
import type { FlowNode } from '../../../../scripts/node-red/node-red-process.ts';
import type { Release } from './releases.ts';

/** The part of node-red-node-test-helper that is used here; it has no types of its own. */
export interface Helper {
	init(runtimePath: string): void;
	settings(added: Record<string, unknown>): void;
	load(
		nodes: ((RED: NodeAPI) => void)[],
		flow: readonly FlowNode[],
		credentials: Record<string, Record<string, string>>,
	): Promise<void>;
	unload(): Promise<void>;
	getNode(id: string): Node;
	/** What was logged since the flow was loaded. */
	log(): { args: readonly [{ level: number; msg: unknown }][] };
}

const require = createRequire(__filename);

/** The helper, running nodes in this process with the runtime of a release. */
export function helperFor(release: Release): Helper {
	const helper = require('node-red-node-test-helper') as Helper;
	helper.init(require.resolve(release));
	return helper;
}
