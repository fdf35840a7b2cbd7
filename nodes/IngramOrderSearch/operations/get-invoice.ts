import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { getInvoices, planInvoices } from '../../shared/ingram.ts';
import { documentOptions, orderNumber, simplify } from './document-fields.ts';
import { forEachItem } from '../../shared/for-each-item.ts';
import type { Operation } from './operation.ts';

const properties: INodeProperties[] = [
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		default: 'orderNumber',
		options: [
			{
				name: 'Invoice Link',
				value: 'link',
				description: 'The one invoice that a search result links to',
			},
			{
				name: 'Order Number',
				value: 'orderNumber',
				description: 'All invoices of an order, one item each',
			},
		],
	},
	{ ...orderNumber, displayOptions: { show: { findBy: ['orderNumber'] } } },
	{
		displayName: 'Invoice Link',
		name: 'link',
		type: 'string',
		required: true,
		displayOptions: { show: { findBy: ['link'] } },
		default: '',
		placeholder: 'e.g. {{ $json.invoiceLink }}',
		description: 'The value of the field invoiceLink of a search result',
	},
	simplify,
	documentOptions,
];

/** Gets the invoices of one order, or one of them; what several input items ask is fetched once. */
export const getInvoice: Operation = {
	option: {
		name: 'Get Invoice',
		value: 'getInvoice',
		action: 'Get the invoices of an order',
		description: 'Get the invoices of an order by its number, or the one behind a link',
	},
	properties,
	execute: forEachItem(async (run, itemIndex) => {
		const client = await run.client();
		const name = run.parameter('findBy', itemIndex) === 'link' ? 'link' : 'orderNumber';
		const input = {
			...run.collection('options', itemIndex),
			[name]: run.parameter(name, itemIndex),
			simplify: run.parameter('simplify', itemIndex),
		};
		const plan = planInvoices(input, client.account);
		const invoices = await run.once(JSON.stringify(plan), () =>
			getInvoices(client, plan, run.options),
		);
		return structuredClone(invoices) as IDataObject[];
	}),
};
