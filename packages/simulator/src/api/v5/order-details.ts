import type { Order, SubOrder } from '../../data/order.ts';
import type { Account } from '../../options.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import { jsonAnswer, parameterError } from '../error-bodies.ts';
import type { Parameters } from '../parameters.ts';
import { currencyOf, goodsOf, type Goods } from '../goods.ts';
import type { V5Settings } from './options.ts';
import { hasNumber } from './order-filter.ts';
import { writeParcels } from './parcels.ts';

interface DetailStatus {
	readonly code: string;
	readonly text: string;
}

/**
 * Order details of an order or suborder number (v5 OpenAPI, "/resellers/v5/Orders/{ordernumber}").
 * Where a number is repeated, `customerordernumber` and the entry dates choose; the newest is told.
 */
export function orderDetails(
	orders: readonly Order[],
	number: string,
	parameters: Parameters,
	account: Account,
	isSandbox: boolean,
	settings: V5Settings,
): ApiAnswer {
	const simulate = isSandbox ? parameters.get('simulate') : undefined;
	if (simulate !== undefined && !Object.hasOwn(simulations, simulate)) {
		return parameterError(
			400,
			'simulate',
			`simulate must be one of ${Object.keys(simulations).join(', ')}.`,
		);
	}
	const order = orders.find((each) => isMeant(each, number) && meetsFilters(each, parameters));
	if (order === undefined) return notFound();
	const chosen = order.subOrders.filter((subOrder) => subOrder.subOrderNumber === number);
	const subOrders = chosen.length > 0 ? chosen : order.subOrders;
	return found(order, subOrders, account, simulations[simulate ?? ''] ?? [], settings);
}

/** The statuses that the sandbox gives to an order's lines in turn. */
const simulations: Readonly<Record<string, readonly DetailStatus[]>> = {
	'IM::shipped': [{ code: 'S', text: 'Shipped' }],
	'IM::invoiced': [{ code: 'I', text: 'INVOICED' }],
	'IM::hold': [{ code: 'C', text: 'CREDIT HOLD' }],
	'IM::partially_shipped': [
		{ code: 'S', text: 'Shipped' },
		{ code: 'P', text: 'PENDING' },
	],
};

function isMeant(order: Order, number: string): boolean {
	return (
		hasNumber(order, number) ||
		order.subOrders.some((subOrder) => subOrder.subOrderNumber === number)
	);
}

function meetsFilters(order: Order, parameters: Parameters): boolean {
	const purchase = parameters.get('customerordernumber');
	const start = parameters.get('startcreatetimestamp');
	const end = parameters.get('endcreatetimestamp');
	const date = order.entryTimestamp.slice(0, 10);
	return (
		(purchase === undefined || purchase === order.customerOrderNumber) &&
		(start === undefined || date >= start.slice(0, 10)) &&
		(end === undefined || date <= end.slice(0, 10))
	);
}

function found(
	order: Order,
	subOrders: readonly SubOrder[],
	account: Account,
	simulated: readonly DetailStatus[],
	{ parcels }: V5Settings,
): ApiAnswer {
	const parts = subOrders.map((subOrder, index) => ({
		subOrder,
		goods: goodsOf(subOrder.subOrderNumber),
		status: simulated[index % simulated.length] ?? statusOf(subOrder),
	}));
	const subtotal = parts.reduce((sum, { goods }) => sum + goods.unitCents * goods.quantity, 0);
	const address = {
		suffix: '000',
		name: 'RESELLER TEST ACCOUNT',
		addressline1: '1 TEST STREET',
		city: 'TEST CITY',
		postalcode: '00000',
		countrycode: account.countryCode,
	};
	return answer('SUCCESS', {
		ordernumber: order.orderNumber,
		ordertype: 'S',
		customerordernumber: order.customerOrderNumber,
		orderstatus: parts[0]?.status.text ?? 'PENDING',
		entrytimestamp: order.entryTimestamp.replace('Z', '+00:00'),
		entrymethoddescription: 'XML/PCG',
		ordertotalvalue: subtotal / 100,
		ordersubtotal: subtotal / 100,
		freightamount: 0,
		currencycode: currencyOf(account.countryCode),
		totalweight: String(parts.length),
		totaltax: '0',
		billtoaddress: address,
		shiptoaddress: address,
		enduserinfo: null,
		lines: parts.map(({ subOrder, goods, status }, index) =>
			writeLine(subOrder, goods, status, index + 1, writeParcels(order, subOrder, parcels)),
		),
		extendedspecs: [],
	});
}

function writeLine(
	subOrder: SubOrder,
	goods: Goods,
	status: DetailStatus,
	lineNumber: number,
	parcels: ReturnType<typeof writeParcels>,
): object {
	const shipped = status.text === 'Shipped' || status.code === 'I';
	return {
		linenumber: String(lineNumber + 1).padStart(3, '0'),
		globallinenumber: String(lineNumber).padStart(3, '0'),
		ordersuffix: subOrder.subOrderNumber.slice(-2),
		erpordernumber: subOrder.subOrderNumber,
		linestatus: status.text,
		partnumber: goods.partNumber,
		partdescription1: goods.description,
		unitweight: '1',
		unitprice: goods.unitCents / 100,
		extendedprice: (goods.unitCents * goods.quantity) / 100,
		taxamount: 0,
		requestedquantity: String(goods.quantity),
		confirmedquantity: String(goods.quantity),
		backorderquantity: '0',
		...(shipped ? parcels.ofLine : {}),
		shipmentdetails: [
			{
				quantity: goods.quantity,
				status: status.code,
				statusdescription: status.text,
				holdreasoncodedescription: subOrder.holdReason || 'NA',
				...(shipped ? { invoicenumber: subOrder.subOrderNumber, ...parcels.ofShipment } : {}),
			},
		],
	};
}

/** Order details have a status table of their own (v5 OpenAPI, "orderstatus"). */
const detailStatuses: Readonly<Record<string, DetailStatus>> = {
	'': { code: 'P', text: 'PENDING' },
	F: { code: 'I', text: 'INVOICED' },
	I: { code: 'I', text: 'INVOICED' },
};

function statusOf({ statusCode, status }: SubOrder): DetailStatus {
	return Object.hasOwn(detailStatuses, statusCode)
		? (detailStatuses[statusCode] ?? { code: statusCode, text: status })
		: { code: statusCode, text: status };
}

function notFound(): ApiAnswer {
	return answer('FAILED', {
		ordernumber: 'Not Found',
		customerordernumber: 'Not-Found',
		orderstatus: 'Not-Found',
	});
}

function answer(responsestatus: 'SUCCESS' | 'FAILED', orderdetailresponse: object): ApiAnswer {
	return jsonAnswer(200, {
		serviceresponse: { responsepreamble: { responsestatus }, orderdetailresponse },
	});
}
