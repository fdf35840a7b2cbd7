import {
	filled,
	isRecord,
	listOf,
	oneOf,
	optional,
	problemsIn,
	text,
	trueOrFalse,
	wholeNumber,
	type Check,
} from '../check-values.ts';
import { parseRecord, type ChecksOf } from '../parse-record.ts';
import {
	webhookEventTypes,
	webhookForms,
	webhookSignatures,
	type Webhook,
	type WebhookEvent,
	type WebhookPost,
} from './webhook-types.ts';

const accepted = 'an object with a secretKey and events';

const eventChecks: ChecksOf<WebhookEvent> = {
	eventType: oneOf(webhookEventTypes),
	orderNumber: optional(filled),
	customerOrderNumber: optional(text),
	entryTimestamp: optional(text),
	customerNumber: optional(filled),
	subOrderNumber: optional(filled),
	eventId: optional(filled),
	lineStatus: optional(text),
};

const event: Check = (value) => {
	if (!isRecord(value)) return 'an object with an eventType and an orderNumber';
	const [problem] = problemsIn(value, eventChecks);
	return problem === undefined ? undefined : `an event of which ${problem}`;
};

const webhookChecks: ChecksOf<Webhook> = {
	secretKey: filled,
	events: listOf(event),
	form: optional(oneOf(webhookForms)),
	list: optional(trueOrFalse),
	signature: optional(oneOf(webhookSignatures)),
	signedEvent: optional(wholeNumber(1)),
	bytes: optional(wholeNumber(1, 100 * 1024 * 1024)),
};

/** Where webhooks may go: the simulator is for one machine only. */
const hosts = ['127.0.0.1', 'localhost', '[::1]'];

const address: Check = (value) => {
	const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
	const isHere = url !== undefined && hosts.includes(url.hostname);
	return isHere && /^https?:$/.test(url.protocol)
		? undefined
		: `an http or https address on ${hosts.join(', ')}`;
};

/** Checks a webhook that may come from anywhere. Throws `OptionError` naming all that is wrong. */
export function parseWebhook(value: unknown): Webhook {
	return parseRecord(value, webhookChecks, accepted);
}

/** As `parseWebhook`, with where it goes. */
export function parseWebhookPost(value: unknown): WebhookPost {
	return parseRecord<WebhookPost>(value, { url: address, ...webhookChecks }, accepted);
}
