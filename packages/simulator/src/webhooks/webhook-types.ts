import type { OrderSelection } from '../data/order-changes.ts';

/** What happened, in the words of the portal's list of events. */
export const webhookEventTypes = [
	'shipped',
	'invoiced',
	'hold',
	'voided',
	'backordered',
	'created',
	'stock',
] as const;

export type WebhookEventType = (typeof webhookEventTypes)[number];

export const webhookForms = ['spec', 'portal', 'observed', 'lower-case'] as const;

/**
 * The revisions in which bodies are described: the specification's (`spec`), the portal's page
 * (`portal`: other names, numbers as texts), what receivers saw (`observed`: words in capitals, objects
 * in place of lists), and old documents (`lower-case` names).
 */
export type WebhookForm = (typeof webhookForms)[number];

export const webhookSignatures = ['right', 'wrong', 'missing', 'prefixed'] as const;

export type WebhookSignature = (typeof webhookSignatures)[number];

/** One event of an order as it is now; `stock` is of no order. */
export interface WebhookEvent extends Partial<OrderSelection> {
	readonly eventType: WebhookEventType;
	/** Only this suborder. Default: all of the order. */
	readonly subOrderNumber?: string;
	/** Default: a new one. Give it to repeat an event. */
	readonly eventId?: string;
	/** What each line tells, in place of the order's own status. Sent as it is. */
	readonly lineStatus?: string;
}

/** What a webhook posts. */
export interface Webhook {
	/** The key that the portal shows for the webhook. */
	readonly secretKey: string;
	/** At least one; several come as a list. */
	readonly events: readonly WebhookEvent[];
	/** Default `spec`. */
	readonly form?: WebhookForm;
	/** Whether one event comes as a list too. Default: only `created`, as in the document. */
	readonly list?: boolean;
	/** `prefixed` has `sha512=` in front. Default `right`. */
	readonly signature?: WebhookSignature;
	/** The event whose id is signed; the first (default) is 1. */
	readonly signedEvent?: number;
	/** Makes the body at least this large. */
	readonly bytes?: number;
}

/** A webhook, and where it goes: an address of this machine. */
export interface WebhookPost extends Webhook {
	readonly url: string;
}

/** A signed request; header names in lower case. */
export interface WebhookRequest {
	readonly method: 'POST';
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** The ids of its events, in their order. */
	readonly eventIds: readonly string[];
}

/** What the receiver of a webhook answered. */
export interface WebhookAnswer {
	readonly status: number;
	readonly body: string;
	readonly eventIds: readonly string[];
}
