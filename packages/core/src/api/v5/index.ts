import { holdReasonTable } from '../../reference/hold-reasons.ts';
import { holdStatuses, isHoldStatus, orderStatusTable } from '../../reference/order-status.ts';
import type { ApiVersion } from '../version.ts';
import { problemsWithCustomer } from './customer.ts';
import { documentRequest } from './document-request.ts';
import { toRawOrder } from './raw-order.ts';
import { searchCounter, searchListings } from './search-request.ts';

/** Order Lookup API v5. */
export const v5: ApiVersion = {
	name: 'v5',
	problemsWith: problemsWithCustomer,
	statusesMeeting: (asked) => asked,
	listings: searchListings,
	heldListings: (account, criteria) =>
		searchListings(account, { ...criteria, orderStatus: holdStatuses }),
	isListedAsHeld: isHoldStatus,
	listsAllHeld: true,
	entryOverlapMs: 15 * 60_000,
	orderFilter: () => undefined,
	warningsOf: () => [],
	searchCounter,
	codes: { orderStatus: orderStatusTable, holdReason: holdReasonTable, tellsHoldReasons: true },
	toRaw: toRawOrder,
	document: documentRequest,
};
