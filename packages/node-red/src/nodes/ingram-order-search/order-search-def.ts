import type { NodeDef } from 'node-red';

/** Fields whose value may come from the message, a context, the environment or an expression. */
export const typedFields = [
	'orderNumber',
	'customerOrderNumber',
	'orderStatus',
	'holdReason',
	'onHoldOnly',
	'createdAfter',
	'createdBefore',
	'customerNumber',
	'countryCode',
	'link',
	'limit',
	'pageSize',
	'pageNumber',
] as const;

export type TypedField = (typeof typedFields)[number];

/** The node as it is stored in a flow: the kind of a typed field's value lies beside it. */
export interface OrderSearchDef
	extends
		NodeDef,
		Partial<Record<TypedField | `${TypedField}Type`, unknown>>,
		Partial<Record<PlainField, unknown>> {}

type PlainField =
	| 'account'
	| 'operation'
	| 'table'
	| 'output'
	| 'delivery'
	| 'includeLinked'
	| 'maxWait'
	| 'timeout';
