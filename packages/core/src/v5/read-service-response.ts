import { refusedByPreamble } from '../errors/http-failures.ts';
import { quote } from '../errors/quote.ts';
import type { ReceivedAnswer } from '../errors/received-answer.ts';
import { unreadableAnswer } from '../errors/unreadable-answer.ts';
import { field, isObject, parseJson, text, type JsonObject } from './read-json.ts';

/**
 * The container of every answer (Order Lookup API v5, API Response); the document itself where it is
 * left out.
 * @throws IngramError `UNREADABLE_ANSWER` for a body that is no JSON object
 */
export function readServiceResponse(answer: ReceivedAnswer): JsonObject {
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
export function refuseFailure(root: JsonObject, { status, secrets }: ReceivedAnswer): void {
	const said = preamble(root);
	if (/^fail/i.test(said.status)) throw refusedByPreamble(quote(said.message, secrets), status);
}

/** Whether the preamble says that nothing was found, which it calls a failure or a success. */
export function saysNothingFound(root: JsonObject): boolean {
	return /^no (data|orders?|records?) found\b/i.test(preamble(root).message);
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
	return isJson ? 'it is JSON, but no object.' : 'it is not JSON.';
}
