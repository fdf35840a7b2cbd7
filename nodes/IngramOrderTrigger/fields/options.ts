import type { INodeProperties } from 'n8n-workflow';
import { countryCode } from '../../shared/fields/countries.ts';
import { customerNumber } from '../../shared/fields/customer-number.ts';
import { includeLinked } from '../../shared/fields/include-linked.ts';
import { maxWait, timeout } from '../../shared/fields/run-limits.ts';

/** What can be set for a watch beside its filters. */
export const watchOptions: INodeProperties[] = [
	countryCode,
	customerNumber,
	{
		displayName: 'First Poll',
		name: 'firstPoll',
		type: 'options',
		default: 'baseline',
		options: [
			{
				name: 'Only Take Note',
				value: 'baseline',
				description: 'What is on hold when the workflow is first activated is not reported',
			},
			{
				name: 'Report What Is on Hold',
				value: 'emit',
				description:
					'What is on hold when the workflow is first activated is reported as placed, up to 1,000 items a poll',
			},
		],
		description:
			'What to do with the orders that are there when the trigger polls for the first time',
	},
	{
		displayName: 'Full Scan Every (Polls)',
		name: 'fullScanEvery',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10000 },
		default: 12,
		description:
			'Polls in which the whole lookback is read once, a part in each: one request for every 100 orders of that part. Only this finds shipments held by a hold reason alone, without a hold status, and changes of status. A small number finds them sooner and takes more requests a poll; 0 never looks for them.',
	},
	includeLinked,
	{
		...maxWait,
		description:
			'How long one poll may wait in all until the rate limit of Ingram Micro allows more requests. A poll that would take longer, or longer than n8n gives it, is skipped; the next one sees the same.',
	},
	{
		displayName: 'Overdue After (Hours)',
		name: 'overdueHours',
		type: 'string',
		default: '24',
		placeholder: 'e.g. 24, 72',
		description:
			'For the event Hold Overdue: after how many hours on hold, counted from the poll that first saw it. Whole numbers separated by commas, or a list by an expression. A hold that is older already when hours are added is not reported.',
	},
	timeout,
];
