import type { Account } from '../input/account.ts';
import type { Criteria } from '../input/criteria.ts';
import type { Numbers } from '../input/numbers.ts';
import type { Codes } from '../orders/rows.ts';
import { blankCodeWord, type CodeTable } from '../reference/code-table.ts';
import { countryName } from '../reference/countries.ts';
import { formatUtc } from '../time/format-utc.ts';

/** How many codes are named; a list of all says no more than their number. */
const maxNamed = 6;

/** A search that worked and gave nothing. */
export interface EmptySearch {
	account: Pick<Account, 'environment' | 'origin'>;
	criteria: Criteria;
	numbers: Numbers;
	codes: Codes;
	/** How many orders Ingram Micro found, before filters that the API does not know. */
	ordersFound: number;
	/** A text of the user as it may be shown. */
	quote: (text: string) => string;
}

/** Says that the search worked, and what it looked through. */
export function describeNoMatch(search: EmptySearch): string {
	const { ordersFound, criteria } = search;
	const found =
		ordersFound === 0
			? 'The search worked, and Ingram Micro found no order'
			: `The search worked: Ingram Micro found ${ordersFound.toLocaleString('en-US')} ${ordersFound === 1 ? 'order' : 'orders'}, and none ${isOfOnePage(criteria) ? 'on this page ' : ''}meets all filters`;
	return `${found}. ${lookedThrough(search)}${advice(search)}`;
}

function isOfOnePage({ pageNumber }: Criteria): boolean {
	return pageNumber !== undefined;
}

/** Each filter in the words of its form. */
function lookedThrough({ account, criteria, numbers, codes, quote }: EmptySearch): string {
	const { createdAfter, createdBefore, pageNumber } = criteria;
	const parts = [
		`Customer Number ${quote(criteria.customerNumber)}`,
		`Country ${countryInWords(criteria.countryCode)}`,
		`Environment ${account.environment === 'custom' ? account.origin : account.environment}`,
	];
	const add = (label: string, text: string) => {
		if (text !== '') parts.push(`${label} ${text}`);
	};
	const time = (at: number | undefined) => (at === undefined ? '' : formatUtc(new Date(at)));
	const numbersInWords = ([number = '', ...others]: readonly string[]) =>
		others.length === 0 ? quote(number) : `one of ${String(others.length + 1)}`;
	add('Order Number', numbersInWords(numbers.orderNumber));
	add('Customer Order Number', numbersInWords(numbers.customerOrderNumber));
	add('Order Status', codesInWords(criteria.orderStatus, codes.orderStatus));
	add('Hold Reason', codesInWords(criteria.holdReason, codes.holdReason));
	if (criteria.onHoldOnly) parts.push('On Hold Only');
	add('Created After', time(createdAfter));
	add('Created Before', time(createdBefore));
	add('Page Number', pageNumber === undefined ? '' : String(pageNumber));
	return `It looked through: ${parts.join('; ')}.`;
}

function countryInWords(code: string): string {
	const name = countryName(code);
	return name === code ? code : `${name} (${code})`;
}

function codesInWords(chosen: ReadonlySet<string>, table: CodeTable): string {
	if (chosen.size > maxNamed) return `one of ${String(chosen.size)} codes`;
	return [...chosen].map((code) => `${table.describe(code)} (${code || blankCodeWord})`).join(', ');
}

function advice({ account, criteria, numbers, ordersFound }: EmptySearch): string {
	if (account.environment === 'sandbox') return ' The sandbox holds test orders only.';
	const { createdAfter, createdBefore } = criteria;
	const isBounded = numbers.orderNumber.length + numbers.customerOrderNumber.length > 0;
	if (isBounded || createdAfter !== undefined || createdBefore !== undefined) return '';
	return ordersFound === 0
		? ' Without a period Ingram Micro may look through recent orders only; set Created After to look further back.'
		: '';
}
