import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { searchCountries } from '../shared/fields/countries.ts';
import { NodeRun } from './node-run.ts';
import { findOperation, operationProperties } from './operations/index.ts';
import type { Outcome } from './operations/operation.ts';
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
		description:
			'Search orders at Ingram Micro with every status and hold reason in words, and get their details and invoices',
		defaults: { name: 'Ingram Order Search' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'ingramMicroOAuth2Api',
				required: true,
				displayOptions: { hide: { operation: ['getCodes'] } },
			},
		],
		properties: operationProperties,
	};

	methods = { listSearch: { searchCountries } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = new NodeRun({
			n8n: this,
			parameter: (name, itemIndex) => this.getNodeParameter(name, itemIndex, null),
			continueOnFail: this.continueOnFail(),
			cancelSignal: this.getExecutionCancelSignal(),
		});
		try {
			// The same for all input items, as it chooses which parameters there are.
			const operation = findOperation(run.parameter('operation', 0));
			if (!operation) throw new NodeOperationError(this.getNode(), 'There is no such operation.');
			const outcomes = await operation.execute(run, [...this.getInputData().keys()]);
			const { hints } = run.notes;
			if (hints.length > 0) this.addExecutionHints(...hints);
			return [outcomes.flatMap(toItems)];
		} finally {
			run.end();
		}
	}
}

function toItems(outcome: Outcome, itemIndex: number): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	if ('rows' in outcome) return outcome.rows.map((json) => ({ json, pairedItem }));
	const { failure } = outcome;
	return [{ json: { error: failure.message }, error: failure, pairedItem }];
}
