import './user-folder.ts';
import { ExecutionLifecycleHooks, PollContext, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IPollFunctions,
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
const searchType = 'n8n-nodes-ingram-micro.ingramOrderSearch';

/** A node that gives the items of a test to the one behind it. */
function testItems(items: readonly IDataObject[]): INodeType {
	return {
		description: testDescription('testItems', []),
		execute: () => Promise.resolve([items.map((json) => ({ json }))]),
	};
}

/** Calls the one tool that is attached to it. */
function testAgent(args: object): INodeType {
	return {
		description: testDescription('testAgent', ['ai_tool']),
		async execute() {
			const [tool] = (await this.getInputConnectionData('ai_tool', 0)) as [
				{ name: string; description: string; invoke: (args: object) => Promise<string> },
			];
			const answer = await tool.invoke(args);
			return [[{ json: { answer }, pairedItem: { item: 0 } }]];
		},
	};
}

/** Sends an item back to the node before it until that has run so many times. */
function testLoop(times: number, onRun: (signal: AbortSignal | undefined) => void): INodeType {
	let runs = 0;
	return {
		description: testDescription('testLoop', ['main']),
		execute() {
			runs++;
			onRun(this.getExecutionCancelSignal());
			return Promise.resolve([runs < times ? this.getInputData().slice(0, 1) : []]);
		},
	};
}

function testDescription(
	name: string,
	inputs: INodeTypeDescription['inputs'],
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs,
		outputs: ['main'],
		properties: [],
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
export function start(
	execution: Execution,
): Promise<{ ended: Promise<Ended>; cancel: () => void }> {
	const { items = [{}], credential, timezone = 'UTC' } = execution;
	const workflow = new Workflow({
		nodes: [nodeOf('Items', 'testItems'), searchNode(execution)],
		connections: { Items: { main: [[{ node: nodeName, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: nodeTypes({ testItems: testItems(items), [searchType]: new IngramOrderSearch() }),
		settings: { timezone, executionOrder: 'v1' },
	});
	return startWorkflow(workflow, credential);
}

/**
 * Runs a workflow with a loop in which the node runs so many times.
 * @param onRun is called after each time, with the signal that cancels the whole execution
 */
export async function executeInLoop(
	execution: Execution,
	times: number,
	onRun: (signal: AbortSignal | undefined) => void,
): Promise<IRun> {
	const workflow = new Workflow({
		nodes: [nodeOf('Items', 'testItems'), searchNode(execution), nodeOf('Loop', 'testLoop')],
		connections: {
			Items: { main: [[{ node: nodeName, type: 'main', index: 0 }]] },
			[nodeName]: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
			Loop: { main: [[{ node: nodeName, type: 'main', index: 0 }]] },
		},
		active: false,
		nodeTypes: nodeTypes({
			testItems: testItems(execution.items ?? [{}]),
			testLoop: testLoop(times, onRun),
			[searchType]: new IngramOrderSearch(),
		}),
		settings: { executionOrder: 'v1' },
	});
	const { ended } = await startWorkflow(workflow, execution.credential);
	const { run } = await ended;
	return run;
}

/** The node attached to an agent as a tool, as n8n attaches it; the agent calls it once with `args`. */
export async function callAsTool(execution: Execution, args: object): Promise<string> {
	const tool = new IngramOrderSearch();
	tool.description = { ...tool.description, inputs: [], outputs: ['ai_tool'] };
	const workflow = new Workflow({
		nodes: [nodeOf('Agent', 'testAgent'), searchNode(execution)],
		connections: { [nodeName]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] } },
		active: false,
		nodeTypes: nodeTypes({ testAgent: testAgent(args), [searchType]: tool }),
		settings: { executionOrder: 'v1' },
	});
	const { ended } = await startWorkflow(workflow, execution.credential);
	const { run } = await ended;
	const [task] = run.data.resultData.runData['Agent'] ?? [];
	const answer = task?.data?.['main']?.[0]?.[0]?.json['answer'];
	return typeof answer === 'string' ? answer : (task?.error?.message ?? '');
}

/** What n8n gives to a node with these parameters when it polls it. */
export function pollContext(execution: Execution): IPollFunctions {
	const node = searchNode(execution);
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes({ [searchType]: new IngramOrderSearch() }),
	});
	const additionalData = additionalDataWith(execution.credential);
	// n8n-core is compiled without exactOptionalPropertyTypes.
	return new PollContext(workflow, node, additionalData, 'trigger', 'activate') as IPollFunctions;
}

export function additionalDataWith(credentialsHelper: StoredCredential | undefined) {
	return {
		credentialsHelper,
		executionId: 'test',
		currentNodeExecutionIndex: 0,
		restApiUrl: '',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
		hooks: new ExecutionLifecycleHooks('manual', 'test', {} as IWorkflowBase),
	} as unknown as IWorkflowExecuteAdditionalData;
}

async function startWorkflow(workflow: Workflow, credential: StoredCredential | undefined) {
	await workflow.expression.acquireIsolate();
	const additionalData = additionalDataWith(credential);
	const startNode = Object.values(workflow.nodes)[0];
	const running = new WorkflowExecute(additionalData, 'manual').run({
		workflow,
		...(startNode && { startNode }),
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

function searchNode({ parameters = {}, credential, onError }: Execution): INode {
	return {
		...nodeOf(nodeName, searchType),
		parameters: parameters as INode['parameters'],
		...(credential && {
			credentials: { ingramMicroOAuth2Api: { id: crypto.randomUUID(), name: 'Ingram' } },
		}),
		...(onError && { onError }),
	};
}

function nodeOf(name: string, type: string): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} };
}

export function nodeTypes(types: Record<string, INodeType>): INodeTypes {
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
