import type { Customer } from '../../input/customer.ts';
import type { JsonObject } from '../../json.ts';
import type { ApiRequest } from '../version.ts';
import { readDocumentAnswer } from './document-answer.ts';

/**
 * The request for order details or an invoice. Links name the customer; version 6 links to invoices
 * of version 5 that may not.
 */
export function documentRequest(
	url: URL,
	{ customerNumber, countryCode }: Customer,
): ApiRequest<JsonObject> {
	const isInvoice = /\/invoices\//i.test(url.pathname);
	const complete = new URL(url);
	if (isInvoice && url.search === '') {
		complete.searchParams.set('customernumber', customerNumber);
		complete.searchParams.set('isocountrycode', countryCode);
	}
	return { counter: isInvoice ? 'invoice' : 'order', url: complete.href, read: readDocumentAnswer };
}
