import { httpFailure } from '../errors/http-failures.ts';
import type { HttpResponse } from '../host.ts';
import { field, isObject, list, parseJson, text, type JsonObject } from '../json.ts';
import type { Outcome } from './version.ts';

/** What the body of an answer says of a failure. */
interface Fault {
	/** The API's own words, as it sent them; empty where it says nothing. */
	message: string;
	/** The gateway's code, e.g. `policies.ratelimit.QuotaViolation`; empty where there is none. */
	errorCode: string;
}

/** What an answer is whose status says that the request was not answered. */
export function readRefusal(answer: HttpResponse): Outcome<never> {
	const { message, errorCode } = readFault(answer.body);
	const limit = limitOf(answer, errorCode);
	if (limit !== undefined) return { kind: 'limited', by: limit };
	const failure = httpFailure(answer, message);
	return { kind: answer.status === 401 ? 'unauthorized' : 'failed', failure };
}

/**
 * Reads a failure's body. Its form is not documented; seen are the gateway's `fault` in two shapes,
 * lists of `errors`, a `message`, a `responsepreamble`, HTML pages and nothing.
 */
export function readFault(body: string): Fault {
	const parsed = parseJson(body);
	// Some services put the failure into an array.
	const json: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
	if (!isObject(json)) return { message: typeof json === 'string' ? json : body, errorCode: '' };
	const fault = field(json, 'fault');
	const source = isObject(fault) ? fault : json;
	const detail = field(source, 'detail');
	return {
		message: findMessage(source),
		errorCode:
			(isObject(detail) && text(detail, 'errorcode')) ||
			text(source, 'faultcode') ||
			text(source, 'errorcode'),
	};
}

/**
 * Which limit refused the request, if one did. The gateway's code decides; where it gives none, 429
 * with calls left in the window means that requests came too close together.
 */
function limitOf(
	{ status, headers }: HttpResponse,
	errorCode: string,
): 'quota' | 'spike' | undefined {
	if (/SpikeArrest/i.test(errorCode)) return 'spike';
	if (/QuotaViolation/i.test(errorCode)) return 'quota';
	if (status !== 429) return undefined;
	return Number(headers['x-ratelimit-remaining'] ?? 0) > 0 ? 'spike' : 'quota';
}

/** @param depth how many containers to look into; a body may nest them without end */
function findMessage(source: JsonObject, depth = 2): string {
	for (const name of [
		'faultstring',
		'message',
		'error_description',
		'returnmessage',
		'responsemessage',
	]) {
		const found = text(source, name);
		if (found) return found;
	}
	const listed = listedErrors(field(source, 'errors'));
	if (listed) return listed;
	for (const name of ['serviceresponse', 'responsepreamble']) {
		const inner = field(source, name);
		if (depth > 0 && isObject(inner)) return findMessage(inner, depth - 1);
	}
	return text(source, 'error');
}

function listedErrors(errors: unknown): string {
	if (!Array.isArray(errors)) return '';
	return errors
		.slice(0, 10)
		.map((error: unknown) =>
			isObject(error) ? wordsOf(error) : typeof error === 'string' ? error : '',
		)
		.filter((message) => message !== '')
		.join(' ');
}

/** The outer message often says only that something is wrong, and the fields say what. */
function wordsOf(error: JsonObject): string {
	// A spelling of the document's samples.
	const message = text(error, 'message') || text(error, 'messaage');
	const fields = list(error, 'fields')
		.filter(isObject)
		.slice(0, 10)
		.map((each) => [text(each, 'field'), text(each, 'message')].filter(Boolean).join(': '));
	return [message, ...fields].filter(Boolean).join(' – ');
}
