import type { INodeProperties } from 'n8n-workflow';
import { countryCode } from '../../shared/fields/countries.ts';
import { customerNumber } from '../../shared/fields/customer-number.ts';
import { maxWait, timeout } from '../../shared/fields/run-limits.ts';

/** What the operations ask that get the documents of one order. */
export const orderNumber: INodeProperties = {
	displayName: 'Order Number',
	name: 'orderNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 20-RD12H',
	description:
		'The sales order number of Ingram Micro, e.g. the field orderNumber of a search result. The branch in front may be left out.',
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const documentOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [countryCode, customerNumber, maxWait, timeout],
};
