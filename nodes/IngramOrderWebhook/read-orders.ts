import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import { forEachItem } from '../shared/for-each-item.ts';
import {
	IngramError,
	planPosted,
	readPostedOrder,
	type PostedOrder,
	type Warning,
} from '../shared/ingram.ts';
import type { NodeRun } from '../shared/node-run.ts';
import { readPosted } from './posted-item.ts';
import { receivedBy } from './received.ts';

/** Looks each posted order up, and gives its rows with the event. */
export const readOrders = forEachItem(async (run, itemIndex) => {
	const { n8n } = run.context;
	const item = 'getInputData' in n8n ? n8n.getInputData()[itemIndex]?.json : undefined;
	const posted = readPosted(item ?? {});
	if (!posted) {
		throw new NodeOperationError(n8n.getNode(), 'This node starts with what Ingram Micro posts.');
	}
	let isRead = false;
	try {
		const rows = await rowsOf(posted, run, itemIndex);
		isRead = true;
		return rows;
	} finally {
		// When it is posted again, it is tried again.
		if (!isRead) receivedBy(n8n).seen.forget(posted.eventId);
	}
});

async function rowsOf(posted: PostedOrder, run: NodeRun, itemIndex: number) {
	const client = await run.client();
	const plan = planPosted(run.collection('options', itemIndex), client.account);
	const warnings: Warning[] = [];
	const rows = await readPostedOrder(client, posted, plan, {
		...run.options,
		onMissing: (link, reason) => {
			const message = `A linked document could not be fetched: ${link}: ${reason}`;
			warnings.push({ code: 'LINK_FAILED', message });
		},
	});
	run.notes.addSummary({ warnings });
	if (rows.length === 0) throw notFound(client.quote(posted.orderNumber));
	return rows as unknown as IDataObject[];
}

function notFound(orderNumber: string): IngramError {
	return new IngramError({
		code: 'NOT_FOUND',
		message: `Ingram Micro posted an event of order ${orderNumber}, and its search does not find that order.`,
		remedy:
			'Retry this execution in a few minutes. If it persists, the order may be of another customer number than that of the credential or the option; a test event of the portal may be of an order that does not exist.',
		retryable: true,
	});
}
