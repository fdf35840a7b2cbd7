import './user-folder.ts';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { HookContext, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type IHookFunctions,
	type INode,
	type INodeExecutionData,
	type IRun,
	type IWebhookData,
	type IWebhookFunctions,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { IngramOrderWebhook } from '../../../../nodes/IngramOrderWebhook/IngramOrderWebhook.node.ts';
import type { StoredCredential } from './credentials.ts';
import { additionalDataWith, nodeTypes } from './n8n.ts';

const webhookType = 'n8n-nodes-ingram-micro.ingramOrderWebhook';
const nodeName = 'Webhook';

/** One execution that a webhook has started. */
export interface Started {
	run: IRun;
	items: IDataObject[];
	hints: NodeExecutionHint[];
	error: { message: string; description?: string | null | undefined } | undefined;
}

interface Options {
	credential: StoredCredential;
	parameters?: IDataObject;
	onError?: INode['onError'];
	/** `manual` is a test in the editor. */
	mode?: WorkflowExecuteMode;
}

const running: WebhookN8n[] = [];

/**
 * n8n with one active workflow that has the webhook node alone, behind a real port: n8n's own contexts
 * and executions, and around them what its server does with a request.
 */
export class WebhookN8n {
	/** What has run, each at its end. */
	readonly executions: Started[] = [];
	readonly log: { level: string; message: string }[] = [];
	readonly node = new IngramOrderWebhook();
	readonly credential: StoredCredential;
	readonly #workflow: Workflow;
	readonly #mode: WorkflowExecuteMode;
	readonly #server: Server;
	readonly #underWay = new Set<Promise<unknown>>();

	constructor({ credential, parameters = {}, onError, mode = 'webhook' }: Options) {
		this.credential = credential;
		this.#mode = mode;
		this.#workflow = new Workflow({
			id: crypto.randomUUID(),
			name: 'Webhook',
			nodes: [
				{
					...{ id: nodeName, name: nodeName, type: webhookType, typeVersion: 1 },
					...{ position: [0, 0], parameters: parameters as INode['parameters'] },
					credentials: { ingramMicroOAuth2Api: { id: 'stored', name: 'Ingram' } },
					...(onError && { onError }),
				},
			],
			connections: {},
			active: true,
			nodeTypes: nodeTypes({ [webhookType]: this.node }),
			settings: { executionOrder: 'v1' },
		});
		this.#server = createServer((request, response) => {
			void this.#handle(request, response).catch((error: unknown) => {
				response.writeHead(500).end(String(error));
			});
		});
		running.push(this);
	}

	/** Resolves once it listens. */
	async listen(): Promise<this> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhook`;
	}

	/** Activates the workflow; rejects where it cannot be. */
	async activate(): Promise<void> {
		await this.#withExpressions(async () => {
			const methods = this.node.webhookMethods.default;
			const context = new HookContext(
				this.#workflow,
				this.#theNode,
				additionalDataWith(this.credential),
				this.#mode,
				'activate',
			) as IHookFunctions;
			if (!(await methods.checkExists.call(context))) await methods.create.call(context);
		});
	}

	/** Resolves once all that was started has come to its end. */
	async settled(): Promise<void> {
		while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
	}

	async close(): Promise<void> {
		await this.settled();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	get #theNode(): INode {
		const node = this.#workflow.getNode(nodeName);
		if (!node) throw new Error('The workflow has a webhook.');
		return node;
	}

	async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const workflowData = await this.#withExpressions(() => this.#receive(request, response));
		if (response.writableEnded) return;
		if (workflowData) this.#start(workflowData);
		response.writeHead(200).end();
	}

	async #receive(request: IncomingMessage, response: ServerResponse) {
		request.readRawBody = async () => {
			request.rawBody = await buffer(request);
		};
		const answer = {
			status(code: number) {
				response.statusCode = code;
				return answer;
			},
			end: () => response.end(),
		};
		const additionalData = {
			...additionalDataWith(this.credential),
			httpRequest: request as never,
			httpResponse: answer as never,
		};
		const context = new WebhookContext(
			this.#workflow,
			this.#theNode,
			additionalData,
			this.#mode,
			{ webhookDescription: this.node.description.webhooks?.[0] } as IWebhookData,
			[],
			null,
		);
		const write = (level: string) => (message: string, details?: object) => {
			this.log.push({ level, message: `${message} ${JSON.stringify(details ?? {})}` });
		};
		Object.defineProperty(context, 'logger', {
			value: { debug: write('debug'), info: write('info'), warn: write('warn') },
		});
		const { workflowData } = await this.node.webhook.call(context as IWebhookFunctions);
		return workflowData;
	}

	#start(workflowData: INodeExecutionData[][]): void {
		const running = this.#execute(workflowData).finally(() => this.#underWay.delete(running));
		this.#underWay.add(running);
	}

	async #execute(workflowData: INodeExecutionData[][]): Promise<void> {
		const runExecutionData = createRunExecutionData({
			executionData: {
				// As n8n stores it for the process that executes it.
				nodeExecutionStack: [
					{
						node: this.#theNode,
						data: { main: JSON.parse(JSON.stringify(workflowData)) as INodeExecutionData[][] },
						source: null,
					},
				],
			},
		});
		const run = await this.#withExpressions(() =>
			new WorkflowExecute(
				additionalDataWith(this.credential),
				this.#mode,
				runExecutionData,
			).processRunExecutionData(this.#workflow),
		);
		const { resultData } = run.data;
		const task = resultData.runData[nodeName]?.[0];
		this.executions.push({
			run,
			items: (task?.data?.['main']?.[0] ?? []).map(({ json }) => json),
			hints: task?.hints ?? [],
			error: task?.error ?? resultData.error,
		});
	}

	async #withExpressions<T>(work: () => Promise<T>): Promise<T> {
		await this.#workflow.expression.acquireIsolate();
		try {
			return await work();
		} finally {
			await this.#workflow.expression.releaseIsolate();
		}
	}
}

/** Closes those of a test. */
export async function closeWebhookN8n(): Promise<void> {
	await Promise.all(running.splice(0).map((n8n) => n8n.close()));
}
