import { isInvoiced } from '../../data/codes.ts';
import type { Order, SubOrder } from '../../data/order.ts';
import type { Account } from '../../options.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import type { Call } from '../api-version.ts';
import { jsonAnswer } from '../error-bodies.ts';
import { currencyOf, goodsOf, totalCents } from '../goods.ts';
import type { Parameters } from '../parameters.ts';
import { dayOf, writeDate } from './dates.ts';
import type { ErrorWriter } from './errors.ts';
import { invoiceNumberOf } from './invoice.ts';
import type { LinkWriter } from './links.ts';
import type { V6Settings } from './options.ts';
import { hasNumber } from './order-filter.ts';
import { writeShipments } from './shipments.ts';
import { plainWord, writeOrderStatus, writeStatus, writeWord } from './status-words.ts';

/** What order details are answered from. */
export interface DetailContext {
	readonly orders: readonly Order[];
	readonly account: Account;
	readonly links: LinkWriter;
	readonly errors: ErrorWriter;
	readonly v6: V6Settings;
}

/** The words that the sandbox gives to an order's lines in turn. */
const simulations: Readonly<Record<string, readonly string[]>> = {
	'IM::SHIPPED': ['SHIPPED'],
	'IM::PARTIALLY_SHIPPED': ['SHIPPED', 'PROCESSING'],
	'IM::HOLD': ['ON HOLD'],
	'IM::INVOICED': ['INVOICED'],
};

/**
 * Order details of an order or suborder number (v6 OpenAPI, "/resellers/v6.1/orders/{ordernumber}";
 * v6 answers too). Where a number is repeated, `ingramOrderDate` chooses; the newest is told.
 */
export function orderDetails(
	call: Call,
	parameters: Parameters,
	context: DetailContext,
): ApiAnswer {
	const { errors, orders, v6 } = context;
	const simulate = call.isSandbox ? parameters.get('simulateStatus') : undefined;
	const simulated = simulate === undefined ? [] : simulations[simulate];
	if (simulated === undefined) {
		return errors.invalid({
			field: 'simulateStatus',
			value: simulate ?? '',
			message: `simulateStatus must be one of ${Object.keys(simulations).join(', ')}`,
		});
	}
	const date = parameters.get('ingramOrderDate');
	const order = orders.find(
		(each) =>
			hasNumber(each, call.number) &&
			(date === undefined || dayOf(each.entryTimestamp, v6) === date.slice(0, 10)),
	);
	if (order === undefined) {
		return errors.error(v6.detailsNotFound, '/errors/validation-error', 'Order not found.');
	}
	return jsonAnswer(200, writeDetails(withWords(order, simulated), call, context));
}

function withWords(order: Order, words: readonly string[]): Order {
	if (words.length === 0) return order;
	const subOrders = order.subOrders.map((subOrder, index) => ({
		...subOrder,
		statusWord: words[index % words.length] ?? '',
	}));
	return { ...order, subOrders };
}

function writeDetails(order: Order, call: Call, context: DetailContext): object {
	const { account, v6 } = context;
	const chosen = order.subOrders.filter(({ subOrderNumber }) => subOrderNumber === call.number);
	const told = chosen.length > 0 ? chosen : order.subOrders;
	const lines = told.map((subOrder, index) =>
		writeLine(order, subOrder, index + 1, call.revision, context),
	);
	const hasLines = !v6.detailsWithoutLines || (call.revision === 'v6' && chosen.length > 0);
	const total = told.reduce((sum, subOrder) => sum + totalCents(subOrder), 0) / 100;
	const address = {
		contact: '',
		companyName: 'RESELLER TEST ACCOUNT',
		addressLine1: '1 TEST STREET',
		city: 'TEST CITY',
		postalCode: '00000',
		countryCode: account.countryCode,
	};
	return {
		ingramOrderNumber: order.orderNumber,
		ingramOrderDate: writeDate(order.entryTimestamp, v6),
		orderType: order.isSap === true ? 'ZOR' : 'S',
		customerOrderNumber: order.customerOrderNumber,
		endCustomerOrderNumber: '',
		orderStatus: writeOrderStatus(order, v6),
		orderTotal: total,
		orderSubTotal: total,
		freightCharges: 0,
		currencyCode: currencyOf(account.countryCode),
		totalWeight: told.length,
		totalTax: 0,
		notes: '',
		billToInfo: address,
		shipToInfo: address,
		...(hasLines ? { lines: v6.repeatedLines ? [...lines, ...lines] : lines } : {}),
		miscellaneousCharges: [],
		additionalAttributes: [],
	};
}

function writeLine(
	order: Order,
	subOrder: SubOrder,
	lineNumber: number,
	revision: string,
	{ account, links, v6 }: DetailContext,
): object {
	const { isSap = false } = order;
	const goods = goodsOf(subOrder.subOrderNumber);
	const word = plainWord(subOrder, v6.vocabulary);
	const isBackordered = word === 'BACKORDERED';
	return {
		...(v6.lineSubOrders && !isSap ? { subOrderNumber: subOrder.subOrderNumber } : {}),
		ingramOrderLineNumber: isSap
			? String(lineNumber * 10)
			: String(lineNumber + 1).padStart(3, '0'),
		customerLineNumber: String(lineNumber).padStart(3, '0'),
		lineStatus: lineStatus(subOrder, word, v6),
		ingramPartNumber: goods.partNumber,
		vendorPartNumber: goods.partNumber,
		vendorName: 'TEST VENDOR',
		partDescription: goods.description,
		unitPrice: goods.unitCents / 100,
		extendedPrice: totalCents(subOrder) / 100,
		taxAmount: 0,
		currencyCode: currencyOf(account.countryCode),
		quantityOrdered: goods.quantity,
		quantityConfirmed: isBackordered ? 0 : goods.quantity,
		quantityBackOrdered: isBackordered ? goods.quantity : 0,
		requestedDeliverydate: '',
		lineNotes: '',
		...writeShipments(order, subOrder, word, {
			revision,
			invoiceNumber: isInvoiced(subOrder) ? invoiceNumberOf(subOrder) : '',
			settings: v6,
		}),
		links: links.ofLine(subOrder),
		scheduleLines: null,
	};
}

/** Lines have a word of their own for what is being worked on. */
function lineStatus(subOrder: SubOrder, word: string, settings: V6Settings): string {
	return word === 'PROCESSING' && subOrder.statusWord === undefined
		? writeWord('IN PROGRESS', subOrder.subOrderNumber, settings)
		: writeStatus(subOrder, settings);
}
