import { initialWatch } from '../../src/fields/watch-fields.ts';
import type { FlowNode } from '../../../../scripts/node-red/node-red-process.ts';
import { place } from './flow.ts';

/** A watch node as the editor stores it, wired to a node that collects its messages. */
export function watch(
	id: string,
	properties: Record<string, unknown> = {},
	to: readonly string[] = ['results'],
): FlowNode {
	return {
		...{ id, type: 'ingram-order-watch', ...place, name: id, account: 'account' },
		...initialWatch,
		...properties,
		wires: [to],
	};
}
