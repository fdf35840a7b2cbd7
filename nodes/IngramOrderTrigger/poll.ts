import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { connect } from '../shared/connect.ts';
import {
	clock,
	OrderWatcher,
	planWatch,
	watches,
	type EventItem,
	type IngramClient,
	type IngramError,
	type PollOutcome,
	type Watch,
	type WatchPlan,
} from '../shared/ingram.ts';
import { toNodeError } from '../shared/to-n8n.ts';
import { isWorthKeeping, keep, readKept } from './kept-state.ts';
import { logOf, type Log } from '../shared/log.ts';
import { readWatchInput } from './watch-input.ts';

/** What n8n's timers leave a poll where it does not say, in milliseconds. */
const defaultBudgetMs = 300_000;

/** So much earlier a poll ends than n8n asks for, in milliseconds, for what follows the last request. */
const marginMs = 2000;

/** The contexts that n8n has polled with before. */
const polled = new WeakSet<IPollFunctions>();

/**
 * One poll of an active workflow: the items of what has happened, or null.
 * @throws NodeApiError or NodeOperationError once for each outage that does not pass by itself, and
 * at activation whenever it could not
 */
export async function poll(n8n: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const startedAt = clock.now();
	const log = logOf(n8n);
	const isActivation = activates(n8n);
	const watch = watches.get(`${n8n.getWorkflow().id ?? ''}:${n8n.getNode().id}`);
	if (watch.isPolling) {
		log.info('The poll before is still running, so this one is left out.');
		return null;
	}
	watch.isPolling = true;
	try {
		const staticData = n8n.getWorkflowStaticData('node');
		const kept = readKept(staticData);
		// Whoever activates is told at once what needs mending, also if somebody was told before.
		if (isActivation && watch.isFailing) watch.watcher = new OrderWatcher();
		const asked = await whatIsAsked(n8n, watch, { isActivation, log });
		if (!asked) return null;
		const outcome = await watch.watcher.poll(asked.client, asked.plan, {
			stored: kept,
			deadlineAt: startedAt + budgetOf(n8n) - marginMs,
		});
		const items = tell(outcome, watch, { n8n, isActivation, log });
		if (outcome.kind === 'complete') {
			const { state } = outcome;
			// After an activation n8n saves it, with items or without.
			if (items || isActivation || isWorthKeeping(state, kept)) keep(staticData, state);
		}
		return items;
	} finally {
		watch.isPolling = false;
	}
}

/**
 * n8n polls once when it activates a workflow, and then, by its timers, with the same context. Its
 * durable scheduler makes a context for each poll, and gives it less time.
 */
function activates(n8n: IPollFunctions): boolean {
	const isFirst = !polled.has(n8n);
	polled.add(n8n);
	return isFirst && budgetOf(n8n) >= defaultBudgetMs;
}

function budgetOf(n8n: Partial<IPollFunctions>): number {
	// Releases before 2.41 do not have it.
	return n8n.getPollBudgetMs?.() ?? defaultBudgetMs;
}

/** What is to be polled; undefined where that cannot be told, and was told before. */
async function whatIsAsked(
	n8n: IPollFunctions,
	watch: Watch,
	{ isActivation, log }: { isActivation: boolean; log: Log },
): Promise<{ client: IngramClient; plan: WatchPlan } | undefined> {
	try {
		const client = await connect(n8n);
		const plan = planWatch(readWatchInput(n8n), client.account);
		delete watch.problem;
		return { client, plan };
	} catch (thrown) {
		const error = toNodeError(n8n.getNode(), thrown);
		const wasTold = watch.problem === error.message;
		watch.problem = error.message;
		if (wasTold && !isActivation) {
			log.warn(`No poll can begin: ${error.message}`);
			return undefined;
		}
		throw error;
	}
}

/** Items for what there is to tell, log lines for the rest, and null where there are no items. */
function tell(
	outcome: PollOutcome,
	watch: Watch,
	{ n8n, isActivation, log }: { n8n: IPollFunctions; isActivation: boolean; log: Log },
): INodeExecutionData[][] | null {
	switch (outcome.kind) {
		case 'complete':
			watch.isFailing = false;
			for (const warning of outcome.warnings) log.warn(warning);
			return outcome.items.length > 0 ? [outcome.items.map(toItem)] : null;
		case 'skipped':
			log.info(outcome.reason);
			return null;
		case 'resting':
			log.debug(`Left out a poll: ${failingSince(outcome)}`);
			return null;
		case 'failed':
			watch.isFailing = true;
			log.warn(failingSince(outcome));
			if (!outcome.isTold) return null;
			throw toNodeError(
				n8n.getNode(),
				// Without the activation there are no polls.
				isActivation ? outcome.failure : withPromise(outcome.failure),
			);
	}
}

function failingSince({ since, failure }: PollOutcome & { kind: 'resting' | 'failed' }): string {
	return `Polls have been failing since ${new Date(since).toISOString()}. ${failure.message}`;
}

/** The failure, with what becomes of the events: nobody has to start anything again. */
function withPromise(failure: IngramError): IngramError {
	const remedy = `${failure.remedy} Polls go on at longer intervals; the first one that succeeds tells what has happened meanwhile.`;
	return failure.with({ remedy });
}

/** A later node may change an item, so no two share objects. */
function toItem(item: EventItem): INodeExecutionData {
	return { json: structuredClone(item) as unknown as IDataObject };
}
