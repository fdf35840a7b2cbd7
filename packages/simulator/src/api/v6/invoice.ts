import type { Order, SubOrder } from '../../data/order.ts';
import type { Account } from '../../options.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import { jsonAnswer } from '../error-bodies.ts';
import { findInvoice } from '../find-invoice.ts';
import { currencyOf, goodsOf, totalCents } from '../goods.ts';
import { shipmentOf } from '../shipment.ts';
import { writeDate } from './dates.ts';
import type { ErrorWriter } from './errors.ts';
import type { V6Settings } from './options.ts';

/** What invoices are answered from. */
export interface InvoiceContext {
	readonly orders: readonly Order[];
	readonly account: Account;
	readonly errors: ErrorWriter;
	readonly v6: V6Settings;
	/** Ms on the server's clock. */
	readonly now: number;
}

/** The number as order details tell it: the suborder's without hyphens. */
export function invoiceNumberOf({ subOrderNumber }: SubOrder): string {
	return subOrderNumber.replaceAll('-', '');
}

/** The invoice of a suborder number, as its link has it; the document stands at the top. */
export function invoiceDetails(
	number: string,
	applicationId: string | undefined,
	{ orders, account, errors, v6, now }: InvoiceContext,
): ApiAnswer {
	if (v6.requireApplicationId && (applicationId ?? '') === '') {
		const field = 'IM-ApplicationID';
		return errors.invalid({ field, value: null, message: 'Required field is missing' });
	}
	if (v6.invoices === 'error') {
		return errors.error(
			500,
			'System.Net.WebException',
			`Error while processing request for ${number} ,Message :The remote server returned an error: (404) Not Found.`,
		);
	}
	const invoiced = findInvoice(orders, number, now);
	if (invoiced === undefined) {
		return errors.error(404, '/errors/validation-error', 'Invoice not found.');
	}
	return jsonAnswer(200, writeInvoice(invoiced.order, invoiced.subOrder, account, v6));
}

function writeInvoice(
	order: Order,
	subOrder: SubOrder,
	account: Account,
	settings: V6Settings,
): object {
	const goods = goodsOf(subOrder.subOrderNumber);
	const shipment = shipmentOf(order, subOrder);
	const total = totalCents(subOrder) / 100;
	const currencyCode = currencyOf(account.countryCode);
	return {
		invoiceNumber: invoiceNumberOf(subOrder),
		invoiceStatus: 'INVOICED',
		invoiceDate: shipment.shippedOn,
		customerOrderNumber: order.customerOrderNumber,
		endCustomerOrderNumber: '',
		ingramOrderNumber: order.orderNumber,
		ingramOrderDate: writeDate(order.entryTimestamp, settings),
		customerCountryCode: account.countryCode,
		customerNumber: account.customerNumber,
		lines: [
			{
				ingramLineNumber: '001',
				ingramPartNumber: goods.partNumber,
				productDescription: goods.description,
				quantity: goods.quantity,
				quantityOrdered: goods.quantity,
				quantityShipped: goods.quantity,
				unitPrice: goods.unitCents / 100,
				extendedPrice: total,
				taxAmount: 0,
				currencyCode,
				serialNumbers: shipment.serialNumbers.map((serialNumber) => ({ serialNumber })),
			},
		],
		summary: {
			lines: { productLineTotalQuantity: goods.quantity, productLineTotal: total },
			totals: { netInvoiceAmount: total, invoicedAmountDue: total, currencyCode },
		},
	};
}
