import type { ReceivedAnswer } from '../errors/received-answer.ts';
import { unreadableAnswer } from '../errors/unreadable-answer.ts';
import type { Order, OrderLink, SearchPage, SubOrder } from '../orders/order.ts';
import { normalizeCode } from '../reference/code-table.ts';
import { parseEntryTimestamp } from '../time/parse-entry-timestamp.ts';
import { count, field, isObject, text, type JsonObject } from './read-json.ts';
import { readServiceResponse, refuseFailure, saysNothingFound } from './read-service-response.ts';

/**
 * Reads the answer to a search (Order Lookup API v5, API Response).
 * @throws IngramError `UNREADABLE_ANSWER` for anything else than the document describes,
 * `REQUEST_REFUSED` or `CUSTOMER_MISMATCH` when the preamble says that the search failed.
 */
export function readSearchAnswer(answer: ReceivedAnswer): SearchPage {
	const unreadable = (what: string) => unreadableAnswer(answer, what, false);
	const root = readServiceResponse(answer);
	const container = searchContainer(root);
	const ordersFound = container && count(container, 'ordersfound');
	const foundNone = saysNothingFound(root);
	if (foundNone && !ordersFound) return { ordersFound: 0, pageSize: 0, orders: [] };
	if (!foundNone) refuseFailure(root, answer);
	if (!container) throw unreadable('it holds no list of orders.');
	if (ordersFound === undefined) throw unreadable('it does not say how many orders were found.');
	const listed = field(container, 'orders') ?? [];
	const entries: unknown[] = Array.isArray(listed) ? listed : [listed];
	return {
		ordersFound,
		pageSize: count(container, 'pagesize') ?? 0,
		orders: entries.map((entry) => {
			if (!isObject(entry)) throw unreadable('an order in it is no object.');
			return readOrder(entry, unreadable);
		}),
	};
}

/** The container has two spellings in the document, and may be left out. */
function searchContainer(root: JsonObject): JsonObject | undefined {
	for (const name of ['ordesearchresponse', 'ordersearchresponse']) {
		const found = field(root, name);
		if (isObject(found)) return found;
	}
	return field(root, 'ordersfound') === undefined ? undefined : root;
}

function readOrder(entry: JsonObject, unreadable: (what: string) => Error): Order {
	const subOrders = field(entry, 'suborders') ?? [];
	const listed: unknown[] = Array.isArray(subOrders) ? subOrders : [subOrders];
	const order: Order = {
		orderNumber: text(entry, 'ordernumber'),
		customerOrderNumber: text(entry, 'customerordernumber'),
		entryTimestamp: parseEntryTimestamp(field(entry, 'entrytimestamp')),
		subOrders: listed.map((subOrder) => {
			if (!isObject(subOrder)) throw unreadable('a suborder in it is no object.');
			return readSubOrder(subOrder);
		}),
		links: readLinks(entry),
		raw: entry,
	};
	if (order.orderNumber === '' && order.customerOrderNumber === '') {
		throw unreadable('an order in it has no number.');
	}
	return order;
}

function readSubOrder(subOrder: JsonObject): SubOrder {
	return {
		subOrderNumber: text(subOrder, 'subordernumber'),
		statusCode: normalizeCode(field(subOrder, 'statuscode')),
		status: text(subOrder, 'status'),
		holdReasonCode: normalizeCode(field(subOrder, 'holdreasoncode')),
		holdReason: text(subOrder, 'holdreason'),
		links: readLinks(subOrder),
	};
}

/** An object in the document's sample, an array in its table, and sometimes missing. */
function readLinks(owner: JsonObject): OrderLink[] {
	const links = field(owner, 'links');
	const listed: unknown[] = Array.isArray(links) ? links : [links];
	return listed.filter(isObject).map((link) => ({
		topic: text(link, 'topic'),
		href: text(link, 'href'),
		type: text(link, 'type'),
	}));
}
