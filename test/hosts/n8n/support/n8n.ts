import './user-folder.ts';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
} from 'n8n-workflow';
import type { Simulator } from '@ingram-orders/simulator';
import { IngramMicroOAuth2Api } from '../../../../credentials/IngramMicroOAuth2Api.credentials.ts';
import { IngramOrderSearch } from '../../../../nodes/IngramOrderSearch/IngramOrderSearch.node.ts';
import { StoredCredential } from './credentials.ts';

const nodeName = 'Ingram Order Search';

/** A node that gives the items of a test to the one behind it. */
function testItems(items: readonly IDataObject[]): INodeType {
	return {
		description: {
			displayName: 'Test Items',
			name: 'testItems',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		execute: () => Promise.resolve([items.map((json) => ({ json }))]),
	};
}

export interface Execution {
	/** Node parameters; those left out have their defaults. */
	parameters?: IDataObject;
	items?: readonly IDataObject[];
	credential?: StoredCredential;
	timezone?: string;
	onError?: INode['onError'];
}

export interface Ended {
	run: IRun;
	/** Each output's items. */
	outputs: INodeExecutionData[][];
	/** The items of the first output. */
	items: IDataObject[];
	pairedItems: unknown[];
	hints: NodeExecutionHint[];
	error:
		({ message: string; description?: string | null; context: IDataObject } & object) | undefined;
}

/** The credential of a test against this simulator; the simulator's own first account. */
export function credentialFor(
	simulator: Pick<Simulator, 'origin'>,
	fields: Record<string, string> = {},
): StoredCredential {
	return new StoredCredential(new IngramMicroOAuth2Api(), {
		environment: 'custom',
		baseUrl: simulator.origin,
		clientId: 'demo-app',
		clientSecret: 'demo-secret',
		customerNumber: '20-123456',
		countryCode: 'UK',
		...fields,
	});
}

/** Starts a workflow with one Ingram Order Search node in n8n's engine. */
export async function start(
	execution: Execution,
): Promise<{ ended: Promise<Ended>; cancel: () => void }> {
	const { workflow, firstNode } = workflowOf(execution);
	await workflow.expression.acquireIsolate();
	const additionalData = {
		credentialsHelper: execution.credential,
		executionId: 'test',
		currentNodeExecutionIndex: 0,
		restApiUrl: '',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
		hooks: new ExecutionLifecycleHooks('manual', 'test', {} as IWorkflowBase),
	} as unknown as IWorkflowExecuteAdditionalData;
	const running = new WorkflowExecute(additionalData, 'manual').run({
		workflow,
		startNode: firstNode,
	});
	return {
		ended: running.then(toEnded),
		cancel: () => {
			running.cancel();
		},
	};
}

/** Runs it to its end. */
export async function execute(execution: Execution): Promise<Ended> {
	const { ended } = await start(execution);
	return ended;
}

function workflowOf({
	parameters = {},
	items = [{}],
	credential,
	timezone = 'UTC',
	onError,
}: Execution) {
	const node: INode = {
		id: 'search',
		name: nodeName,
		type: 'n8n-nodes-ingram-micro.ingramOrderSearch',
		typeVersion: 1,
		position: [200, 0],
		parameters: parameters as INode['parameters'],
		...(credential && {
			credentials: { ingramMicroOAuth2Api: { id: crypto.randomUUID(), name: 'Ingram' } },
		}),
		...(onError && { onError }),
	};
	const firstNode: INode = {
		id: 'items',
		name: 'Items',
		type: 'testItems',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({
		nodes: [firstNode, node],
		connections: { Items: { main: [[{ node: nodeName, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: nodeTypes({ testItems: testItems(items) }),
		settings: { timezone, executionOrder: 'v1' },
	});
	return { workflow, firstNode };
}

function nodeTypes(more: Record<string, INodeType>): INodeTypes {
	const types: Record<string, INodeType> = {
		'n8n-nodes-ingram-micro.ingramOrderSearch': new IngramOrderSearch(),
		...more,
	};
	const find = (name: string) => {
		const type = types[name];
		if (!type) throw new Error(`No node type ${name}`);
		return type;
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}

function toEnded(run: IRun): Ended {
	const { resultData } = run.data;
	const task: ITaskData | undefined = resultData.runData[nodeName]?.[0];
	const outputs = (task?.data?.['main'] ?? []).map((output) => output ?? []);
	return {
		run,
		outputs,
		items: (outputs[0] ?? []).map(({ json }) => json),
		pairedItems: (outputs[0] ?? []).map(({ pairedItem }) => pairedItem),
		hints: task?.hints ?? [],
		error: (task?.error ?? resultData.error) as Ended['error'],
	};
}
