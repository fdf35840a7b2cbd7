import type { Crm } from '../../n8n/counterparts/crm.ts';
import type { CredentialName } from '../../n8n/support/n8n-api.ts';
import type { N8n } from '../../n8n/support/n8n-server.ts';
import { triggerNode } from '../../n8n/support/watching.ts';
import { untilListening } from '../../n8n/support/webhook.ts';
import { line, searchNode, type NodeInit } from '../../n8n/support/workflow.ts';

/** An active workflow. */
export interface Active {
	readonly id: string;
	/** Where a request starts it. */
	readonly url: string;
}

/** Activates a workflow that looks up the number of each request and sends the order to the CRM. */
export async function activateLookUps(
	{ api, origin }: N8n,
	credential: CredentialName,
	crm: Crm,
	numberOf: 'customerOrderNumber' | 'orderNumber',
): Promise<Active> {
	const webhookId = crypto.randomUUID();
	const asked: NodeInit = {
		name: 'Asked',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId,
		parameters: { httpMethod: 'POST', path: webhookId, responseMode: 'onReceived', options: {} },
	};
	const lookUp = searchNode(credential, {
		operation: 'search',
		returnAll: true,
		filters: { [numberOf]: '={{ $json.body.number }}' },
		output: 'orders',
	});
	const id = await api.importWorkflow(
		line(`Look up by ${numberOf}`, asked, lookUp, sendTo(`${crm.origin}/orders`)),
	);
	await api.activate(id);
	const url = `${origin}/webhook/${webhookId}`;
	await untilListening(origin, url);
	return { id, url };
}

/** Activates a workflow that sends each event of a hold to the CRM; gives its id. */
export async function activateWatch(
	{ api }: N8n,
	credential: CredentialName,
	crm: Crm,
): Promise<string> {
	const trigger = triggerNode(credential, { events: ['holdPlaced', 'holdReleased'] });
	const id = await api.importWorkflow(line('Watch', trigger, sendTo(`${crm.origin}/events`)));
	await api.activate(id);
	return id;
}

function sendTo(url: string): NodeInit {
	return {
		name: 'CRM',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			...{ method: 'POST', url, sendBody: true, specifyBody: 'json' },
			jsonBody: '={{ JSON.stringify($json) }}',
			options: {},
		},
	};
}
