import type { INodeProperties } from 'n8n-workflow';
import { holdReasons, isHoldStatus, orderStatuses, orderStatusesOf } from '../ingram.ts';
import { byName, codeOptions, titleCase } from './codes.ts';

/** What version 6 alone can say of a status. */
const ownStatusesOfVersion6 = orderStatusesOf({ apiVersion: 'v6' })
	.filter(({ code }) => orderStatuses.every((known) => known.code !== code))
	.map(({ code, description }) => ({
		name: `${titleCase(description)} (Version 6 Only)`,
		value: code,
		description: 'For a credential with version 6 of the API',
	}))
	// Two words say "on hold", and either finds both.
	.filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index);

/** The filters of a search, as options of a collection. */
export const searchFilters: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2024-05-01',
		description:
			'Only orders entered at this time or later. A date without a time means its first second; a time without a zone is read in the time zone of the workflow.',
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2024-05-31',
		description:
			'Only orders entered at this time or earlier. A date without a time means its last second; a time without a zone is read in the time zone of the workflow.',
	},
	{
		displayName: 'Customer Order Number',
		name: 'customerOrderNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. PO-4711',
		description:
			'The purchase order number that you gave when you ordered. Several: a list by an expression, or text with one number on each line.',
	},
	{
		displayName: 'Hold Reason',
		name: 'holdReason',
		type: 'multiOptions',
		default: [],
		description:
			'Only shipments (suborders) with one of these hold reasons. Version 6 of the API does not report them. In an expression: codes or their words, as a list or separated by commas, e.g. CH, Sales hold.',
		options: codeOptions(holdReasons, (code) =>
			code === '' ? 'The shipment has no hold reason' : `Hold reason code ${code}`,
		),
	},
	{
		displayName: 'On Hold Only',
		name: 'onHoldOnly',
		type: 'boolean',
		default: true,
		description:
			'Whether to find only shipments (suborders) on hold: by their status, or by a hold reason while they are not finished',
	},
	{
		displayName: 'Order Number',
		name: 'orderNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 20-RD12H',
		description:
			'The sales order number of Ingram Micro. Several: a list by an expression, or text with one number on each line.',
	},
	{
		displayName: 'Order Status',
		name: 'orderStatus',
		type: 'multiOptions',
		default: [],
		description:
			'Only shipments (suborders) with one of these statuses. In an expression: codes or their words, as a list or separated by commas, e.g. C, Sales hold.',
		options: [...codeOptions(orderStatuses, describeStatus), ...ownStatusesOfVersion6].sort(byName),
	},
];

function describeStatus(code: string): string {
	if (code === '') return 'The shipment has no status code';
	return `Status code ${code}${isHoldStatus(code) ? ', counts as on hold' : ''}`;
}
