import type { CodeTable } from '../reference/code-table.ts';
import { readCustomer, type Customer, type CustomerInput } from './customer.ts';
import type { FieldReader } from './fields.ts';
import { areSeveral, type Numbers } from './numbers.ts';
import { labelOf, type SearchFieldName } from './search-fields.ts';

/** What a user asks for, not yet checked. Unset values are `undefined`, `null` or blank text. */
export interface CriteriaInput extends CustomerInput {
	/** One number or several: an array, or text with one on each line. */
	orderNumber?: unknown;
	/** Likewise. */
	customerOrderNumber?: unknown;
	/** Codes as an array, or as text separated by commas; `blank` is the blank code. */
	orderStatus?: unknown;
	/** Codes as for `orderStatus`. */
	holdReason?: unknown;
	onHoldOnly?: unknown;
	/** Inclusive; a date stands for its first second. */
	createdAfter?: unknown;
	/** Inclusive; a date stands for its last second. */
	createdBefore?: unknown;
	/** Orders per request, 1 to 100. */
	pageSize?: unknown;
	/** This one page only, from 1. */
	pageNumber?: unknown;
}

/** Checked criteria of a search. */
export interface Criteria extends Customer {
	/** One number; empty for any, and where several are asked for. */
	orderNumber: string;
	/** Likewise. */
	customerOrderNumber: string;
	/** Empty: any. */
	orderStatus: ReadonlySet<string>;
	/** Empty: any. */
	holdReason: ReadonlySet<string>;
	onHoldOnly: boolean;
	/** Milliseconds since 1970, inclusive. */
	createdAfter?: number;
	/** Milliseconds since 1970, inclusive. */
	createdBefore?: number;
	pageSize?: number;
	pageNumber?: number;
}

/** Criteria that ask for all orders of a customer, but for what is given. */
export function criteriaFor(
	{ customerNumber, countryCode }: Customer,
	asked: Partial<Criteria> = {},
): Criteria {
	return {
		...{ customerNumber, countryCode, orderNumber: '', customerOrderNumber: '' },
		...{ orderStatus: new Set(), holdReason: new Set(), onHoldOnly: false },
		...asked,
	};
}

/** Orders on one page at most (Order Lookup API v5, Query Parameters). */
export const maxPageSize = 100;

/** What criteria are read with. */
export interface CriteriaContext {
	/** The codes that may be asked for. */
	codes: { orderStatus: CodeTable; holdReason: CodeTable };
	/** IANA name, for dates and times that name no zone. */
	timeZone: string;
}

/** Reads what a user asks for. */
export function readCriteria(
	reader: FieldReader<SearchFieldName>,
	account: Customer,
	{ codes, timeZone }: CriteriaContext,
): Criteria & { numbers: Numbers } {
	const createdAfter = reader.time(field('createdAfter'), { timeZone, dayEdge: 'start' });
	const createdBefore = reader.time(field('createdBefore'), { timeZone, dayEdge: 'end' });
	if (createdAfter !== undefined && createdBefore !== undefined && createdBefore < createdAfter) {
		reader.report(
			field('createdBefore'),
			'Created Before lies before Created After; it must be the same time or later.',
		);
	}
	const pageSize = reader.wholeNumber(field('pageSize'), { min: 1, max: maxPageSize });
	const pageNumber = reader.wholeNumber(field('pageNumber'), { min: 1 });
	const numbers: Numbers = {
		orderNumber: reader.numbers(field('orderNumber'), 'e.g. 20-RD12H'),
		customerOrderNumber: reader.numbers(field('customerOrderNumber'), 'e.g. PO-4711'),
	};
	if (pageNumber !== undefined && areSeveral(numbers)) {
		reader.report(
			field('pageNumber'),
			'Page Number must be empty where several numbers are asked for.',
		);
	}
	return {
		...readCustomer(reader, account),
		numbers,
		orderNumber: single(numbers.orderNumber),
		customerOrderNumber: single(numbers.customerOrderNumber),
		orderStatus: reader.codes(field('orderStatus'), codes.orderStatus),
		holdReason: reader.codes(field('holdReason'), codes.holdReason),
		onHoldOnly: reader.flag(field('onHoldOnly')),
		...(createdAfter !== undefined && { createdAfter }),
		...(createdBefore !== undefined && { createdBefore }),
		...(pageSize !== undefined && { pageSize }),
		...(pageNumber !== undefined && { pageNumber }),
	};
}

function field(name: SearchFieldName) {
	return { name, label: labelOf(name) };
}

function single(numbers: readonly string[]): string {
	const [number = '', ...others] = numbers;
	return others.length === 0 ? number : '';
}
