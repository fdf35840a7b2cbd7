import type { CredentialName, Workflow, WorkflowNode } from './n8n-api.ts';

export const packageName = 'n8n-nodes-ingram-micro';
export const credentialType = 'ingramMicroOAuth2Api';
export const searchType = `${packageName}.ingramOrderSearch`;
export const triggerType = `${packageName}.ingramOrderTrigger`;
export const webhookType = `${packageName}.ingramOrderWebhook`;

/** A node without its place on the canvas. */
export type NodeInit = Omit<WorkflowNode, 'id' | 'position'>;

/** A workflow that is started by hand and runs these nodes one after the other. */
export function chain(name: string, ...nodes: readonly NodeInit[]): Workflow {
	return line(name, manualTrigger, ...nodes);
}

/** A workflow that runs these nodes one after the other, the first of which starts it. */
export function line(name: string, ...nodes: readonly NodeInit[]): Workflow {
	return {
		name,
		nodes: nodes.map((node, index) => ({
			...node,
			id: `node-${index}`,
			position: [index * 220, 0],
		})),
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name: next }, index) => [
					nodes[index]?.name ?? '',
					{ main: [[{ node: next, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}

const manualTrigger: NodeInit = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

/** An Ingram Order Search node named "Search". */
export function searchNode(
	credential: CredentialName,
	parameters: Readonly<Record<string, unknown>>,
): NodeInit {
	return {
		name: 'Search',
		type: searchType,
		typeVersion: 1,
		parameters,
		credentials: { [credentialType]: credential },
	};
}
