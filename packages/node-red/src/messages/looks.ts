import type { NodeStatus } from 'node-red';

/** How a status looks, whatever it says. */
export type Look = Pick<NodeStatus, 'fill' | 'shape'>;

export const looks = {
	idle: { fill: 'grey', shape: 'ring' },
	busy: { fill: 'blue', shape: 'dot' },
	waits: { fill: 'yellow', shape: 'ring' },
	doubtful: { fill: 'yellow', shape: 'dot' },
	good: { fill: 'green', shape: 'dot' },
	failed: { fill: 'red', shape: 'ring' },
} as const satisfies Record<string, Look>;
