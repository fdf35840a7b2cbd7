import type { INodeProperties } from 'n8n-workflow';
import { watchFilters } from './fields/filters.ts';
import { watchOptions } from './fields/options.ts';

/** What the panel shows, below the poll times that n8n adds. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'Orders are polled only while this workflow is active (published). Renaming this node makes it start anew, unless n8n runs with durable cursors: what happens between the last poll and the first one under the new name is then not reported.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['holdPlaced'],
		options: [
			{
				name: 'Hold Changed',
				value: 'holdChanged',
				description: 'A shipment (suborder) on hold has another status or hold reason than before',
			},
			{
				name: 'Hold Overdue',
				value: 'holdOverdue',
				description:
					'A shipment is still on hold after 24 hours, or after the hours of the option Overdue After, once for each of them',
			},
			{
				name: 'Hold Placed',
				value: 'holdPlaced',
				description: 'A shipment is on hold now and was not before',
			},
			{
				name: 'Hold Released',
				value: 'holdReleased',
				description: 'A shipment is not on hold any more: released, shipped, voided or deleted',
			},
			{
				name: 'Order Created',
				value: 'orderCreated',
				description: 'An order was entered. Takes one more request in most polls.',
			},
			{
				name: 'Status Changed',
				value: 'statusChanged',
				description:
					'A shipment has another status, whatever it is. Reads the whole lookback in every poll: one request for every 100 orders, and at least as many as Full Scan Every says.',
			},
		],
		description:
			'What starts the workflow. An order has one or more shipments (suborders). The four hold events take four requests a poll together, one for a part of the lookback, and one for each order that left the lists of holds.',
	},
	{
		displayName: 'Lookback (Days)',
		name: 'lookbackDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 365 },
		default: 30,
		description:
			'Orders entered within so many days are watched. What is known to be on hold stays watched until it is released, however old it is. Keep it longer than n8n is ever switched off: after a longer break the trigger starts anew.',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'suborders',
		options: [
			{
				name: 'Orders',
				value: 'orders',
				description:
					'One item for each order and event, with the shipments (suborders) that it is about in a list',
			},
			{
				name: 'Shipments (Suborders)',
				value: 'suborders',
				description: 'One item for each shipment and event, ready for a spreadsheet row',
			},
		],
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: watchFilters,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: watchOptions,
	},
];
