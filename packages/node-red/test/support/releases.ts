import path from 'node:path';
import type { NodeRedOptions } from '../../../../scripts/node-red/node-red-process.ts';

/** The newest release, and the oldest that package.json allows. */
export const releases = ['node-red', 'node-red-4'] as const;

/** How a release is started on the Node.js of the tests. */
export function optionsFor(release: (typeof releases)[number]): NodeRedOptions {
	return { release, nodeArguments: ['--require', path.join(import.meta.dirname, 'util-log.cjs')] };
}
