import { holdReasonTable } from '../../reference/hold-reasons.ts';
import { holdStatuses, isHoldStatus, orderStatusTable } from '../../reference/order-status.ts';
import type { ApiVersion } from '../version.ts';
import { toRawOrder } from './raw-order.ts';
import { searchCounter, searchListings } from './search-request.ts';

/** Order Lookup API v5. */
export const v5: ApiVersion = {
	name: 'v5',
	problemsWith: () => [],
	listings: searchListings,
	heldListings: (account, criteria) =>
		searchListings(account, { ...criteria, orderStatus: holdStatuses }),
	isListedAsHeld: isHoldStatus,
	searchCounter,
	codes: { orderStatus: orderStatusTable, holdReason: holdReasonTable },
	toRaw: toRawOrder,
};
