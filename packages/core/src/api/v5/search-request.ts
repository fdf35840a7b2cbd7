import type { Account } from '../../input/account.ts';
import type { Criteria } from '../../input/criteria.ts';
import { formatSecondAtOrAfter, formatSecondAtOrBefore } from '../../time/format-utc.ts';
import { resellersPath } from '../paths.ts';
import type { Listing } from '../version.ts';
import { readSearchAnswer } from './search-answer.ts';

/** The endpoint of searches, as the rate limit counts it. */
export const searchCounter = 'search';

/** What one search can be asked; it takes no more than one order status. */
interface SearchQuery extends Pick<
	Criteria,
	| 'customerNumber'
	| 'countryCode'
	| 'orderNumber'
	| 'customerOrderNumber'
	| 'createdAfter'
	| 'createdBefore'
> {
	/** One code, or empty for any. */
	orderStatus: string;
}

/** The searches that together find all that the criteria ask for; hold reasons cannot be asked for. */
export function searchListings(account: Account, criteria: Criteria): Listing[] {
	const query: SearchQuery = { ...criteria, orderStatus: '' };
	// The blank code cannot be asked for, and a search without a status finds the others as well.
	if (criteria.orderStatus.size === 0 || criteria.orderStatus.has('')) {
		return [searchListing(account, query)];
	}
	return [...criteria.orderStatus].map((orderStatus) =>
		searchListing(account, { ...query, orderStatus }),
	);
}

function searchListing(account: Account, query: SearchQuery): Listing {
	const { createdAfter, createdBefore } = query;
	return {
		page: (pageNumber, pageSize) => ({
			counter: searchCounter,
			url: searchUrl(account, query, { pageNumber, pageSize }),
			read: readSearchAnswer,
		}),
		endingAt(serverTime) {
			// Without a start the API chooses the period itself.
			const isOpenEnded = createdAfter !== undefined && createdBefore === undefined;
			if (!isOpenEnded || serverTime < createdAfter) return this;
			return searchListing(account, { ...query, createdBefore: serverTime });
		},
	};
}

/**
 * The address of one page of a search (Order Lookup API v5, API Request): the table's parameter
 * names, timestamps in UTC to the second.
 */
function searchUrl(
	account: Account,
	query: SearchQuery,
	page: { pageNumber: number; pageSize: number },
): string {
	const parameters = new URLSearchParams();
	const set = (name: string, value: string | undefined) => {
		if (value !== undefined && value !== '') parameters.set(name, value);
	};
	const { createdAfter, createdBefore } = query;
	set('customernumber', query.customerNumber);
	set('isocountrycode', query.countryCode);
	set('ordernumber', query.orderNumber);
	set('customerordernumber', query.customerOrderNumber);
	set('orderstatus', query.orderStatus);
	if (createdAfter !== undefined) set('startcreatetimestamp', formatSecondAtOrAfter(createdAfter));
	if (createdBefore !== undefined) {
		set('endcreatetimestamp', formatSecondAtOrBefore(createdBefore));
	}
	set('pagesize', String(page.pageSize));
	set('pagenumber', String(page.pageNumber));
	return `${account.origin}${resellersPath(account)}/v5/orders/search?${parameters.toString()}`;
}
