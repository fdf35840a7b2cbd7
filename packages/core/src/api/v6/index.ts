import { holdReasonTable } from '../../reference/hold-reasons.ts';
import { normalizeCode } from '../../reference/code-table.ts';
import type { Problem } from '../../errors/ingram-error.ts';
import type { Criteria } from '../../input/criteria.ts';
import type { Warning } from '../../errors/warning.ts';
import type { ApiVersion, Asked } from '../version.ts';
import { correlationHeader, customerHeaders, problemsWithCustomer } from './customer-headers.ts';
import { readDocumentAnswer } from './document-answer.ts';
import { toRawOrder } from './raw-order.ts';
import { heldListings, orderFilter, searchCounter, searchListings } from './search-request.ts';
import { onHoldWord, orderStatusTableOfV6, statusesMeeting } from './words.ts';

/** Version 6 of the reseller API. */
export const v6: ApiVersion = {
	name: 'v6',
	problemsWith,
	statusesMeeting,
	listings: searchListings,
	heldListings,
	isListedAsHeld: (statusCode) => statusCode === onHoldWord,
	listsAllHeld: false,
	// Some orders tell only the day of their entry, in a time zone that is not told.
	entryOverlapMs: 3 * 24 * 60 * 60_000,
	orderFilter,
	warningsOf,
	searchCounter,
	codes: {
		orderStatus: orderStatusTableOfV6,
		holdReason: holdReasonTable,
		tellsHoldReasons: false,
	},
	toRaw: toRawOrder,
	document: (url, customer) => ({
		counter: /\/invoices\//i.test(url.pathname) ? 'v6 invoice' : 'v6 order',
		url: url.href,
		headers: customerHeaders(customer),
		correlationHeader,
		read: readDocumentAnswer,
	}),
};

/** Hold reasons are told nowhere; the blank one alone says the same as "not on hold". */
function problemsWith({ holdReason, ...customer }: Asked): Problem[] {
	const isRefused = [...holdReason].some((code) => normalizeCode(code) !== '');
	const problem: Problem = {
		name: 'holdReason',
		message:
			'Hold Reason cannot be used with version 6 of the API, which does not tell why an order is on hold; use On Hold Only, or an account with version 5.',
	};
	return [...problemsWithCustomer(customer), ...(isRefused ? [problem] : [])];
}

/** Without a period and without a number the API chooses the period. */
function warningsOf(criteria: Criteria): Warning[] {
	const { orderNumber, customerOrderNumber, createdAfter, createdBefore } = criteria;
	const hasNumber = orderNumber !== '' || customerOrderNumber !== '';
	if (hasNumber || createdAfter !== undefined || createdBefore !== undefined) return [];
	return [
		{
			code: 'LAST_20_DAYS',
			message:
				'Version 6 of the API looked at the last 20 days only; set Created After to look further back.',
		},
	];
}
