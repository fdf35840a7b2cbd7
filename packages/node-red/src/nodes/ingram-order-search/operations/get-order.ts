import { getOrder as fetchOrder, planOrder } from '@ingram-orders/core';
import { fieldsOf } from '../../../fields/fields-of-operation.ts';
import { deliverWhole } from '../../../messages/deliver.ts';
import type { Job, Outcome } from './operation.ts';

/** Sends the details of the order that has a number. */
export async function getOrder(job: Job): Promise<Outcome> {
	const { orderNumber, ...others } = await job.read(fieldsOf('getOrder'));
	const client = job.client();
	const plan = planOrder({ orderNumber, ...others }, client.account);
	const document = await fetchOrder(client, plan, job);
	const summary = () => ({ complete: true, rateLimit: client.rateLimit('order'), warnings: [] });
	deliverWhole(document, { ...job.outlet, summary });
	return { kind: 'document' };
}
