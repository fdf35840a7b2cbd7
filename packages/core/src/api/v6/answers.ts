import { accessDeniedToVersion, refusedForm } from '../../errors/http-failures.ts';
import { unreadableAnswer } from '../../errors/unreadable-answer.ts';
import type { HttpResponse } from '../../host.ts';
import { isObject, parseJson, type JsonObject } from '../../json.ts';
import { readFault, readRefusal } from '../gateway-fault.ts';
import type { Outcome } from '../version.ts';

/**
 * The object of an answer, which some services put into an array.
 * @throws IngramError `UNREADABLE_ANSWER` for a body that is not JSON, or holds no object
 */
export function readRoot(answer: HttpResponse): JsonObject {
	const document = parseJson(answer.body);
	const root: unknown = Array.isArray(document) ? document[0] : document;
	if (isObject(root)) return root;
	const isJson = document !== undefined;
	const what = isJson ? 'it is JSON, but not an object.' : 'it is not JSON.';
	throw unreadableAnswer(answer, what, !isJson);
}

/** Whether an answer says that there is nothing: without a body, or in words with 400 or 404. */
export function saysNothingFound({ status, body }: HttpResponse): boolean {
	if (status === 204) return true;
	if (status === 200) return body.trim() === '';
	return (status === 400 || status === 404) && isNothingFound(readFault(body).message);
}

function isNothingFound(words: string): boolean {
	return (
		/\bno (orders?|records?|data)( were| was)? found\b/i.test(words) ||
		/\b(orders?|records?|data) not found\b/i.test(words)
	);
}

/** What an answer is whose status says that the request was not answered. */
export function readRefusalOfV6(answer: HttpResponse): Outcome<never> {
	const { message } = readFault(answer.body);
	const { status } = answer;
	if (/no ?api ?product ?match/i.test(message)) {
		return { kind: 'failed', failure: accessDeniedToVersion('6', status, message) };
	}
	const wrong = status === 400 && wrongForm(message);
	if (wrong) return { kind: 'failed', failure: refusedForm(wrong, status, message) };
	return readRefusal(answer);
}

/** What of the customer the API cannot read, as against one that belongs to somebody else. */
function wrongForm(words: string): 'customer number' | 'country code' | undefined {
	if (
		/customer\s*number (must be in the format|cannot be blank)|invalid customer\s*number\b(?!\.)/i.test(
			words,
		)
	) {
		return 'customer number';
	}
	return /country\s*code (is not valid|is invalid|cannot be blank)|invalid country\s*code/i.test(
		words,
	)
		? 'country code'
		: undefined;
}
