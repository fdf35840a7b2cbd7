import type { Account } from '../../input/account.ts';
import type { Criteria } from '../../input/criteria.ts';
import { foldNumber } from '../../input/numbers.ts';
import type { Order } from '../../orders/order.ts';
import { resellersPath } from '../paths.ts';
import type { Listing } from '../version.ts';
import { correlationHeader, customerHeaders } from './customer-headers.ts';
import { daysToAsk, isEnteredWithin } from './period.ts';
import { readSearchAnswer } from './search-answer.ts';
import { onHoldWord } from './words.ts';

/** The endpoint of searches, as the rate limit counts it: not known to share a count with version 5. */
export const searchCounter = 'v6 search';

/**
 * The search that finds all that the criteria ask for, and more: statuses are not asked for, because
 * nothing says whether an order is found by the status of one of its shipments.
 */
export function searchListings(account: Account, criteria: Criteria, now: number): Listing[] {
	return [listingAt(searchUrl(account, criteria, now), criteria)];
}

/** Orders that are on hold as a whole; one that is held in part may not be among them. */
export function heldListings(account: Account, criteria: Criteria, now: number): Listing[] {
	const url = searchUrl(account, criteria, now);
	url.searchParams.set('orderStatus', onHoldWord);
	return [listingAt(url, criteria)];
}

/**
 * Which of the orders that a search finds are asked for. The API knows only days, and finds purchase
 * orders by parts of their number.
 */
export function orderFilter(criteria: Criteria): (order: Order) => boolean {
	const { orderNumber, customerOrderNumber } = criteria;
	return (order) =>
		(customerOrderNumber === '' || isSame(order.customerOrderNumber, customerOrderNumber)) &&
		(orderNumber === '' || isNumberOf(order, orderNumber)) &&
		isEnteredWithin(order.entryTimestamp, criteria);
}

function listingAt(url: URL, criteria: Criteria): Listing {
	return {
		page(pageNumber, pageSize) {
			const page = new URL(url);
			page.searchParams.set('pageSize', String(pageSize));
			page.searchParams.set('pageNumber', String(pageNumber));
			return {
				counter: searchCounter,
				url: page.href,
				headers: customerHeaders(criteria),
				correlationHeader,
				read: readSearchAnswer,
			};
		},
		// The API takes days, so a list cannot end at a moment.
		endingAt() {
			return this;
		},
	};
}

/** The address of a search; a period is the same parameter twice. */
function searchUrl(account: Account, criteria: Criteria, now: number): URL {
	const url = new URL(`${account.origin}${resellersPath(account)}/v6/orders/search`);
	const set = (name: string, value: string) => {
		if (value !== '') url.searchParams.append(name, value);
	};
	set('ingramOrderNumber', criteria.orderNumber);
	set('customerOrderNumber', criteria.customerOrderNumber);
	for (const day of daysToAsk(criteria, now) ?? []) set('ingramOrderDate-bt', day);
	return url;
}

/** The order's own number, that of one of its shipments, or either without the branch in front. */
function isNumberOf({ orderNumber, subOrders }: Order, asked: string): boolean {
	return [orderNumber, ...subOrders.map(({ subOrderNumber }) => subOrderNumber)].some(
		(number) =>
			number !== '' &&
			(isSame(number, asked) ||
				foldNumber(asked).startsWith(`${foldNumber(number)}-`) ||
				foldNumber(number).endsWith(`-${foldNumber(asked)}`)),
	);
}

function isSame(one: string, other: string): boolean {
	return foldNumber(one) === foldNumber(other);
}
