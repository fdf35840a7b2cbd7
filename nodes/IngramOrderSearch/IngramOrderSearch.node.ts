import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { searchCountries } from '../shared/fields/countries.ts';
import { runNode } from '../shared/run-node.ts';
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
		return runNode(this, (run) => {
			// The same for all input items, as it chooses which parameters there are.
			const operation = findOperation(run.parameter('operation', 0));
			if (!operation) throw new NodeOperationError(this.getNode(), 'There is no such operation.');
			return operation.execute;
		});
	}
}
