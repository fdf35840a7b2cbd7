import type { JsonObject } from '../json.ts';
import type { IngramClient } from '../requests/client.ts';
import { startRun, type RunOptions } from '../requests/run.ts';
import type { LinkPlan } from './plan.ts';

/**
 * Follows a link of a search result and gives the document: an order's details or an invoice.
 * @throws IngramError of every code but `INVALID_INPUT`
 */
export async function followLink(
	client: IngramClient,
	{ request, limits }: LinkPlan,
	options: RunOptions = {},
): Promise<JsonObject> {
	return client.get(request, startRun(client.host, limits, options));
}
