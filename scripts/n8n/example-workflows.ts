import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CredentialName, Workflow } from './rest-api.ts';

const folder = path.resolve(import.meta.dirname, '../../examples/n8n');

/** The names of all examples' files, by their numbers. */
export const exampleFiles: readonly string[] = readdirSync(folder).sort(
	(a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
);

/**
 * An example as somebody has it who has imported it and chosen credentials.
 * @param chosen by type; the others stay as they are
 */
export function exampleWorkflow(
	file: string,
	chosen: Readonly<Record<string, CredentialName>>,
): Workflow {
	const workflow = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Workflow;
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(node.credentials && {
			credentials: Object.fromEntries(
				Object.entries(node.credentials).map(([type, unset]) => [type, chosen[type] ?? unset]),
			),
		}),
	}));
	return { ...workflow, nodes };
}
