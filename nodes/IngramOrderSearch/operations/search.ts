import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { NodeRun } from '../../shared/node-run.ts';
import {
	invalidInput,
	leadingField,
	OrderSearch,
	planSearch,
	textOf,
	type SearchPlan,
	type SearchSummary,
} from '../../shared/ingram.ts';
import { searchFilters } from '../../shared/fields/filters.ts';
import { searchOptions } from '../../shared/fields/options.ts';
import { forEachItem } from '../../shared/for-each-item.ts';
import type { Operation } from './operation.ts';
import { readSearchInput } from './search-input.ts';
import { SearchesTogether } from './searches-together.ts';

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

/** Searches orders; equal searches of several input items are asked once, look-ups together. */
export const search: Operation = {
	option: {
		name: 'Get Many',
		value: 'search',
		action: 'Get many orders',
		description: 'Get many orders by number, time, status or hold',
	},
	properties,
	execute: (run, itemIndexes) => {
		const planOf = async (itemIndex: number): Promise<SearchPlan> => {
			const { account } = await run.client();
			const timeZone = run.context.n8n.getTimezone();
			return planSearch(readSearchInput(run, itemIndex), account, timeZone);
		};
		const together = new SearchesTogether(run, itemIndexes, planOf);
		return forEachItem(async (_, itemIndex) => {
			const plan = await planOf(itemIndex);
			const whenNothingFound = readWhenNothingFound(run, itemIndex);
			const { items, summary } = await run.once(textOf(plan), async () => {
				const period = await together.periodOf(plan);
				const orderSearch = new OrderSearch(await run.client(), plan, run.options, period);
				const found = await orderSearch.collect();
				return { items: found.map(({ json }) => json), summary: orderSearch.summary };
			});
			run.notes.addSummary(summary);
			// Input items with the same search must not share objects: a later node may change them.
			const rows = structuredClone(items) as unknown as IDataObject[];
			return whenNothingFound === 'item' ? [...rows, ...notFoundItems(plan, summary)] : rows;
		})(run, itemIndexes);
	},
};

/** @throws IngramError `INVALID_INPUT` for anything but the two choices */
function readWhenNothingFound(run: NodeRun, itemIndex: number): 'nothing' | 'item' {
	const value = run.collection('options', itemIndex)['whenNothingFound'] ?? 'nothing';
	if (value === 'nothing' || value === 'item') return value;
	const message = 'When Nothing Is Found must be nothing or item.';
	throw invalidInput([{ name: 'whenNothingFound', message }]);
}

/** An item for each number without an order, so that a later step can tell; one where no number was asked for. */
function notFoundItems({ numbers }: SearchPlan, summary: SearchSummary): IDataObject[] {
	const { notFound, ordersReturned } = summary;
	if (notFound === undefined) return ordersReturned === 0 ? [{ found: false }] : [];
	const field = leadingField(numbers);
	return notFound.map((number) => ({ [field]: number, found: false }));
}
