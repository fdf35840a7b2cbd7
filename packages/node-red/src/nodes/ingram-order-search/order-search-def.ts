import type { NodeDef } from 'node-red';
import type { StoredFields } from '../../fields/read-fields.ts';

/** The node as a flow stores it. */
export interface OrderSearchDef extends NodeDef, StoredFields {
	account?: unknown;
	operation?: unknown;
	/** With the operation getCodes: which table. */
	table?: unknown;
	delivery?: unknown;
}
