import type { NodeDef } from 'node-red';
import type { StoredWatch } from '../../fields/watch-fields.ts';

/** The node as a flow stores it. */
export interface OrderWatchDef extends NodeDef, StoredWatch {
	account?: unknown;
}
