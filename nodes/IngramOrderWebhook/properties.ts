import type { INodeProperties } from 'n8n-workflow';
import { countryCode } from '../shared/fields/countries.ts';
import { customerNumber } from '../shared/fields/customer-number.ts';
import { includeLinked } from '../shared/fields/include-linked.ts';
import { maxWait, timeout } from '../shared/fields/run-limits.ts';

/** What the panel shows, below the addresses that n8n adds. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'Enter the Production URL (above, under Webhook URLs) in Ingram Micro’s portal: My Apps, your application, Webhooks, Add Webhook. Ingram Micro posts to public HTTPS addresses only. An application can name each kind of event in one webhook only, so one workflow has to take all events of a kind.',
		name: 'portalNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			'Enter the secret key of that webhook as Webhook Secret Key in the credential, too. Ingram Micro’s signature covers only the ID of the event, and not what is posted with it. So this node looks up each order again, with one request, and outputs what the API returns.',
		name: 'signatureNotice',
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
				name: 'Backordered',
				value: 'backordered',
				description: 'A shipment (suborder) waits for goods',
			},
			{
				name: 'Hold Placed',
				value: 'holdPlaced',
				description: 'A shipment is on hold',
			},
			{
				name: 'Invoiced',
				value: 'invoiced',
				description: 'A shipment is invoiced',
			},
			{
				name: 'Shipped',
				value: 'shipped',
				description: 'A shipment is on its way',
			},
			{
				name: 'Voided',
				value: 'voided',
				description: 'A shipment is deleted',
			},
		],
		description:
			'What starts the workflow. Other events are accepted and ignored. Ingram Micro posts no event when a hold is released: the node Ingram Order Trigger reports that.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			countryCode,
			customerNumber,
			includeLinked,
			{
				...maxWait,
				description:
					'How long to wait in all, for one order, until the rate limit of Ingram Micro allows more requests',
			},
			timeout,
		],
	},
];
