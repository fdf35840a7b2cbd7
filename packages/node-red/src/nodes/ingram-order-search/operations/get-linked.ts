import { followLink, planLink } from '@ingram-orders/core';
import { fieldsOf } from '../../../fields/fields-of-operation.ts';
import { deliverWhole } from '../../../messages/deliver.ts';
import type { Job, Outcome } from './operation.ts';

/** Follows a link of a search result and sends the document. */
export async function getLinked(job: Job): Promise<Outcome> {
	const { link, maxWait, timeout } = await job.read(fieldsOf('getLinked'));
	const client = job.client();
	const plan = planLink({ link, maxWait, timeout }, client.account);
	const document = await followLink(client, plan, job);
	const rateLimit = client.rateLimit(plan.request.counter);
	const summary = () => ({ complete: true, rateLimit, warnings: [] });
	deliverWhole(document, { ...job.outlet, summary });
	return { kind: 'document' };
}
