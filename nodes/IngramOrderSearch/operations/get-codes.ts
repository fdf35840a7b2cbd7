import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	clock,
	holdReasons,
	invalidInput,
	listAvailability,
	orderStatuses,
	warehouses,
} from '../../shared/ingram.ts';
import { forEachItem } from '../../shared/for-each-item.ts';
import type { Operation } from './operation.ts';

/** The reference tables of the API's document: how the panel shows each, and its rows. */
const tables: readonly { option: INodePropertyOptions; rows: () => readonly object[] }[] = [
	{
		option: {
			name: 'Availability',
			value: 'availability',
			description: 'When the API is normally available, by country',
		},
		rows: () => listAvailability(clock.now()),
	},
	{
		option: {
			name: 'Hold Reason',
			value: 'holdReason',
			description: 'Why a shipment (suborder) can be on hold',
		},
		rows: () => holdReasons,
	},
	{
		option: {
			name: 'Order Status',
			value: 'orderStatus',
			description: 'The statuses a shipment can have',
		},
		rows: () => orderStatuses,
	},
	{
		option: {
			name: 'Warehouse',
			value: 'warehouse',
			description: 'The warehouses that deliver, by country of the customer',
		},
		rows: () => warehouses,
	},
];

const properties: INodeProperties[] = [
	{
		displayName: 'Table',
		name: 'table',
		type: 'options',
		default: 'holdReason',
		options: tables.map(({ option }) => option),
		description: 'The reference table to list',
	},
];

/** Lists a reference table; sends no request and needs no credential. */
export const getCodes: Operation = {
	option: {
		name: 'Get Codes',
		value: 'getCodes',
		action: 'Get codes and their meaning',
		description: 'List order statuses, hold reasons, warehouses or the hours of availability',
	},
	properties,
	execute: forEachItem((run, itemIndex) => {
		const name = run.parameter('table', itemIndex);
		const table = tables.find(({ option }) => option.value === name);
		if (!table) throw unknownTable();
		return table.rows().map((row) => ({ ...row }));
	}),
};

function unknownTable(): Error {
	const accepted = tables.map(({ option }) => String(option.value)).join(', ');
	return invalidInput([{ name: 'table', message: `Table must be one of ${accepted}.` }]);
}
