import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { OrderSearch, planSearch, type SearchPlan } from '../../shared/ingram.ts';
import { searchFilters } from '../../shared/fields/filters.ts';
import { searchOptions } from '../../shared/fields/options.ts';
import { forEachItem } from '../../shared/for-each-item.ts';
import type { Operation } from './operation.ts';
import { readSearchInput } from './search-input.ts';

const properties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		displayOptions: { show: { returnAll: [false] } },
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: searchFilters,
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
				description: 'One item for each order, with its shipments (suborders) in a list',
			},
			{
				name: 'Raw',
				value: 'raw',
				description: 'One item for each order, exactly as Ingram Micro sent it',
			},
			{
				name: 'Shipments (Suborders)',
				value: 'suborders',
				description: 'One item for each shipment, ready for a spreadsheet row',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: searchOptions,
	},
];

/** Searches orders; equal searches of several input items are asked once. */
export const search: Operation = {
	option: {
		name: 'Get Many',
		value: 'search',
		action: 'Get many orders',
		description: 'Get many orders by number, time, status or hold',
	},
	properties,
	execute: forEachItem(async (run, itemIndex) => {
		const client = await run.client();
		const timeZone = run.context.n8n.getTimezone();
		const plan = planSearch(readSearchInput(run, itemIndex), client.account, timeZone);
		const { items, summary } = await run.once(keyOf(plan), async () => {
			const orderSearch = new OrderSearch(client, plan, run.options);
			const found = await orderSearch.collect();
			return { items: found.map(({ json }) => json), summary: orderSearch.summary };
		});
		run.notes.addSummary(summary);
		// Input items with the same search must not share objects: a later node may change them.
		return structuredClone(items) as unknown as IDataObject[];
	}),
};

/** The same for searches that ask the same. */
function keyOf(plan: SearchPlan): string {
	return JSON.stringify(plan, (_name, value: unknown) =>
		value instanceof Set ? [...(value as Set<string>)].sort() : value,
	);
}
