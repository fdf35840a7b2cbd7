import { firstPart, quote } from '../errors/quote.ts';
import type { ReceivedAnswer } from '../errors/received-answer.ts';
import { field, isObject, parseJson, text, type JsonObject } from './read-json.ts';

/** What the body of an answer says of a failure. */
export interface Fault {
	/** The API's own words, short; empty where it says nothing readable. */
	message: string;
	/** The gateway's code, e.g. `policies.ratelimit.QuotaViolation`; empty where there is none. */
	errorCode: string;
}

/**
 * Reads a failure's body. Its form is not documented; seen are the gateway's `fault` in two shapes,
 * lists of `errors`, a `message`, a `responsepreamble`, HTML pages and nothing.
 */
export function readFault({ body, secrets }: Pick<ReceivedAnswer, 'body' | 'secrets'>): Fault {
	const json = parseJson(body);
	if (!isObject(json))
		return {
			message: quote(
				typeof json === 'string' ? json : withoutTags(firstPart(body, secrets)),
				secrets,
			),
			errorCode: '',
		};
	const fault = field(json, 'fault');
	const source = isObject(fault) ? fault : json;
	const detail = field(source, 'detail');
	return {
		message: quote(findMessage(source), secrets),
		errorCode:
			(isObject(detail) && text(detail, 'errorcode')) ||
			text(source, 'faultcode') ||
			text(source, 'errorcode'),
	};
}

/** Whether the fault says that the quota is used up, or that requests came too close together. */
export function rateLimitRefusal(status: number, errorCode: string): 'none' | 'quota' | 'spike' {
	if (/SpikeArrest/i.test(errorCode)) return 'spike';
	if (/QuotaViolation/i.test(errorCode)) return 'quota';
	return status === 429 ? 'quota' : 'none';
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
			isObject(error) ? text(error, 'message') : typeof error === 'string' ? error : '',
		)
		.filter((message) => message !== '')
		.join(' ');
}

function withoutTags(html: string): string {
	return html.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ').replace(/<[^<>]*>/g, ' ');
}
