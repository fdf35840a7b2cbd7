import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { checkWebhook, clock, type PostedOrder } from '../shared/ingram.ts';
import { logOf } from '../shared/log.ts';
import { credentialName } from '../shared/transport.ts';
import { readEvents } from './events.ts';
import { postedItem } from './posted-item.ts';
import { receivedBy } from './received.ts';
import { hmac, secretKeyOf } from './secret-key.ts';

/**
 * What becomes of a webhook: an item for each order that is to be looked up. What is repeated, or not
 * chosen, is accepted and starts nothing.
 */
export async function receive(n8n: IWebhookFunctions): Promise<IWebhookResponseData> {
	const log = logOf(n8n);
	const secretKey = secretKeyOf(await n8n.getCredentials(credentialName));
	const events = readEvents(n8n.getNodeParameter('events'));
	const received = receivedBy(n8n);
	const { status, orders, notes } = checkWebhook(
		{ signature: n8n.getHeaderData()['x-hub-signature'], body: await readBody(n8n) },
		{ secretKey, hmac, seen: received.seen, now: clock.now() },
	);
	if (status !== 200) {
		received.refused++;
		const why = secretKey === '' ? ['The credential has no Webhook Secret Key.'] : [];
		const count = `${received.refused} were refused since n8n started.`;
		log.warn([...notes, ...why, count].join(' '));
		return refuse(n8n, status);
	}
	for (const note of notes) log.info(note);
	const chosen = orders.filter(({ event }) => events.has(event));
	// n8n answers 200 to both.
	return chosen.length > 0 ? { workflowData: [chosen.map(toItem)] } : {};
}

async function readBody(n8n: IWebhookFunctions): Promise<string> {
	const request = n8n.getRequestObject();
	await request.readRawBody();
	return request.rawBody.toString('utf8');
}

function refuse(n8n: IWebhookFunctions, status: 401 | 413): IWebhookResponseData {
	n8n.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}

function toItem(posted: PostedOrder) {
	return { json: postedItem(posted) };
}
