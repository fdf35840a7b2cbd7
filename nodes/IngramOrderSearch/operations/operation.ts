import type {
	IDataObject,
	INodeProperties,
	INodePropertyOptions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import type { NodeRun } from '../node-run.ts';

/** What came of one input item. */
export type Outcome =
	| { readonly rows: readonly IDataObject[] }
	| { readonly failure: NodeApiError | NodeOperationError };

/** One operation of the node: how the panel shows it, and what it does. */
export interface Operation {
	/** The entry in the list of operations. */
	option: INodePropertyOptions;
	/** Its own parameters, shown when it is chosen. */
	properties: INodeProperties[];
	/**
	 * One outcome for each of the input items, in their order.
	 * @throws NodeApiError or NodeOperationError of the first item that failed, where the run does not
	 * continue on fail or was stopped
	 */
	execute(run: NodeRun, itemIndexes: readonly number[]): Promise<Outcome[]>;
}
