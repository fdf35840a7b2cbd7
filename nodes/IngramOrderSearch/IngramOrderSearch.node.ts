import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { toNodeError } from '../shared/to-n8n.ts';
import { forEachItem } from './for-each-item.ts';
import { NodeRun } from './node-run.ts';
import { findOperation, operationProperties } from './operations/index.ts';
import { subtitle } from './subtitle.ts';

export class IngramOrderSearch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ingram Order Search',
		name: 'ingramOrderSearch',
		icon: {
			light: 'file:../../icons/parcel-search.svg',
			dark: 'file:../../icons/parcel-search.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle,
		description: 'Search orders at Ingram Micro, with every status and hold reason in words',
		defaults: { name: 'Ingram Order Search' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'ingramMicroOAuth2Api',
				required: true,
				displayOptions: { show: { operation: ['search', 'getLinked'] } },
			},
		],
		properties: operationProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = new NodeRun(this);
		try {
			const outputs = await forEachItem(this.getInputData().length, (itemIndex) =>
				answerItem(run, itemIndex),
			);
			const { hints } = run.notes;
			if (hints.length > 0) this.addExecutionHints(...hints);
			return [outputs.flat()];
		} finally {
			run.end();
		}
	}
}

async function answerItem(run: NodeRun, itemIndex: number): Promise<INodeExecutionData[]> {
	const { context } = run;
	const pairedItem = { item: itemIndex };
	try {
		const operation = findOperation(context.getNodeParameter('operation', itemIndex));
		if (!operation) throw new NodeOperationError(context.getNode(), 'There is no such operation.');
		const rows = await operation.execute(run, itemIndex);
		return rows.map((json) => ({ json, pairedItem }));
	} catch (thrown) {
		const error = toNodeError(context.getNode(), thrown, itemIndex);
		if (context.continueOnFail() && !run.isStopped) {
			return [{ json: { error: error.message }, error, pairedItem }];
		}
		run.stop();
		throw error;
	}
}
