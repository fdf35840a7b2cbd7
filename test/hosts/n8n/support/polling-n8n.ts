import './user-folder.ts';
import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import {
	PollContext,
	PollTriggerExecutor,
	runPollInStagingScope,
	TriggersAndPollers,
} from 'n8n-core';
import * as n8nWorkflow from 'n8n-workflow';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IPollFunctions,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import type { Clock } from '@ingram-orders/core';
import type { StoredCredential } from './credentials.ts';
import { additionalDataWith, nodeTypes } from './n8n.ts';

/** The three ways in which n8n polls and keeps what a trigger knows. */
export const engines = ['classic', 'durable scheduler', 'durable cursors'] as const;
export type Engine = (typeof engines)[number];

const triggerType = 'n8n-nodes-ingram-micro.ingramOrderTrigger';
const workflowId = 'watched-workflow';

/** What n8n 2.41 leaves a poll of its durable scheduler, and when it gives it up, in milliseconds. */
const durableBudgetMs = 36_000;

/** A trigger of the workflow. */
export interface Watching {
	id?: string;
	name?: string;
	parameters?: IDataObject;
}

interface Options {
	engine?: Engine;
	credential: StoredCredential;
	triggers?: readonly Watching[];
	/** Milliseconds that the durable scheduler leaves a poll; pauses then take their real time. */
	budgetMs?: number;
	/** The time that the node lives in, in place of the machine's. */
	clock?: Clock;
}

/**
 * n8n with one workflow of triggers, by n8n's own poll executor and contexts. Around them it keeps
 * static data and cursors as n8n's server does, in text as a database would.
 */
export class PollingN8n {
	/** The items of each execution that was started. */
	readonly executions: IDataObject[][] = [];
	/** What n8n showed as failed executions. */
	readonly failures: Error[] = [];
	readonly log: { level: string; message: string }[] = [];
	/** Whether somebody has unpublished the workflow; the durable scheduler then drops what a poll tells. */
	isUnpublished = false;
	triggers: Watching[];
	credential: StoredCredential;
	readonly #engine: Engine;
	readonly #budgetMs: number | undefined;
	readonly #clock: Clock | undefined;
	readonly #cursors = new Map<string, string>();
	readonly #jobs = new Set<string>();
	#staticData = '{}';
	#node: INodeType;
	#ticks: (() => Promise<void>)[] = [];

	constructor({ engine = 'classic', credential, triggers = [{}], budgetMs, clock }: Options) {
		this.#engine = engine;
		this.#budgetMs = budgetMs;
		this.#clock = clock;
		this.#node = this.#startProcess();
		this.credential = credential;
		this.triggers = [...triggers];
	}

	/** What was told so far, over all executions. */
	get told(): IDataObject[] {
		return this.executions.flat();
	}

	/** All that is kept beyond this process. */
	get database(): string {
		return [this.#staticData, ...this.#cursors.values()].join('\n');
	}

	/** Activates the workflow, as when it is published; rejects where a trigger cannot be activated. */
	async publish(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		this.isUnpublished = false;
		this.#ticks = [];
		const workflow = this.#loadWorkflow();
		const ticks: (() => Promise<void>)[] = [];
		await workflow.expression.acquireIsolate();
		try {
			for (const node of Object.values(workflow.nodes)) {
				const isCurrent = () => this.#ticks === ticks;
				const context = this.#contextOf(workflow, node, activation);
				const poll = executor(this.log).create(workflow, node, context, isCurrent);
				const isNew = this.#engine === 'classic' || !this.#jobs.has(node.id);
				if (isNew) await poll(true);
				this.#jobs.add(node.id);
				ticks.push(
					this.#engine === 'classic' ? () => poll() : () => this.#pollByScheduler(node.name),
				);
			}
		} finally {
			await workflow.expression.releaseIsolate();
		}
		this.#ticks = ticks;
		this.#saveStaticData(workflow);
	}

	/** The time to poll has come, for all triggers. */
	async tick(): Promise<void> {
		await Promise.all(this.#ticks.map((tick) => tick()));
	}

	/** n8n ends and starts again: nothing that was in memory is left. */
	async restart(): Promise<void> {
		this.#ticks = [];
		this.#node = this.#startProcess();
		await this.publish('init');
	}

	/** A test of the node in the editor; what it gives, or what it throws. */
	async test(): Promise<INodeExecutionData[][] | null> {
		const workflow = this.#loadWorkflow();
		await workflow.expression.acquireIsolate();
		try {
			const [node] = Object.values(workflow.nodes);
			if (!node) throw new Error('The workflow has a trigger.');
			const additionalData = additionalDataWith(this.credential);
			const context = new PollContext(workflow, node, additionalData, 'manual', 'manual');
			return (await this.#node.poll?.call(context as IPollFunctions)) ?? null;
		} finally {
			this.#saveStaticData(workflow);
			await workflow.expression.releaseIsolate();
		}
	}

	#startProcess(): INodeType {
		return loadNode(this.#budgetMs === undefined ? 50 : 1, this.#clock);
	}

	#loadWorkflow(): Workflow {
		return new Workflow({
			id: workflowId,
			name: 'Watched workflow',
			nodes: this.triggers.map((trigger) => this.#nodeOf(trigger)),
			connections: {},
			active: true,
			nodeTypes: nodeTypes({ [triggerType]: this.#node }),
			staticData: JSON.parse(this.#staticData) as IDataObject,
		});
	}

	#nodeOf({ name = 'Watch', id = name, parameters = {} }: Watching): INode {
		return {
			...{ id, name, type: triggerType, typeVersion: 1, position: [0, 0] },
			parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
			credentials: { ingramMicroOAuth2Api: { id: 'stored', name: 'Ingram' } },
		};
	}

	/** One poll of the durable scheduler, which loads everything anew. */
	async #pollByScheduler(nodeName: string): Promise<void> {
		const workflow = this.#loadWorkflow();
		const node = workflow.getNode(nodeName);
		if (!node) throw new Error(`There is no node ${nodeName}.`);
		const context = this.#contextOf(
			workflow,
			node,
			'update',
			() => this.#budgetMs ?? durableBudgetMs,
		);
		await runPollInStagingScope(context, async () => {
			await workflow.expression.acquireIsolate();
			try {
				const response = await new TriggersAndPollers().runPollFunction(workflow, node, context);
				if (this.isUnpublished) return;
				if (response === null) await context.__commitCursor?.();
				else context.__emit(response);
			} catch (error) {
				context.__emitError(error as Error);
			} finally {
				await workflow.expression.releaseIsolate();
			}
		});
	}

	#contextOf(
		workflow: Workflow,
		node: INode,
		activation: WorkflowActivateMode,
		budget?: () => number,
	): IPollFunctions {
		const cursors = this.#engine === 'durable cursors' ? this.#cursors : undefined;
		const staging = new AsyncLocalStorage<{ cursor: IDataObject; seed: IDataObject }>();
		const commit = () => {
			const staged = staging.getStore();
			if (!staged || isDeepStrictEqual(staged.cursor, staged.seed)) return;
			cursors?.set(node.id, JSON.stringify(staged.cursor));
		};
		const context = new PollContext(
			workflow,
			node,
			additionalDataWith(this.credential),
			'trigger',
			activation,
			([items = []]) => {
				commit();
				this.#saveStaticData(workflow);
				this.executions.push(items.map(({ json }) => structuredClone(json)));
			},
			(error) => this.failures.push(error),
			() => {
				commit();
				return Promise.resolve();
			},
			(poll) => {
				if (!cursors) return poll();
				const read = () => JSON.parse(cursors.get(node.id) ?? '{}') as IDataObject;
				return staging.run({ cursor: read(), seed: read() }, poll);
			},
			() => staging.getStore()?.cursor ?? workflow.getStaticData('node', node),
			budget,
		);
		Object.defineProperty(context, 'logger', { value: loggerInto(this.log) });
		return context as IPollFunctions;
	}

	#saveStaticData(workflow: Workflow): void {
		if (workflow.staticData['__dataChanged'] !== true) return;
		this.#staticData = JSON.stringify(workflow.staticData);
		workflow.staticData['__dataChanged'] = false;
	}
}

/**
 * The node with nothing in memory. Its pauses between attempts are so many times as short, unless it
 * has a clock of its own.
 */
function loadNode(speed: number, clock: Clock | undefined): INodeType {
	const sleep: typeof n8nWorkflow.sleep = (ms, signal) =>
		n8nWorkflow.sleep(ms > 20_000 ? ms : ms / speed, signal);
	let node: INodeType | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => ({ ...n8nWorkflow, sleep }));
		const shared = '../../../../nodes/shared/ingram.ts';
		if (clock) Object.assign(jest.requireActual<{ clock: Clock }>(shared).clock, clock);
		const file = '../../../../nodes/IngramOrderTrigger/IngramOrderTrigger.node.ts';
		const { IngramOrderTrigger } = jest.requireActual<{ IngramOrderTrigger: new () => INodeType }>(
			file,
		);
		node = new IngramOrderTrigger();
	});
	if (!node) throw new Error('The node cannot be loaded.');
	return node;
}

function executor(log: PollingN8n['log']): PollTriggerExecutor {
	const startSpan = (_options: unknown, run: (span: object) => unknown) =>
		run({ setStatus: () => undefined });
	const none = () => ({});
	const tracing = {
		...{ startSpan, startNewTraceSpan: startSpan },
		...{ pickWorkflowAttributes: none, pickNodeAttributes: none },
	};
	return new PollTriggerExecutor(
		loggerInto(log) as never,
		new TriggersAndPollers(),
		tracing as never,
		{ error: () => undefined } as never,
	);
}

function loggerInto(log: PollingN8n['log']) {
	const write = (level: string) => (message: string, details?: object) => {
		log.push({ level, message: `${message} ${JSON.stringify(details ?? {})}` });
	};
	const logger = {
		...{ debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
		scoped: () => logger,
	};
	return logger;
}
