import { isObject, list, parseJson, text, type JsonObject } from '../json.ts';
import { eventNameOf, type WebhookEventName } from './event-types.ts';
import type { SeenEvents } from './seen-events.ts';

/** Larger bodies are refused, in bytes. */
export const maxWebhookBytes = 1024 * 1024;

/** What Ingram Micro posted. */
export interface WebhookRequest {
	/** The header `x-hub-signature`. */
	signature: unknown;
	/** As it came, or written anew where the host has parsed it. */
	body: string;
	/** How large it came, where the host knows. */
	bytes?: number;
}

/** What a webhook is checked with. */
export interface WebhookContext {
	/** The secret key that was entered with the webhook in Ingram Micro's portal. */
	secretKey: string;
	/** HMAC-SHA512 in Base64, both arguments as UTF-8. */
	hmac: (secretKey: string, message: string) => string;
	seen: SeenEvents;
	/** Milliseconds since 1970. */
	now: number;
}

/** An order that an event is about. It is a hint: only the event's id is signed. */
export interface PostedOrder {
	event: WebhookEventName;
	eventId: string;
	orderNumber: string;
	/** The shipments that the event names; empty where it names none. */
	subOrderNumbers: readonly string[];
}

/** How a webhook is to be answered, and what is to be looked up. */
export interface CheckedWebhook {
	/** 200: accepted. 401: the signature is wrong. 413: too large. */
	status: 200 | 401 | 413;
	orders: PostedOrder[];
	/** For the log, in whole sentences; no secret, and nothing of the body but ids. */
	notes: string[];
}

/** So much of an id of the server's is shown. */
const maxShown = 40;

/**
 * Checks what was posted, without a request. The signature is over the event's id alone, so the body
 * may be anybody's: it tells which orders to look up, and nothing else.
 */
export function checkWebhook(request: WebhookRequest, context: WebhookContext): CheckedWebhook {
	const { signature, body, bytes = body.length } = request;
	if (bytes > maxWebhookBytes) {
		return refused(413, 'A webhook of more than 1 MB was refused.');
	}
	const given = readSignature(signature);
	const events = eventsIn(body);
	const signed = events.filter((event) => isSigned(event, given, context));
	if (signed.length === 0) return refused(401, whyRefused(signature, given, events.length));
	const notes: string[] = [];
	if (signed.length < events.length) {
		const others = String(events.length - signed.length);
		notes.push(`${others} events of a webhook were ignored: the signature is not of their id.`);
	}
	const orders = signed.flatMap((event) => ordersOf(event, context, notes));
	return { status: 200, orders, notes };
}

function refused(status: 401 | 413, note: string): CheckedWebhook {
	return { status, orders: [], notes: [note] };
}

/** Tells what came without its value, which a secret could be. */
function whyRefused(signature: unknown, given: string, events: number): string {
	if (typeof signature !== 'string' || given === '') {
		return 'A webhook was refused: it has no header x-hub-signature.';
	}
	if (events === 0) return 'A webhook was refused: its body holds no event with an id.';
	return `A webhook was refused: its signature of ${String(signature.length)} characters does not fit the secret key.`;
}

function readSignature(signature: unknown): string {
	return typeof signature === 'string' ? signature.trim().replace(/^sha512=/i, '') : '';
}

/** One event, or a list of them; without an id an event cannot be signed. */
function eventsIn(body: string): JsonObject[] {
	const parsed = parseJson(body);
	const entries: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
	return entries.filter(isObject).filter((event) => idOf(event) !== '');
}

function idOf(event: JsonObject): string {
	return text(event, 'eventid');
}

function isSigned(event: JsonObject, given: string, { secretKey, hmac }: WebhookContext): boolean {
	return secretKey !== '' && isSameInConstantTime(given, hmac(secretKey, idOf(event)));
}

/** Takes as long whatever the first difference is. */
function isSameInConstantTime(one: string, other: string): boolean {
	let difference = one.length ^ other.length;
	for (let index = 0; index < other.length; index++) {
		difference |= one.charCodeAt(index % Math.max(1, one.length)) ^ other.charCodeAt(index);
	}
	return difference === 0;
}

function ordersOf(
	event: JsonObject,
	{ seen, now }: WebhookContext,
	notes: string[],
): PostedOrder[] {
	const eventId = idOf(event);
	const shown = eventId.slice(0, maxShown);
	if (!/^resellers\/orders$/i.test(text(event, 'topic'))) {
		notes.push(`Event ${shown} was ignored: it is not about orders.`);
		return [];
	}
	if (!seen.add(eventId, now)) {
		notes.push(`Event ${shown} was ignored: it was posted before.`);
		return [];
	}
	const orders = list(event, 'resource')
		.filter(isObject)
		.flatMap((resource) => toOrder(resource, eventId));
	if (orders.length === 0) notes.push(`Event ${shown} tells of no order’s status.`);
	return orders;
}

function toOrder(resource: JsonObject, eventId: string): PostedOrder[] {
	const event = eventNameOf(text(resource, 'eventtype'));
	const orderNumber = text(resource, 'ordernumber');
	if (event === undefined || orderNumber === '') return [];
	const named = list(resource, 'lines')
		.filter(isObject)
		.map((line) => text(line, 'subordernumber'))
		.filter((number) => number !== '');
	return [{ event, eventId, orderNumber, subOrderNumbers: [...new Set(named)] }];
}
