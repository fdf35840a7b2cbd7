import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { NodeRun } from '../node-run.ts';

/** One operation of the node: how the panel shows it, and what it does. */
export interface Operation {
	/** The entry in the list of operations. */
	option: INodePropertyOptions;
	/** Its own parameters, shown when it is chosen. */
	properties: INodeProperties[];
	/**
	 * The output of one input item.
	 * @throws IngramError
	 */
	execute(run: NodeRun, itemIndex: number): Promise<IDataObject[]>;
}
