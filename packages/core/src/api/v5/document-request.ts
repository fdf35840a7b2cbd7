import type { Customer } from '../../input/customer.ts';
import type { JsonObject } from '../../json.ts';
import type { ApiRequest } from '../version.ts';
import { readDocumentAnswer } from './document-answer.ts';

/**
 * The request for order details or an invoice (Order Lookup API v5, Order Details). Links name the
 * customer; version 6 links to invoices of version 5 that do not.
 */
export function documentRequest(
	url: URL,
	{ customerNumber, countryCode }: Customer,
): ApiRequest<JsonObject> {
	const isInvoice = /\/invoices\//i.test(url.pathname);
	const named = new Set([...url.searchParams.keys()].map((name) => name.toLowerCase()));
	const complete = new URL(url);
	if (!named.has('customernumber')) complete.searchParams.set('customernumber', customerNumber);
	if (!named.has('isocountrycode')) complete.searchParams.set('isocountrycode', countryCode);
	return { counter: isInvoice ? 'invoice' : 'order', url: complete.href, read: readDocumentAnswer };
}
