import type { Order, SubOrder } from '../../data/order.ts';
import type { Account } from '../../options.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import { jsonAnswer } from '../error-bodies.ts';
import { findInvoice } from '../find-invoice.ts';
import { currencyOf, goodsOf, money } from '../goods.ts';

/** The invoice of a suborder; its number is the suborder's. `now` in ms on the server's clock. */
export function invoiceDetails(
	orders: readonly Order[],
	number: string,
	account: Account,
	now: number,
): ApiAnswer {
	const invoiced = findInvoice(orders, number, now);
	if (invoiced !== undefined) return found(invoiced.order, invoiced.subOrder, account);
	return jsonAnswer(200, {
		serviceresponse: {
			responsepreamble: {
				responsestatus: 'FAILED',
				statuscode: '404',
				responsemessage: 'Invoice Not Found',
			},
		},
	});
}

function found(order: Order, subOrder: SubOrder, account: Account): ApiAnswer {
	const goods = goodsOf(subOrder.subOrderNumber);
	const total = money(goods.unitCents * goods.quantity);
	const date = order.entryTimestamp.slice(0, 10);
	const currency = currencyOf(account.countryCode);
	return jsonAnswer(200, {
		serviceresponse: {
			responsepreamble: {
				responsestatus: 'SUCCESS',
				statuscode: '200',
				responsemessage: 'Invoice Found',
			},
			invoicedetailresponse: {
				customernumber: account.customerNumber,
				// Without the branch, as in the OpenAPI example; the whole number is globalorderid.
				invoicenumber: subOrder.subOrderNumber.replace(/^[^-]*-/, ''),
				invoicedate: date,
				customerordernumber: order.customerOrderNumber,
				totaltaxamount: '0',
				totalamount: total,
				orderdate: date,
				shipdate: date,
				companycurrency: currency,
				currencycode: currency,
				currencyrate: '1.000000',
				globalorderid: subOrder.subOrderNumber,
				orderstatus: 'I',
				holdreason: null,
				totalsales: total,
				lines: [
					{
						linenumber: '1',
						partnumber: goods.partNumber,
						partdescription: goods.description,
						shippedquantity: String(goods.quantity),
						orderedquantity: String(goods.quantity),
						backorderquantity: '0',
						unitprice: money(goods.unitCents),
						extendedprice: total,
						ordersuffix: subOrder.subOrderNumber.slice(-2),
						unitofmeasure: 'EA',
					},
				],
			},
		},
	});
}
