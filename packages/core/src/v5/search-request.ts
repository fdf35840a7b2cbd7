import type { Account } from '../account.ts';
import type { SearchQuery } from '../search/criteria.ts';
import { formatSecondAtOrAfter, formatSecondAtOrBefore } from '../time/format-utc.ts';
import { resellersPath } from './paths.ts';

/**
 * The address of one page of a search (Order Lookup API v5, API Request): the table's parameter
 * names, timestamps in UTC to the second.
 */
export function searchUrl(
	account: Account,
	query: SearchQuery,
	page: { pageSize: number; pageNumber: number },
): string {
	const parameters = new URLSearchParams();
	const set = (name: string, value: string | undefined) => {
		if (value !== undefined && value !== '') parameters.set(name, value);
	};
	set('customernumber', query.customerNumber);
	set('isocountrycode', query.countryCode);
	set('ordernumber', query.orderNumber);
	set('customerordernumber', query.customerOrderNumber);
	set('orderstatus', query.orderStatus);
	set(
		'startcreatetimestamp',
		query.createdAfter === undefined ? undefined : formatSecondAtOrAfter(query.createdAfter),
	);
	set(
		'endcreatetimestamp',
		query.createdBefore === undefined ? undefined : formatSecondAtOrBefore(query.createdBefore),
	);
	set('pagesize', String(page.pageSize));
	set('pagenumber', String(page.pageNumber));
	return `${account.origin}${resellersPath(account)}/v5/orders/search?${parameters.toString()}`;
}
