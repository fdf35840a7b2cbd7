/** What can be asked of a search, by the names that hosts store in flows and workflows. */
export type SearchFieldName =
	| 'orderNumber'
	| 'customerOrderNumber'
	| 'orderStatus'
	| 'holdReason'
	| 'onHoldOnly'
	| 'createdAfter'
	| 'createdBefore'
	| 'output'
	| 'limit'
	| 'customerNumber'
	| 'countryCode'
	| 'includeLinked'
	| 'pageSize'
	| 'pageNumber'
	| 'maxWait'
	| 'timeout';

/** A field of a search, as forms and messages show it. */
export interface SearchField {
	readonly name: SearchFieldName;
	/** In Title Case, as in the forms of both hosts. */
	readonly label: string;
	/** `filter`: chooses orders. `result`: shapes what comes out. `option`: everything else. */
	readonly group: 'filter' | 'result' | 'option';
	/**
	 * What is accepted. `choice` is one, `choices` are several of a few words; `codes` of a table;
	 * `numbers` are those of one order or several.
	 */
	readonly kind:
		| 'text'
		| 'numbers'
		| 'codes'
		| 'flag'
		| 'time'
		| 'count'
		| 'country'
		| 'choice'
		| 'choices'
		| 'seconds';
}

/** Every field of a search, in the order in which a person would fill them in. */
export const searchFields: readonly SearchField[] = [
	{ name: 'orderNumber', label: 'Order Number', group: 'filter', kind: 'numbers' },
	{ name: 'customerOrderNumber', label: 'Customer Order Number', group: 'filter', kind: 'numbers' },
	{ name: 'orderStatus', label: 'Order Status', group: 'filter', kind: 'codes' },
	{ name: 'holdReason', label: 'Hold Reason', group: 'filter', kind: 'codes' },
	{ name: 'onHoldOnly', label: 'On Hold Only', group: 'filter', kind: 'flag' },
	{ name: 'createdAfter', label: 'Created After', group: 'filter', kind: 'time' },
	{ name: 'createdBefore', label: 'Created Before', group: 'filter', kind: 'time' },
	{ name: 'output', label: 'Output', group: 'result', kind: 'choice' },
	{ name: 'limit', label: 'Limit', group: 'result', kind: 'count' },
	{ name: 'customerNumber', label: 'Customer Number', group: 'option', kind: 'text' },
	{ name: 'countryCode', label: 'Country Code', group: 'option', kind: 'country' },
	{ name: 'includeLinked', label: 'Include Linked Documents', group: 'option', kind: 'choices' },
	{ name: 'pageSize', label: 'Page Size', group: 'option', kind: 'count' },
	{ name: 'pageNumber', label: 'Page Number', group: 'option', kind: 'count' },
	{ name: 'maxWait', label: 'Max Wait', group: 'option', kind: 'seconds' },
	{ name: 'timeout', label: 'Timeout', group: 'option', kind: 'seconds' },
];

/** The label of a field of a search. */
export function labelOf(name: SearchFieldName): string {
	return searchFields.find((field) => field.name === name)?.label ?? name;
}
