import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toItems, type ExecuteItems } from './for-each-item.ts';
import { NodeRun } from './node-run.ts';

/**
 * One execution of a node: its output items, with hints of what the user should know.
 * @param choose what is to be done for all input items
 * @throws NodeApiError or NodeOperationError of the first item that failed, unless the node continues
 */
export async function runNode(
	n8n: IExecuteFunctions,
	choose: (run: NodeRun) => ExecuteItems,
): Promise<INodeExecutionData[][]> {
	const run = new NodeRun({
		n8n,
		parameter: (name, itemIndex) => n8n.getNodeParameter(name, itemIndex, null),
		continueOnFail: n8n.continueOnFail(),
		cancelSignal: n8n.getExecutionCancelSignal(),
	});
	try {
		const outcomes = await choose(run)(run, [...n8n.getInputData().keys()]);
		const { hints } = run.notes;
		if (hints.length > 0) n8n.addExecutionHints(...hints);
		return [outcomes.flatMap(toItems)];
	} finally {
		run.end();
	}
}
