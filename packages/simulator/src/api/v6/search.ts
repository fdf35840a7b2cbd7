import sampleAnswer from '../../data/sample-search-response-v6.json' with { type: 'json' };
import type { Order, SubOrder } from '../../data/order.ts';
import type { SearchSettings } from '../../resolve-options.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import { jsonAnswer } from '../error-bodies.ts';
import type { Found, OrderFinder } from '../find-orders.ts';
import { money, totalCents } from '../goods.ts';
import { defaultPageSize, pageOf, parseCount, type Page } from '../page.ts';
import type { Parameters } from '../parameters.ts';
import { writeDate } from './dates.ts';
import type { ErrorWriter, FieldError } from './errors.ts';
import type { LinkWriter } from './links.ts';
import type { V6Settings } from './options.ts';
import { createOrderFilter } from './order-filter.ts';
import { writeOrderStatus, writeStatus } from './status-words.ts';

/** What a search is answered from. */
export interface SearchContext {
	readonly orders: readonly Order[];
	readonly find: OrderFinder;
	readonly links: LinkWriter;
	readonly errors: ErrorWriter;
	readonly search: SearchSettings;
	readonly v6: V6Settings;
	/** Ms on the server's clock. */
	readonly now: number;
}

/** One page of the orders that meet all filters (v6 OpenAPI, "/resellers/v6/orders/search"). */
export function searchOrders(parameters: Parameters, context: SearchContext): ApiAnswer {
	const { orders, find, errors, search, v6, now } = context;
	if (search.sampleOnly) return jsonAnswer(200, sampleAnswer);

	const size = readCount(parameters, 'pageSize', defaultPageSize);
	const number = readCount(parameters, 'pageNumber', 1);
	if (typeof size !== 'number') return errors.invalid(size);
	if (typeof number !== 'number') return errors.invalid(number);
	if (v6.largePages === 'refused' && size > search.maxPageSize) {
		return errors.invalid({
			field: 'pageSize',
			value: String(size),
			message: `pageSize must be at most ${search.maxPageSize}`,
		});
	}
	const filter = createOrderFilter(parameters, v6, errors, now);
	if ('refusal' in filter) return filter.refusal;

	const found = sorted(find(orders, filter), v6);
	const page = pageOf(found, size, number, search);
	if (page.entries.length === 0) return nothingFound(page, number, v6, errors);
	return jsonAnswer(200, {
		...recordsFound(found, page, v6),
		pageSize: count(page.servedSize, v6),
		pageNumber: count(number, v6),
		orders: page.entries.map((order) => writeOrder(order, context)),
		// No addresses, in the document's example neither.
		...(page.isLast ? {} : { nextPage: pageLink(number + 1) }),
		...(number === 1 ? {} : { previousPage: pageLink(number - 1) }),
	});
}

function sorted(found: Found, { sort }: V6Settings): Found {
	return sort === 'newest-first' ? found : { ...found, entries: found.entries.toReversed() };
}

function nothingFound(
	page: Page,
	number: number,
	settings: V6Settings,
	errors: ErrorWriter,
): ApiAnswer {
	switch (settings.nothingFound) {
		case 'no-content':
			return { status: 204, headers: {}, body: '' };
		case 'blank':
			return { status: 200, headers: { 'content-type': 'application/json' }, body: '' };
		case 'bare':
			return jsonAnswer(200, {});
		case 'zero':
			return jsonAnswer(200, {
				recordsFound: count(0, settings),
				pageSize: count(page.servedSize, settings),
				pageNumber: count(number, settings),
				orders: [],
			});
		case 'not-found':
			return errors.error(404, '/errors/validation-error', settings.nothingFoundMessage);
		case 'bad-request':
			return errors.error(400, '/errors/validation-failed', settings.nothingFoundMessage);
	}
}

function recordsFound(found: Found, page: Page, settings: V6Settings): object {
	switch (settings.recordsFound) {
		case 'missing':
			return {};
		case 'orders':
			return { recordsFound: count(page.found, settings) };
		case 'suborders': {
			const subOrders = found.entries.reduce((sum, order) => sum + order.subOrders.length, 0);
			return { recordsFound: count(subOrders, settings) };
		}
	}
}

function writeOrder(order: Order, { links, v6 }: SearchContext): object {
	const total = order.subOrders.reduce((sum, subOrder) => sum + totalCents(subOrder), 0);
	const orderStatus = writeOrderStatus(order, v6);
	return {
		ingramOrderNumber: order.orderNumber,
		ingramOrderDate: writeDate(order.entryTimestamp, v6),
		customerOrderNumber: order.customerOrderNumber,
		vendorSalesOrderNumber: '',
		vendorName: 'TEST VENDOR',
		endUserCompanyName: '',
		orderTotal: amount(total, v6),
		...(orderStatus === undefined ? {} : { orderStatus }),
		...writeSubOrders(order, links, v6),
		...linksField(links.ofOrder(order)),
	};
}

function writeSubOrders(order: Order, links: LinkWriter, settings: V6Settings): object {
	if (order.isSap === true || order.subOrders.length === 0) {
		return settings.noSubOrders === 'empty' ? { subOrders: [] } : {};
	}
	const linkOnly = linksField(links.ofLinkOnlyEntry(order));
	return {
		subOrders: [
			...order.subOrders.map((subOrder) => writeSubOrder(subOrder, links, settings)),
			...(settings.linkOnlyEntry && linkOnly.links !== undefined ? [linkOnly] : []),
		],
	};
}

function writeSubOrder(subOrder: SubOrder, links: LinkWriter, settings: V6Settings): object {
	return {
		subOrderNumber: subOrder.subOrderNumber,
		subOrderTotal: amount(totalCents(subOrder), settings),
		subOrderStatus: writeStatus(subOrder, settings),
		...linksField(links.ofSubOrder(subOrder)),
	};
}

function linksField(links: ReturnType<LinkWriter['ofOrder']>): { readonly links?: unknown } {
	return links === undefined ? {} : { links };
}

function pageLink(number: number): string {
	return `/resellers/v6/orders/[original_parameters]&pageNumber=${number}`;
}

function count(value: number, { counts }: V6Settings): number | string {
	return counts === 'text' ? String(value) : value;
}

function amount(cents: number, { counts }: V6Settings): number | string {
	return counts === 'text' ? money(cents) : cents / 100;
}

function readCount(parameters: Parameters, field: string, byDefault: number): number | FieldError {
	const value = parameters.get(field);
	if (value === undefined) return byDefault;
	return (
		parseCount(value) ?? { field, value, message: `${field} must be a whole number of at least 1` }
	);
}
