import path from 'node:path';
import type { NodeRedOptions } from '../../../../scripts/node-red/node-red-process.ts';

/** The newest release, and the oldest that package.json allows. */
export const releases = ['node-red', 'node-red-4'] as const;

export type Release = (typeof releases)[number];

/** How a release is started on the Node.js of the tests. */
export function optionsFor(release: Release): NodeRedOptions {
	return { release, nodeArguments: ['--require', path.join(import.meta.dirname, 'util-log.cjs')] };
}

/** Catch nodes get the code of an error since Node-RED 4.1; `msg.ingram.failure` has it always. */
export function codeAtCatch(release: Release, code: string): { code?: string } {
	return release === 'node-red' ? { code } : {};
}
