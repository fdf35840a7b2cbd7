import type { JsonObject } from '../json.ts';
import { readDocumentAnswer } from './v5/document-answer.ts';
import type { ApiRequest } from './version.ts';

export { documentIn } from './v5/document-answer.ts';

/** The request for a document that a search result links to: an order's details or an invoice. */
export function documentRequest(url: string): ApiRequest<JsonObject> {
	const isInvoice = /\/invoices\//i.test(new URL(url).pathname);
	return { counter: isInvoice ? 'invoice' : 'order', url, read: readDocumentAnswer };
}
