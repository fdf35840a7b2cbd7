import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CredentialName, Workflow, WorkflowNode } from './rest-api.ts';

const folder = path.resolve(import.meta.dirname, '../../examples/n8n');

/**
 * The examples by their numbers, as somebody has them who has imported them and chosen a credential.
 * @param chosen by type; the others stay as they are
 */
export function exampleWorkflows(chosen: Readonly<Record<string, CredentialName>>): Workflow[] {
	return readdirSync(folder)
		.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
		.map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Workflow)
		.map((workflow) => chooseCredentials(workflow, chosen));
}

function chooseCredentials(
	workflow: Workflow,
	chosen: Readonly<Record<string, CredentialName>>,
): Workflow {
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(node.credentials && { credentials: choose(node.credentials, chosen) }),
	}));
	return { ...workflow, nodes };
}

function choose(
	asked: NonNullable<WorkflowNode['credentials']>,
	chosen: Readonly<Record<string, CredentialName>>,
): NonNullable<WorkflowNode['credentials']> {
	return Object.fromEntries(
		Object.entries(asked).map(([type, unset]) => [type, chosen[type] ?? unset]),
	);
}
