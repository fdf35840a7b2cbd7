import { notFoundDocument } from '../../errors/http-failures.ts';
import type { HttpResponse } from '../../host.ts';
import { field, isObject, type JsonObject } from '../../json.ts';
import { readRefusal } from '../gateway-fault.ts';
import { readingOutcome, type Outcome } from '../version.ts';
import {
	documentNotFound,
	nothingFound,
	readServiceResponse,
	refuseFailure,
} from './service-response.ts';

/** Reads order details or an invoice: the document inside the service response, as the API sent it. */
export function readDocumentAnswer(answer: HttpResponse): Outcome<JsonObject> {
	return answer.status === 200 ? readingOutcome(() => readDocument(answer)) : readRefusal(answer);
}

function readDocument(answer: HttpResponse): JsonObject {
	const root = readServiceResponse(answer);
	const words = nothingFound(root) ?? documentNotFound(root);
	if (words !== undefined) throw notFoundDocument(answer.status, words);
	refuseFailure(root, answer.status);
	return documentIn(root);
}

/** The document inside an answer; the answer itself where it is not wrapped. */
export function documentIn(answer: JsonObject): JsonObject {
	const service = field(answer, 'serviceresponse');
	const root = isObject(service) ? service : answer;
	for (const name of ['orderdetailresponse', 'invoicedetailresponse']) {
		const found = field(root, name);
		if (isObject(found)) return found;
	}
	return root;
}
