import { eventNames, type EventName } from '../watch/events.ts';

/** What a webhook can tell beside what a watch tells. */
const ownEventNames = ['shipped', 'invoiced', 'voided', 'backordered'] as const;

/** What can be told of an order that Ingram Micro posts an event of. */
export type WebhookEventName = EventName | (typeof ownEventNames)[number];

/** The events that Ingram Micro's portal can post of orders (webhooks, order status events). */
export const webhookEventNames: readonly WebhookEventName[] = ['holdPlaced', ...ownEventNames];

const namesOfTypes: ReadonlyMap<string, WebhookEventName> = new Map([
	['order_hold', 'holdPlaced'],
	...ownEventNames.map((name) => [`order_${name}`, name] as const),
	...eventNames.map((name) => [name.toLowerCase(), name] as const),
]);

/**
 * The name of an event type as it was posted: in any letter case, with `im::` or without it;
 * undefined for one that is not of an order's status.
 */
export function eventNameOf(eventType: string): WebhookEventName | undefined {
	const type = eventType
		.trim()
		.replace(/^IM::/i, '')
		.replace(/[\s-]+/g, '_')
		.toLowerCase();
	return namesOfTypes.get(type);
}
