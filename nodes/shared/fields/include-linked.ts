import type { INodeProperties } from 'n8n-workflow';

/** Documents that rows and events can be given with. */
export const includeLinked: INodeProperties = {
	displayName: 'Include Linked Documents',
	name: 'includeLinked',
	type: 'multiOptions',
	default: [],
	options: [
		{
			name: 'Invoice',
			value: 'invoice',
			description: 'The invoice of each shipment (suborder) that has one',
		},
		{
			name: 'Order',
			value: 'order',
			description: 'The details of each order',
		},
	],
	description:
		'Documents to fetch for each shipment and put into its fields order and invoice. Each one is a request of its own.',
};
