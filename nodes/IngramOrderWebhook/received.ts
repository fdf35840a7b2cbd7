import type { IExecuteFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { SeenEvents } from '../shared/ingram.ts';
import { Recent } from '../shared/recent.ts';

/** What is kept in memory of a node that receives webhooks. */
interface Received {
	/** The ids of the events of the last day. */
	seen: SeenEvents;
	/** How many webhooks were refused. */
	refused: number;
}

/** More nodes than one n8n has. */
const maxNodes = 1000;

const newReceived = (): Received => ({ seen: new SeenEvents(), refused: 0 });

/** By workflow and node. */
const nodes = new Recent(maxNodes, newReceived);

/** What is kept of the node, in this process. A test in the editor takes an event however often it comes. */
export function receivedBy(n8n: IExecuteFunctions | IPollFunctions | IWebhookFunctions): Received {
	if (n8n.getMode() === 'manual') return newReceived();
	return nodes.get(`${n8n.getWorkflow().id ?? ''}:${n8n.getNode().id}`);
}
