import { OrderSearch, planSearch } from '@ingram-orders/core';
import { fieldsOf } from '../../../fields/fields-of-operation.ts';
import { deliverParts, deliverWhole, readDelivery } from '../../../messages/deliver.ts';
import { summaryOf } from '../summary.ts';
import type { Job, Outcome } from './operation.ts';

/** Searches orders and sends them as the node's delivery says. */
export async function search(job: Job): Promise<Outcome> {
	const { def, outlet } = job;
	const delivery = readDelivery(def.delivery);
	const input = await job.read(fieldsOf('search'));
	const client = job.client();
	const plan = planSearch(input, client.account, hostTimeZone());
	const run = new OrderSearch(client, plan, { signal: job.signal, onProgress: job.onProgress });
	const summary = () => summaryOf(run.summary);
	job.onStart(summary);

	if (delivery === 'array') {
		const items = await run.collect();
		deliverWhole(
			items.map(({ json }) => json),
			{ ...outlet, summary },
		);
	} else {
		await deliverParts(delivery, pagesOf(run), { ...outlet, summary });
	}
	const { ordersReturned, complete, warnings } = run.summary;
	return {
		kind: 'orders',
		count: ordersReturned,
		complete,
		limited: warnings.some(({ code }) => code === 'LIMIT_REACHED'),
		warnings: warnings
			.filter(({ code }) => code === 'INCOMPLETE' || code === 'LINK_FAILED')
			.map(({ message }) => message),
	};
}

async function* pagesOf(run: OrderSearch): AsyncGenerator<unknown[], void, undefined> {
	for await (const page of run.pages()) yield page.map(({ json }) => json);
}

function hostTimeZone(): string {
	return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
