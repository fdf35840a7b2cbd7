import { exampleWorkflow } from '../../../../scripts/n8n/example-workflows.ts';
import type { CredentialName, Workflow } from './n8n-api.ts';
import type { N8n } from './n8n-server.ts';

/** What somebody who has imported an example fills in. */
export interface FillIn {
	/** The credential to choose, by type. */
	readonly credentials: Readonly<Record<string, CredentialName>>;
	/** Parameters to change, by the node's name. */
	readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** An example as it is in the repository, with what is to be filled in. */
export function readExample(file: string, { credentials, parameters = {} }: FillIn): Workflow {
	const workflow = exampleWorkflow(file, credentials);
	for (const name of Object.keys(parameters)) {
		if (!workflow.nodes.some((node) => node.name === name)) throw new Error(`No node "${name}"`);
	}
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...parameters[node.name] },
		})),
	};
}

/** Runs a stored example from one of its triggers, as the editor's button does. Fails where it fails. */
export async function runFrom({ api }: N8n, workflowId: string, trigger: string): Promise<void> {
	const { status, error } = await api.finished(await api.start(workflowId, trigger));
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
}
