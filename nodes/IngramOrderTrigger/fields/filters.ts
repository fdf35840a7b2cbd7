import type { INodeProperties } from 'n8n-workflow';
import { searchFilters } from '../../shared/fields/filters.ts';

const [holdReason, orderStatus] = ['holdReason', 'orderStatus'].map(
	(wanted) => searchFilters.find(({ name }) => name === wanted)?.options,
);

/** Which events start the workflow, as options of a collection. They save no requests. */
export const watchFilters: INodeProperties[] = [
	{
		displayName: 'Hold Reason',
		name: 'holdReason',
		type: 'multiOptions',
		default: [],
		description:
			'Only events of shipments that have one of these hold reasons now, or had it before. Version 6 of the API does not report them. In an expression: codes or their words, as a list or separated by commas, e.g. CH, Sales hold.',
		options: holdReason ?? [],
	},
	{
		displayName: 'Order Status',
		name: 'orderStatus',
		type: 'multiOptions',
		default: [],
		description:
			'Only events of shipments that have one of these statuses now, or had it before. In an expression: codes or their words, as a list or separated by commas, e.g. C, Sales hold.',
		options: orderStatus ?? [],
	},
];
