import type { INodeProperties } from 'n8n-workflow';

/** Whose orders an operation or a watch is about, as an option. */
export const customerNumber: INodeProperties = {
	displayName: 'Customer Number',
	name: 'customerNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. 20-123456',
	description:
		'Customer account number to use instead of that of the credential, with the branch in front',
};
