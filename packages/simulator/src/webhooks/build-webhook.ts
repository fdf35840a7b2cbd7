import type { Order } from '../data/order.ts';
import { OptionError } from '../options.ts';
import { signEventId } from './sign-event.ts';
import type { Webhook, WebhookRequest } from './webhook-types.ts';
import { writeEvent } from './write-event.ts';

/** What events are made from. */
export interface WebhookWorld {
	/** An account's orders; the first account's where it is not named. */
	readonly ordersOf: (customerNumber: string | undefined) => readonly Order[];
	/** Ms since 1970. */
	readonly now: number;
	readonly newEventId: () => string;
}

/** The request that tells of events. Throws `OptionError` for an order that is not there. */
export function buildWebhookRequest(webhook: Webhook, world: WebhookWorld): WebhookRequest {
	const { events, form = 'spec', bytes = 0 } = webhook;
	const list = events.length > 1 || (webhook.list ?? events[0]?.eventType === 'created');
	const eventIds = events.map(({ eventId }) => eventId ?? world.newEventId());
	const written = events.map((event, index) =>
		writeEvent(event, eventIds[index] ?? '', world.ordersOf(event.customerNumber), form, world.now),
	);
	return {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...signatureHeader(webhook, eventIds) },
		body: padded(list ? written : (written[0] ?? {}), bytes),
		eventIds,
	};
}

function signatureHeader(
	{ secretKey, signature = 'right', signedEvent = 1 }: Webhook,
	eventIds: readonly string[],
): Record<string, string> {
	const eventId = eventIds[signedEvent - 1];
	if (eventId === undefined) {
		throw new OptionError(`signedEvent ${signedEvent} is not there; there are ${eventIds.length}`);
	}
	const right = signEventId(eventId, secretKey);
	switch (signature) {
		case 'right':
			return { 'x-hub-signature': right };
		case 'prefixed':
			return { 'x-hub-signature': `sha512=${right}` };
		case 'wrong':
			return { 'x-hub-signature': signEventId(eventId, `not ${secretKey}`) };
		case 'missing':
			return {};
	}
}

/** Space at the end is part of no value, so that the event stays what it is. */
function padded(body: object, bytes: number): string {
	const text = JSON.stringify(body);
	return text + ' '.repeat(Math.max(0, bytes - Buffer.byteLength(text)));
}
