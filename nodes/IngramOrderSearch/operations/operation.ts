import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ExecuteItems } from '../../shared/for-each-item.ts';

/** One operation of the node: how the panel shows it, and what it does. */
export interface Operation {
	/** The entry in the list of operations. */
	option: INodePropertyOptions;
	/** Its own parameters, shown when it is chosen. */
	properties: INodeProperties[];
	execute: ExecuteItems;
}
