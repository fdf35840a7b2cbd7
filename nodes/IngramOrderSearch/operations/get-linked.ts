import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { followLink, planLink } from '../../shared/ingram.ts';
import { maxWait, timeout } from '../../shared/fields/run-limits.ts';
import { forEachItem } from '../../shared/for-each-item.ts';
import type { Operation } from './operation.ts';

const properties: INodeProperties[] = [
	{
		displayName: 'Link',
		name: 'link',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.orderLink }}',
		description: 'The value of the field orderLink or invoiceLink of a search result',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [maxWait, timeout],
	},
];

/** Follows one link of a search result; equal links of several input items are followed once. */
export const getLinked: Operation = {
	option: {
		name: 'Get Linked Document',
		value: 'getLinked',
		action: 'Get a linked document',
		description: 'Get the order details or the invoice that a search result links to',
	},
	properties,
	execute: forEachItem(async (run, itemIndex) => {
		const client = await run.client();
		const link = run.parameter('link', itemIndex);
		const options = run.collection('options', itemIndex);
		const plan = planLink({ ...options, link }, client.account);
		const document = await run.once(JSON.stringify(plan), () =>
			followLink(client, plan, run.options),
		);
		return [structuredClone(document) as IDataObject];
	}),
};
