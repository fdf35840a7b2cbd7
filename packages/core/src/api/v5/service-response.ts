import { refusedByPreamble } from '../../errors/http-failures.ts';
import { unreadableAnswer } from '../../errors/unreadable-answer.ts';
import type { HttpResponse } from '../../host.ts';
import { field, isObject, parseJson, text, type JsonObject } from '../../json.ts';

/**
 * The container of every answer (Order Lookup API v5, API Response); the document itself where it is
 * left out.
 * @throws IngramError `UNREADABLE_ANSWER` for a body that is not a JSON object
 */
export function readServiceResponse(answer: HttpResponse): JsonObject {
	const document = parseJson(answer.body);
	if (!isObject(document)) {
		const isJson = document !== undefined;
		throw unreadableAnswer(answer, whatIsWrong(answer.body, isJson), !isJson);
	}
	const service = field(document, 'serviceresponse');
	return isObject(service) ? service : document;
}

/**
 * Refuses an answer whose preamble says that the request failed.
 * @throws IngramError `REQUEST_REFUSED` or `CUSTOMER_MISMATCH`
 */
export function refuseFailure(root: JsonObject, status: number): void {
	const said = preamble(root);
	if (/^fail/i.test(said.status)) throw refusedByPreamble(said.message, status);
}

/**
 * The preamble's words where they say that nothing was found, which it calls a failure or a success;
 * else undefined.
 */
export function nothingFound(root: JsonObject): string | undefined {
	const { message } = preamble(root);
	return /^no (data|orders?|records?) found\b/i.test(message) ? message : undefined;
}

/**
 * What an answer to a request for a document says where there is no such document: an invoice in the
 * preamble, an order in place of its number.
 */
export function documentNotFound(root: JsonObject): string | undefined {
	const { status, message } = preamble(root);
	if (!/^fail/i.test(status)) return undefined;
	if (/^(?:invoice|order) not found\b/i.test(message)) return message;
	const details = field(root, 'orderdetailresponse');
	const number = isObject(details) ? text(details, 'ordernumber') : '';
	return /^not.found$/i.test(number) ? message || number : undefined;
}

/** The preamble's fields are named differently in searches and in documents. */
function preamble(root: JsonObject): { status: string; message: string } {
	const found = field(root, 'responsepreamble');
	if (!isObject(found)) return { status: '', message: '' };
	return {
		status: text(found, 'requeststatus') || text(found, 'responsestatus'),
		message: text(found, 'returnmessage') || text(found, 'responsemessage'),
	};
}

function whatIsWrong(body: string, isJson: boolean): string {
	if (body.trim() === '') return 'it is empty.';
	return isJson ? 'it is JSON, but not an object.' : 'it is not JSON.';
}
