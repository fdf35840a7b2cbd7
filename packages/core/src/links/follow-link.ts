import type { IngramClient } from '../client.ts';
import { startRun, type Run, type RunOptions } from '../run.ts';
import type { JsonObject } from '../v5/read-json.ts';
import { readLinkedDocument } from '../v5/read-linked-document.ts';
import type { CheckedLink } from './check-link.ts';
import type { LinkPlan } from './plan-link.ts';

/**
 * Follows a link of a search result and gives the document: an order's details or an invoice.
 * @throws IngramError of every code but `INVALID_INPUT`
 */
export async function followLink(
	client: IngramClient,
	plan: LinkPlan,
	options: RunOptions = {},
): Promise<JsonObject> {
	return getLinkedDocument(client, plan.link, startRun(client.host, plan.limits, options));
}

/** A checked link's document, as one request of a run. */
export async function getLinkedDocument(
	client: IngramClient,
	link: CheckedLink,
	run: Run,
	signal: AbortSignal = run.signal,
): Promise<JsonObject> {
	const { value } = await client.get(link.endpoint, link.url, readLinkedDocument, run, signal);
	return value;
}
