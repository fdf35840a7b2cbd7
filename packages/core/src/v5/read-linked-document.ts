import type { ReceivedAnswer } from '../errors/received-answer.ts';
import { field, isObject, type JsonObject } from './read-json.ts';
import { readServiceResponse, refuseFailure } from './read-service-response.ts';

/**
 * Reads order details or an invoice: the document inside the service response, as the API sent it.
 * @throws IngramError `UNREADABLE_ANSWER`, or `REQUEST_REFUSED` when its preamble says that it failed
 */
export function readLinkedDocument(answer: ReceivedAnswer): JsonObject {
	const root = readServiceResponse(answer);
	refuseFailure(root, answer);
	for (const name of ['orderdetailresponse', 'invoicedetailresponse']) {
		const found = field(root, name);
		if (isObject(found)) return found;
	}
	return root;
}
