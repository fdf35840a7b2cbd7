import { unreadableAnswer } from '../../errors/unreadable-answer.ts';
import type { HttpResponse } from '../../host.ts';
import { count, field, isObject, list, text, type JsonObject } from '../../json.ts';
import type { Order, OrderLink, SearchPage, SubOrder } from '../../orders/order.ts';
import { parseEntryTimestamp } from '../../time/parse-entry-timestamp.ts';
import { readLinks } from '../read-links.ts';
import { serverTime } from '../server-time.ts';
import { readingOutcome, type Outcome } from '../version.ts';
import { readRefusalOfV6, readRoot, saysNothingFound } from './answers.ts';
import { saysOnHold, statusCodeOf } from './words.ts';

/** Reads the answer to a search; nothing found is said by 200, 204, or 404 with words. */
export function readSearchAnswer(answer: HttpResponse): Outcome<SearchPage> {
	if (saysNothingFound(answer)) {
		const value = { ordersFound: 0, pageSize: 0, orders: [], ...serverTime(answer) };
		return { kind: 'value', value };
	}
	return answer.status === 200 ? readingOutcome(() => readPage(answer)) : readRefusalOfV6(answer);
}

/** @throws IngramError `UNREADABLE_ANSWER` for anything else than a list of orders */
function readPage(answer: HttpResponse): SearchPage {
	const unreadable = (what: string) => unreadableAnswer(answer, what, false);
	const root = readRoot(answer);
	const entries = list(root, 'orders');
	const ordersFound = count(root, 'recordsfound');
	if (ordersFound === undefined && field(root, 'orders') === undefined) {
		throw unreadable('it holds no list of orders.');
	}
	if (ordersFound === undefined && entries.length > 0) {
		throw unreadable('it does not say how many orders were found.');
	}
	return {
		ordersFound: ordersFound ?? 0,
		pageSize: count(root, 'pagesize') ?? 0,
		orders: entries.map((entry) => {
			if (!isObject(entry)) throw unreadable('an order in it is not an object.');
			return readOrder(entry, unreadable);
		}),
		...serverTime(answer),
	};
}

function readOrder(entry: JsonObject, unreadable: (what: string) => Error): Order {
	const orderNumber = text(entry, 'ingramordernumber');
	const customerOrderNumber = text(entry, 'customerordernumber');
	if (orderNumber === '' && customerOrderNumber === '') {
		throw unreadable('an order in it has no number.');
	}
	const orderStatus = text(entry, 'orderstatus');
	const entries = list(entry, 'suborders').map((subOrder) => {
		if (!isObject(subOrder)) throw unreadable('a suborder in it is not an object.');
		return subOrder;
	});
	const shipments = entries.filter(isShipment).map((sent) => readSubOrder(sent, orderStatus));
	const links = [entry, ...entries.filter((sent) => !isShipment(sent))].flatMap(readLinks);
	return {
		orderNumber,
		customerOrderNumber,
		entryTimestamp: readDate(field(entry, 'ingramorderdate')),
		// Countries on SAP know no suborders; the order's own status is that of its one shipment.
		subOrders: shipments.length > 0 ? shipments : [wholeOrder(entry, orderStatus)],
		links: [...links, ...builtLink(links, orderNumber)],
		raw: entry,
	};
}

/** A day without a time stays as it is: which moment it begins at is not told. */
function readDate(sent: unknown): string {
	const isDayOnly = typeof sent === 'string' && /^\s*\d{4}-\d\d-\d\d\s*$/.test(sent);
	return isDayOnly ? sent.trim() : parseEntryTimestamp(sent);
}

/** Some entries hold nothing but links to the order. */
export function isShipment(sent: JsonObject): boolean {
	return text(sent, 'subordernumber') !== '' || text(sent, 'suborderstatus') !== '';
}

function readSubOrder(sent: JsonObject, orderStatus: string): SubOrder {
	return {
		subOrderNumber: text(sent, 'subordernumber'),
		...readStatus(text(sent, 'suborderstatus') || orderStatus),
		links: readLinks(sent),
		raw: sent,
	};
}

function wholeOrder(entry: JsonObject, orderStatus: string): SubOrder {
	return { subOrderNumber: '', ...readStatus(orderStatus), links: [], raw: entry };
}

/** Version 6 tells no hold reasons. */
function readStatus(status: string) {
	const statusCode = statusCodeOf(status);
	const onHold = saysOnHold(statusCode, status);
	return {
		...{ statusCode, status, holdReasonCode: '', holdReason: '', onHold },
		...(onHold && { isReasonUntold: true as const }),
	};
}

/** Details can be asked for by the order’s number where no link leads to them. */
function builtLink(links: readonly OrderLink[], orderNumber: string): OrderLink[] {
	const isThere = links.some(({ topic }) => topic.toLowerCase().startsWith('order'));
	if (isThere || orderNumber === '') return [];
	const href = `/resellers/v6.1/orders/${encodeURIComponent(orderNumber)}`;
	return [{ topic: 'orders', href, type: 'GET' }];
}
