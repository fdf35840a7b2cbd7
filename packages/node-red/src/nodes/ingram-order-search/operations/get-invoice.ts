import { getInvoices, planInvoices } from '@ingram-orders/core';
import { fieldsOf } from '../../../fields/fields-of-operation.ts';
import { deliverEntries, readDelivery } from '../../../messages/deliver.ts';
import type { Job, Outcome } from './operation.ts';

/** Sends the invoices of the order that has a number or, without one, the one that the link leads to. */
export async function getInvoice(job: Job): Promise<Outcome> {
	const delivery = readDelivery(job.def.delivery);
	const { link, ...others } = await job.read(fieldsOf('getInvoice'));
	const client = job.client();
	const input = isSet(others.orderNumber) ? others : { ...others, link };
	const invoices = await getInvoices(client, planInvoices(input, client.account), job);
	const summary = () => ({ complete: true, rateLimit: client.rateLimit('invoice'), warnings: [] });
	await deliverEntries(delivery, invoices, { ...job.outlet, summary });
	const count = invoices.length;
	return count === 1 ? { kind: 'document' } : { kind: 'entries', count };
}

function isSet(value: unknown): boolean {
	return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null;
}
