import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CredentialName, Workflow, WorkflowNode } from './n8n-api.ts';
import type { N8n } from './n8n-server.ts';

const folder = path.resolve(import.meta.dirname, '../../../../examples/n8n');

/** The names of all examples' files, by their numbers. */
export const exampleFiles: readonly string[] = readdirSync(folder).sort(
	(a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
);

/** What somebody who has imported an example fills in. */
export interface FillIn {
	/** The credential to choose, by type. */
	readonly credentials: Readonly<Record<string, CredentialName>>;
	/** Parameters to change, by the node's name. */
	readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** An example as it is in the repository, with what is to be filled in. */
export function readExample(file: string, { credentials, parameters = {} }: FillIn): Workflow {
	const workflow = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Workflow;
	for (const name of Object.keys(parameters)) {
		if (!workflow.nodes.some((node) => node.name === name)) throw new Error(`No node "${name}"`);
	}
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...parameters[node.name] },
			...(node.credentials && { credentials: choose(node.credentials, credentials) }),
		})),
	};
}

function choose(
	asked: NonNullable<WorkflowNode['credentials']>,
	chosen: FillIn['credentials'],
): NonNullable<WorkflowNode['credentials']> {
	return Object.fromEntries(
		Object.entries(asked).map(([type, unset]) => [type, chosen[type] ?? unset]),
	);
}

/** Runs a stored example from one of its triggers, as the editor's button does. Fails where it fails. */
export async function runFrom({ api }: N8n, workflowId: string, trigger: string): Promise<void> {
	const { status, error } = await api.finished(await api.start(workflowId, trigger));
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
}
