import type { ReceivedAnswer } from '../errors/received-answer.ts';
import { field, isObject, type JsonObject } from './read-json.ts';
import { readDocument, refuseFailure } from './read-search-answer.ts';

/**
 * Reads order details or an invoice: the document inside the service response, as the API sent it.
 * @throws IngramError `UNREADABLE_ANSWER`, or `REQUEST_REFUSED` when its preamble says that it failed
 */
export function readLinkedDocument(answer: ReceivedAnswer): JsonObject {
	const document = readDocument(answer);
	const service = field(document, 'serviceresponse');
	const root = isObject(service) ? service : document;
	refuseFailure(root, answer);
	for (const name of ['orderdetailresponse', 'invoicedetailresponse']) {
		const found = field(root, name);
		if (isObject(found)) return found;
	}
	return root;
}
