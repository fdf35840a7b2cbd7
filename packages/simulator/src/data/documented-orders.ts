import { withTexts } from './codes.ts';
import type { Order } from './order.ts';

type CodePair = readonly [statusCode: string, holdReasonCode: string];

/** The account of the document's examples. */
export const documentedCustomerNumber = '20-123456';

/**
 * The orders that the document's sample and look-up scenarios ask for, newest first.
 *
 * - The sample's order 20-RD12H is the first of three for purchase order CUSTPO: its answer says
 *   `ordersfound: "3"` at `pagesize: "1"`.
 * - The scenario with pages asks for page 5 of size 2 of order number 20-12345, so that number must
 *   stand for ten orders; that order numbers may repeat is in the v5 specification. Every one has
 *   two shipments.
 * - The scenario with sales holds asks for 2020-10-03T15:54:39Z to 2020-11-03T15:54:39Z. There are
 *   holds within, at both ends, and a second outside both.
 */
export const documentedOrders: readonly Order[] = [
	repeatedOrder('2020-11-10T09:12:40Z', 'CUSTPO-210', ['11', '21'], ['', ''], ['W', '']),
	repeatedOrder('2020-11-03T15:54:40Z', 'CUSTPO-209', ['31', '41'], ['S', 'SH'], ['R', '']),
	repeatedOrder('2020-11-03T15:54:39Z', 'CUSTPO-208', ['51', '61'], ['S', 'GM'], ['I', '']),
	repeatedOrder('2020-10-28T11:02:05Z', 'CUSTPO-207', ['71', '81'], ['R', ''], ['F', '']),
	repeatedOrder('2020-10-21T08:30:00Z', 'CUSTPO-206', ['91', '12'], ['S', 'SB'], ['S', 'SH']),
	repeatedOrder('2020-10-15T16:45:10Z', 'CUSTPO-205', ['22', '32'], ['V', 'VO'], ['I', '']),
	repeatedOrder('2020-10-09T13:20:59Z', 'CUSTPO-204', ['42', '52'], ['D', 'BA'], ['S', 'AC']),
	repeatedOrder('2020-10-03T15:54:39Z', 'CUSTPO-203', ['62', '72'], ['S', 'SH'], ['F', '']),
	repeatedOrder('2020-10-03T15:54:38Z', 'CUSTPO-202', ['82', '92'], ['S', 'SP'], ['I', '']),
	repeatedOrder('2020-09-22T10:05:33Z', 'CUSTPO-201', ['13', '23'], ['I', ''], ['I', '']),
	order('20-RD12H', '2020-04-04T14:28:18Z', 'CUSTPO', ['11'], ['C', 'CH']),
	order('20-RD11K', '2020-04-02T10:11:12Z', 'CUSTPO', ['11', '21'], ['R', ''], ['D', 'EX']),
	order('20-RD10B', '2020-04-01T08:00:01Z', 'CUSTPO', ['11'], ['I', '']),
];

function repeatedOrder(
	entryTimestamp: string,
	customerOrderNumber: string,
	suffixes: readonly string[],
	...codes: readonly CodePair[]
): Order {
	return order('20-12345', entryTimestamp, customerOrderNumber, suffixes, ...codes);
}

function order(
	orderNumber: string,
	entryTimestamp: string,
	customerOrderNumber: string,
	suffixes: readonly string[],
	...codes: readonly CodePair[]
): Order {
	return {
		orderNumber,
		entryTimestamp,
		customerOrderNumber,
		subOrders: codes.map(([statusCode, holdReasonCode], index) => ({
			subOrderNumber: `${orderNumber}-${suffixes[index] ?? ''}`,
			...withTexts(statusCode, holdReasonCode),
		})),
	};
}
