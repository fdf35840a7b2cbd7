import type { INodeProperties } from 'n8n-workflow';
import { getCodes } from './get-codes.ts';
import { getInvoice } from './get-invoice.ts';
import { getLinked } from './get-linked.ts';
import { getOrder } from './get-order.ts';
import type { Operation } from './operation.ts';
import { search } from './search.ts';

/** In the order in which the panel and the node creator list them: what is wanted most is first. */
const operations: readonly Operation[] = [search, getOrder, getInvoice, getLinked, getCodes];

/** The list of operations and the parameters of each, shown when it is chosen. */
export const operationProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'search',
		options: operations.map(({ option }) => option),
	},
	...operations.flatMap(({ option, properties }) =>
		properties.map((property) => showFor(option.value, property)),
	),
];

/** The operation of this value; undefined for one that does not exist. */
export function findOperation(value: unknown): Operation | undefined {
	return operations.find(({ option }) => option.value === value);
}

function showFor(
	operation: INodeProperties['default'],
	property: INodeProperties,
): INodeProperties {
	const show = { ...property.displayOptions?.show, operation: [operation] };
	return { ...property, displayOptions: { show } } as INodeProperties;
}
