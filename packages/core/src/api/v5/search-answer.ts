import { unreadableAnswer } from '../../errors/unreadable-answer.ts';
import type { HttpResponse } from '../../host.ts';
import { count, field, isObject, list, text, type JsonObject } from '../../json.ts';
import type { Order, SearchPage, SubOrder } from '../../orders/order.ts';
import { normalizeCode } from '../../reference/code-table.ts';
import { parseEntryTimestamp } from '../../time/parse-entry-timestamp.ts';
import { readRefusal } from '../gateway-fault.ts';
import { readLinks } from '../read-links.ts';
import { serverTime } from '../server-time.ts';
import { readingOutcome, type Outcome } from '../version.ts';
import { isOnHold } from './hold.ts';
import { nothingFound, readServiceResponse, refuseFailure } from './service-response.ts';

/** Reads the answer to a search (Order Lookup API v5, API Response). */
export function readSearchAnswer(answer: HttpResponse): Outcome<SearchPage> {
	return answer.status === 200 ? readingOutcome(() => readPage(answer)) : readRefusal(answer);
}

/**
 * @throws IngramError `UNREADABLE_ANSWER` for anything else than the document describes,
 * `REQUEST_REFUSED` or `CUSTOMER_MISMATCH` when the preamble says that the search failed.
 */
function readPage(answer: HttpResponse): SearchPage {
	const unreadable = (what: string) => unreadableAnswer(answer, what, false);
	const root = readServiceResponse(answer);
	const container = searchContainer(root);
	const ordersFound = container && count(container, 'ordersfound');
	const time = serverTime(answer);
	const foundNone = nothingFound(root) !== undefined;
	if (foundNone && !ordersFound) return { ordersFound: 0, pageSize: 0, orders: [], ...time };
	if (!foundNone) refuseFailure(root, answer.status);
	if (!container) throw unreadable('it holds no list of orders.');
	if (ordersFound === undefined) throw unreadable('it does not say how many orders were found.');
	return {
		ordersFound,
		pageSize: count(container, 'pagesize') ?? 0,
		orders: list(container, 'orders').map((entry) => {
			if (!isObject(entry)) throw unreadable('an order in it is not an object.');
			return readOrder(entry, unreadable);
		}),
		...time,
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
	const order: Order = {
		orderNumber: text(entry, 'ordernumber'),
		customerOrderNumber: text(entry, 'customerordernumber'),
		entryTimestamp: parseEntryTimestamp(field(entry, 'entrytimestamp')),
		subOrders: list(entry, 'suborders').map((subOrder) => {
			if (!isObject(subOrder)) throw unreadable('a suborder in it is not an object.');
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
	const statusCode = normalizeCode(field(subOrder, 'statuscode'));
	const holdReasonCode = normalizeCode(field(subOrder, 'holdreasoncode'));
	return {
		subOrderNumber: text(subOrder, 'subordernumber'),
		statusCode,
		status: text(subOrder, 'status'),
		holdReasonCode,
		holdReason: text(subOrder, 'holdreason'),
		onHold: isOnHold(statusCode, holdReasonCode),
		links: readLinks(subOrder),
		raw: subOrder,
	};
}
