import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { getInvoices, planInvoices } from '../../shared/ingram.ts';
import { documentOptions, orderNumber, simplify } from './document-fields.ts';
import { forEachItem } from '../../shared/for-each-item.ts';
import type { Operation } from './operation.ts';

const properties: INodeProperties[] = [
	{
		...orderNumber,
		required: false,
		description:
			'The sales order number of Ingram Micro, for all invoices of the order, one item each. Leave it empty where Invoice Link is set.',
	},
	{
		displayName: 'Invoice Link',
		name: 'link',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.invoiceLink }}',
		description:
			'The value of the field invoiceLink of a search result, for that one invoice. Leave it empty where Order Number is set.',
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
		const input = {
			...run.collection('options', itemIndex),
			orderNumber: run.parameter('orderNumber', itemIndex),
			link: run.parameter('link', itemIndex),
			simplify: run.parameter('simplify', itemIndex),
		};
		const plan = planInvoices(input, client.account);
		const invoices = await run.once(JSON.stringify(plan), () =>
			getInvoices(client, plan, run.options),
		);
		return structuredClone(invoices) as IDataObject[];
	}),
};
