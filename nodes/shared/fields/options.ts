import type { INodeProperties } from 'n8n-workflow';
import { countryCode } from './countries.ts';
import { customerNumber } from './customer-number.ts';
import { includeLinked } from './include-linked.ts';
import { maxWait, timeout } from './run-limits.ts';

/** What can be set for a search beside its filters. */
export const searchOptions: INodeProperties[] = [
	countryCode,
	customerNumber,
	includeLinked,
	maxWait,
	{
		displayName: 'Page Number',
		name: 'pageNumber',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'Read this one page only',
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 100,
		description: 'Orders to ask for in one request',
	},
	timeout,
	{
		displayName: 'When Nothing Is Found',
		name: 'whenNothingFound',
		type: 'options',
		default: 'nothing',
		options: [
			{
				name: 'Return No Item',
				value: 'nothing',
			},
			{
				name: 'Return an Item with Found: False',
				value: 'item',
				description: 'One item for each number without an order, so that a later step can tell',
			},
		],
		description: 'What to output for a number that has no order',
	},
];
