import { readCountryCode, readCustomerNumber, type Account } from '../account.ts';
import type { Problem } from '../errors/ingram-error.ts';
import {
	hasControlCharacters,
	isUnset,
	readBoolean,
	readWholeNumber,
	showValue,
} from '../input-values.ts';
import { holdReasons, isKnownHoldReason } from '../reference/hold-reasons.ts';
import { blankCodeWord, normalizeCode } from '../reference/code-table.ts';
import { isKnownOrderStatus, orderStatuses } from '../reference/order-status.ts';
import { parseWhen } from '../time/parse-when.ts';

/** What a user asks for, not yet checked. Unset values are `undefined`, `null` or blank text. */
export interface CriteriaInput {
	orderNumber?: unknown;
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
	/** Overrides the account's. */
	customerNumber?: unknown;
	/** Overrides the account's. */
	countryCode?: unknown;
	/** Orders per request, 1 to 100. */
	pageSize?: unknown;
	/** This one page only, from 1. */
	pageNumber?: unknown;
}

/** Checked criteria of a search. */
export interface Criteria {
	customerNumber: string;
	countryCode: string;
	orderNumber: string;
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

/** What one search at the API can be asked; several order statuses take one query each. */
export interface SearchQuery {
	customerNumber: string;
	countryCode: string;
	orderNumber: string;
	customerOrderNumber: string;
	/** One code, or empty for any. */
	orderStatus: string;
	createdAfter?: number;
	createdBefore?: number;
}

/** The API's longest page (Order Lookup API v5, Query Parameters). */
export const longestPage = 100;

/**
 * Checks what a user asks for. Every wrong value is added to `problems`; the criteria are of use
 * only when there are none.
 * @param timeZone IANA name, for dates and times that name no zone
 */
export function readCriteria(
	input: CriteriaInput,
	account: Pick<Account, 'customerNumber' | 'countryCode'>,
	timeZone: string,
	problems: Problem[],
): Criteria {
	const createdAfter = readWhen(
		'createdAfter',
		'Created After',
		input.createdAfter,
		'start',
		timeZone,
		problems,
	);
	const createdBefore = readWhen(
		'createdBefore',
		'Created Before',
		input.createdBefore,
		'end',
		timeZone,
		problems,
	);
	if (createdAfter !== undefined && createdBefore !== undefined && createdBefore < createdAfter) {
		problems.push({
			name: 'createdBefore',
			message: 'Created Before lies before Created After; it must be the same time or later.',
		});
	}
	const pageSize = readWholeNumber(
		'pageSize',
		'Page Size',
		input.pageSize,
		{ least: 1, most: longestPage },
		problems,
	);
	const pageNumber = readWholeNumber(
		'pageNumber',
		'Page Number',
		input.pageNumber,
		{ least: 1 },
		problems,
	);
	return {
		customerNumber: isUnset(input.customerNumber)
			? account.customerNumber
			: readCustomerNumber(input.customerNumber, problems),
		countryCode: isUnset(input.countryCode)
			? account.countryCode
			: readCountryCode(input.countryCode, problems),
		orderNumber: readNumber('orderNumber', 'Order Number', input.orderNumber, problems),
		customerOrderNumber: readNumber(
			'customerOrderNumber',
			'Customer Order Number',
			input.customerOrderNumber,
			problems,
		),
		orderStatus: readCodes(
			{
				name: 'orderStatus',
				label: 'Order Status',
				isKnown: isKnownOrderStatus,
				known: orderStatuses,
			},
			input.orderStatus,
			problems,
		),
		holdReason: readCodes(
			{ name: 'holdReason', label: 'Hold Reason', isKnown: isKnownHoldReason, known: holdReasons },
			input.holdReason,
			problems,
		),
		onHoldOnly: readBoolean('onHoldOnly', 'On Hold Only', input.onHoldOnly, problems),
		...(createdAfter !== undefined && { createdAfter }),
		...(createdBefore !== undefined && { createdBefore }),
		...(pageSize !== undefined && { pageSize }),
		...(pageNumber !== undefined && { pageNumber }),
	};
}

/** The queries that together find all that the criteria ask for. */
export function toQueries(criteria: Criteria): SearchQuery[] {
	const {
		customerNumber,
		countryCode,
		orderNumber,
		customerOrderNumber,
		createdAfter,
		createdBefore,
	} = criteria;
	const query: SearchQuery = {
		customerNumber,
		countryCode,
		orderNumber,
		customerOrderNumber,
		orderStatus: '',
		...(createdAfter !== undefined && { createdAfter }),
		...(createdBefore !== undefined && { createdBefore }),
	};
	// The blank code cannot be asked for, and a query without a status finds the others as well.
	if (criteria.orderStatus.size === 0 || criteria.orderStatus.has('')) return [query];
	return [...criteria.orderStatus].map((orderStatus) => ({ ...query, orderStatus }));
}

function readNumber(name: string, label: string, value: unknown, problems: Problem[]): string {
	if (isUnset(value)) return '';
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	if (typeof value !== 'string') {
		problems.push({ name, message: `${label} must be text, e.g. 20-RD12H.` });
		return '';
	}
	if (hasControlCharacters(value.trim())) {
		problems.push({
			name,
			message: `${label} must not contain line breaks, tabs or other control characters.`,
		});
	}
	return value.trim();
}

function readCodes(
	field: {
		name: string;
		label: string;
		isKnown: (code: string) => boolean;
		known: readonly { code: string }[];
	},
	value: unknown,
	problems: Problem[],
): ReadonlySet<string> {
	if (isUnset(value)) return new Set();
	const given: unknown[] = Array.isArray(value)
		? value
		: typeof value === 'string'
			? value.split(',')
			: [value];
	const codes = given.map((code) => (typeof code === 'string' ? normalizeCode(code) : undefined));
	const unknown = given.filter((_, index) => {
		const code = codes[index];
		return code === undefined || !field.isKnown(code);
	});
	if (unknown.length > 0) {
		const accepted = field.known.map(({ code }) => code || blankCodeWord).join(', ');
		problems.push({
			name: field.name,
			message: `${field.label} has no code ${unknown.map(showValue).join(', ')}; accepted are ${accepted}.`,
		});
	}
	return new Set(codes.filter((code) => code !== undefined));
}

function readWhen(
	name: string,
	label: string,
	value: unknown,
	dayEdge: 'start' | 'end',
	timeZone: string,
	problems: Problem[],
): number | undefined {
	if (isUnset(value)) return undefined;
	const when = parseWhen(value, { timeZone, dayEdge });
	if (when.ok) return when.time;
	problems.push({ name, message: `${label}: ${when.problem}` });
	return undefined;
}
