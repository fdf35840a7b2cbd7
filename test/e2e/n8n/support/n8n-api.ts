import { until } from '../../support/until.ts';
import { readExecution, type Execution } from './execution.ts';

/** A workflow as n8n exports it. */
export interface Workflow {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly settings?: Readonly<Record<string, unknown>>;
}

export interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Without an id where nobody has chosen a credential yet. */
	readonly credentials?: Readonly<Record<string, Partial<CredentialName>>>;
	readonly onError?: 'continueRegularOutput';
	readonly disabled?: boolean;
	/** The address of a node that is started by requests. */
	readonly webhookId?: string;
}

export interface CredentialName {
	readonly id: string;
	readonly name: string;
}

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

/** The REST interface that n8n's own editor uses, signed in as the owner. */
export class N8nApi {
	readonly #origin: string;
	#cookie = '';

	constructor(origin: string) {
		this.#origin = origin;
	}

	async setUpOwner(): Promise<void> {
		await this.#call('POST', '/owner/setup', owner);
	}

	async nodeTypes(): Promise<readonly string[]> {
		const response = await fetch(`${this.#origin}/types/nodes.json`, {
			headers: { cookie: this.#cookie },
		});
		const types = (await response.json()) as { name: string }[];
		return types.map(({ name }) => name);
	}

	async createCredential(
		type: string,
		name: string,
		data: Readonly<Record<string, unknown>>,
	): Promise<CredentialName> {
		const { id } = (await this.#call('POST', '/credentials', { type, name, data })) as {
			id: string;
		};
		return { id, name };
	}

	/** Changes what is stored, as the form does: nothing else of the credential stays. */
	async updateCredential(
		{ id, name }: CredentialName,
		type: string,
		data: Readonly<Record<string, unknown>>,
	): Promise<void> {
		await this.#call('PATCH', `/credentials/${id}`, { type, name, data });
	}

	async testCredential(
		{ id, name }: CredentialName,
		type: string,
		data: Readonly<Record<string, unknown>>,
	): Promise<CredentialTest> {
		return (await this.#call('POST', '/credentials/test', {
			credentials: { id, name, type, data },
		})) as CredentialTest;
	}

	/** Stores a workflow and gives its id. */
	async importWorkflow(workflow: Workflow): Promise<string> {
		const { id } = (await this.#call('POST', '/workflows', workflow)) as { id: string };
		return id;
	}

	/** Starts a workflow at one of its triggers, as the editor's button does; gives the execution's id. */
	async start(workflowId: string, trigger: string): Promise<string> {
		const { executionId } = (await this.#call('POST', `/workflows/${workflowId}/run`, {
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
		const { executionId } = (await this.#call('POST', `/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: trigger },
			destinationNode: { nodeName: tool, mode: 'inclusive' },
			agentRequest: { query: { [toolName]: query }, tool: { name: toolName } },
			chatSessionId: 'tried-out',
		})) as { executionId: string };
		return executionId;
	}

	/** Lets a workflow's trigger start it from now on. */
	async activate(workflowId: string): Promise<void> {
		const { versionId } = (await this.#call('GET', `/workflows/${workflowId}`)) as {
			versionId: string;
		};
		await this.#call('POST', `/workflows/${workflowId}/activate`, { versionId });
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.#call('POST', `/workflows/${workflowId}/deactivate`, {});
	}

	/** What n8n keeps with a workflow for its nodes; null where it keeps nothing there. */
	async staticData(workflowId: string): Promise<unknown> {
		const { staticData } = (await this.#call('GET', `/workflows/${workflowId}`)) as {
			staticData?: unknown;
		};
		return staticData ?? null;
	}

	/** The content of a file that a node has made. */
	async download(binaryDataId: string): Promise<Buffer> {
		const query = new URLSearchParams({ id: binaryDataId, action: 'download' });
		const response = await this.#fetch('GET', `/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}

	async execution(id: string): Promise<Execution> {
		return readExecution(await this.#call('GET', `/executions/${id}`));
	}

	/** The executions of a workflow that have come to their end, the latest first. */
	async executionsOf(workflowId: string): Promise<readonly Execution[]> {
		const query = new URLSearchParams({ filter: JSON.stringify({ workflowId }) });
		const { results } = (await this.#call('GET', `/executions?${query.toString()}`)) as {
			results: { id: string; status: string }[];
		};
		const ended = results.filter(({ status }) => !['new', 'running'].includes(status));
		return Promise.all(ended.map(({ id }) => this.execution(id)));
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
		await this.#call('POST', `/executions/${executionId}/stop`, {});
	}

	async #call(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await this.#fetch(method, path, body);
		return ((await response.json()) as { data: unknown }).data;
	}

	async #fetch(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.#origin}/rest${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				// n8n binds a session to the browser that signed in.
				'browser-id': 'end-to-end-tests',
				cookie: this.#cookie,
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const session = response.headers.getSetCookie().find((each) => each.startsWith('n8n-auth='));
		if (session !== undefined) this.#cookie = session.split(';')[0] ?? '';
		if (!response.ok) {
			const text = await response.text();
			throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${text}`);
		}
		return response;
	}
}

function triggerOf({ name, nodes }: Workflow): string {
	const trigger = nodes.find(({ type }) => type.endsWith('Trigger'));
	if (trigger === undefined) throw new Error(`The workflow "${name}" has no trigger`);
	return trigger.name;
}
