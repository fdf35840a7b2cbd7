import { until } from '../../support/until.ts';
import { startIngram, credentialData, type Ingram } from './ingram.ts';
import type { Workflow, WorkflowNode } from './n8n-api.ts';
import type { N8n } from './n8n-server.ts';
import { credentialType, webhookType } from './workflow.ts';

/** What the webhook node of these workflows is called. */
export const webhookName = 'Ingram Order Webhook';

/** Found nowhere but in n8n's encrypted credentials, or the tests fail. */
export const canaryKey = 'canary-of-the-webhook-secret-key';

/** A workflow that starts with the webhook node, where n8n listens for it, and who posts to it. */
export interface Posting extends Ingram {
	readonly workflow: Workflow;
	/** Where an active workflow listens. */
	readonly url: string;
	/** Where the editor listens for a test event. */
	readonly testUrl: string;
}

/** Stores a credential of version 6 with a webhook's secret key, and makes a workflow for it. */
export async function postingTo(
	n8n: N8n,
	parameters: Readonly<Record<string, unknown>> = {},
	fields: Readonly<Record<string, string>> = {},
): Promise<Posting> {
	const ingram = await startIngram(n8n);
	await n8n.api.updateCredential(
		ingram.credential,
		credentialType,
		credentialData(ingram.simulator, {
			...{ apiVersion: 'v6', webhookSecretKey: canaryKey },
			...fields,
		}),
	);
	const webhookId = crypto.randomUUID();
	const node: WorkflowNode = {
		...{ id: 'webhook', name: webhookName, type: webhookType, typeVersion: 1, webhookId },
		...{ position: [0, 0], parameters },
		credentials: { [credentialType]: ingram.credential },
	};
	return {
		...ingram,
		workflow: {
			...{ name: 'Webhook', nodes: [node], connections: {} },
			settings: { executionOrder: 'v1' },
		},
		url: `${n8n.origin}/webhook/${webhookId}/webhook`,
		testUrl: `${n8n.origin}/webhook-test/${webhookId}/webhook`,
	};
}

/** Activates a workflow, and gives its id once n8n listens, which is later. */
export async function activated({ api, origin }: N8n, posting: Posting): Promise<string> {
	const id = await api.importWorkflow(posting.workflow);
	await api.activate(id);
	await untilListening(origin, posting.url);
	return id;
}

/** Resolves once an n8n takes requests at the address of an active workflow. */
export async function untilListening(origin: string, url: string): Promise<void> {
	await until('n8n to listen', async () => {
		const { headers } = await fetch(url, { method: 'OPTIONS', headers: { origin } });
		return headers.get('access-control-allow-methods')?.includes('POST') === true
			? true
			: undefined;
	});
}
