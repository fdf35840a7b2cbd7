import { until } from '../../support/until.ts';
import { RestApi, type CredentialName, type Workflow } from '../../../../scripts/n8n/rest-api.ts';
import { readExecution, type Execution } from './execution.ts';

export type { CredentialName, Workflow, WorkflowNode } from '../../../../scripts/n8n/rest-api.ts';

/** What n8n says of a credential that was tested. */
export interface CredentialTest {
	readonly status: string;
	readonly message: string;
}

export const owner = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Correct-Horse-1',
};

/** What the tests ask of a running n8n, as its editor does. */
export class N8nApi extends RestApi {
	async signIn(emailOrLdapLoginId: string, password: string): Promise<void> {
		await this.call('POST', '/login', { emailOrLdapLoginId, password });
	}

	/** All workflows, whole. */
	async workflows(): Promise<readonly (Workflow & { readonly id: string })[]> {
		const listed = (await this.call('GET', '/workflows')) as { id: string }[];
		return Promise.all(
			listed.map(
				async ({ id }) =>
					(await this.call('GET', `/workflows/${id}`)) as Workflow & { readonly id: string },
			),
		);
	}

	async nodeTypes(): Promise<readonly string[]> {
		const response = await this.request('GET', '/types/nodes.json');
		const types = (await response.json()) as { name: string }[];
		return types.map(({ name }) => name);
	}

	/** Changes what is stored, as the form does: nothing else of the credential stays. */
	async updateCredential(
		{ id, name }: CredentialName,
		type: string,
		data: Readonly<Record<string, unknown>>,
	): Promise<void> {
		await this.call('PATCH', `/credentials/${id}`, { type, name, data });
	}

	async testCredential(
		{ id, name }: CredentialName,
		type: string,
		data: Readonly<Record<string, unknown>>,
	): Promise<CredentialTest> {
		return (await this.call('POST', '/credentials/test', {
			credentials: { id, name, type, data },
		})) as CredentialTest;
	}

	/** Starts a workflow at one of its triggers, as the editor's button does; gives the execution's id. */
	async start(workflowId: string, trigger: string): Promise<string> {
		const { executionId } = (await this.call('POST', `/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: trigger },
		})) as { executionId: string };
		return executionId;
	}

	/** Starts a tool as the editor does for somebody who tries it out, without agent and model. */
	async startTool(
		workflowId: string,
		trigger: string,
		tool: string,
		query: Readonly<Record<string, unknown>>,
	): Promise<string> {
		const toolName = tool.replaceAll(' ', '_');
		const { executionId } = (await this.call('POST', `/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: trigger },
			destinationNode: { nodeName: tool, mode: 'inclusive' },
			agentRequest: { query: { [toolName]: query }, tool: { name: toolName } },
			chatSessionId: 'tried-out',
		})) as { executionId: string };
		return executionId;
	}

	/** Lets a workflow's trigger start it from now on. */
	async activate(workflowId: string): Promise<void> {
		const { versionId } = (await this.call('GET', `/workflows/${workflowId}`)) as {
			versionId: string;
		};
		await this.call('POST', `/workflows/${workflowId}/activate`, { versionId });
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.call('POST', `/workflows/${workflowId}/deactivate`, {});
	}

	/** What n8n keeps with a workflow for its nodes; null where it keeps nothing there. */
	async staticData(workflowId: string): Promise<unknown> {
		const { staticData } = (await this.call('GET', `/workflows/${workflowId}`)) as {
			staticData?: unknown;
		};
		return staticData ?? null;
	}

	/** The content of a file that a node has made. */
	async download(binaryDataId: string): Promise<Buffer> {
		const query = new URLSearchParams({ id: binaryDataId, action: 'download' });
		const response = await this.request('GET', `/rest/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}

	async execution(id: string): Promise<Execution> {
		return readExecution(await this.call('GET', `/executions/${id}`));
	}

	/** The executions of a workflow that have come to their end, the latest first. */
	async executionsOf(workflowId: string): Promise<readonly Execution[]> {
		const query = new URLSearchParams({ filter: JSON.stringify({ workflowId }) });
		const { results } = (await this.call('GET', `/executions?${query.toString()}`)) as {
			results: { id: string; status: string }[];
		};
		const ended = results.filter(({ status }) => !['new', 'running'].includes(status));
		return Promise.all(ended.map(({ id }) => this.execution(id)));
	}

	/** Of the executions of a workflow that have this status, the latest hundred at most. */
	async executionsThatAre(status: string, workflowId: string): Promise<readonly Execution[]> {
		const filter = JSON.stringify({ workflowId, status: [status] });
		const query = new URLSearchParams({ filter, limit: '100' });
		const { results } = (await this.call('GET', `/executions?${query.toString()}`)) as {
			results: { id: string }[];
		};
		return Promise.all(results.map(({ id }) => this.execution(id)));
	}

	/** The execution as it is once it has come to its end, good or bad. */
	async finished(id: string, timeoutMs = 60_000): Promise<Execution> {
		return until(
			`the end of execution ${id}`,
			async () => {
				const execution = await this.execution(id);
				return ['new', 'running'].includes(execution.status) ? undefined : execution;
			},
			{ timeoutMs, everyMs: 200 },
		);
	}

	/** Imports a workflow, runs it from its trigger and waits for its end. */
	async run(workflow: Workflow, timeoutMs?: number): Promise<Execution> {
		const id = await this.importWorkflow(workflow);
		return this.finished(await this.start(id, triggerOf(workflow)), timeoutMs);
	}

	async cancel(executionId: string): Promise<void> {
		await this.call('POST', `/executions/${executionId}/stop`, {});
	}
}

function triggerOf({ name, nodes }: Workflow): string {
	const trigger = nodes.find(({ type }) => type.endsWith('Trigger'));
	if (trigger === undefined) throw new Error(`The workflow "${name}" has no trigger`);
	return trigger.name;
}
