import type {
	IDataObject,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { sideBySide } from './ingram.ts';
import type { NodeRun } from './node-run.ts';
import { toNodeError } from './to-n8n.ts';

/**
 * Input items under way side by side. More would save seconds at most, as the rate limit is counted by
 * the minute; and an item that has not begun does not use up its time for waiting.
 */
const itemsAtOnce = 6;

/** What came of one input item. */
export type Outcome =
	| { readonly rows: readonly IDataObject[] }
	| { readonly failure: NodeApiError | NodeOperationError };

/** The rows of one input item. */
export type AnswerItem = (
	run: NodeRun,
	itemIndex: number,
) => readonly IDataObject[] | Promise<readonly IDataObject[]>;

/**
 * One outcome for each of the input items, in their order.
 * @throws NodeApiError or NodeOperationError of the first item that failed, where the run does not
 * continue on fail or was stopped
 */
export type ExecuteItems = (run: NodeRun, itemIndexes: readonly number[]) => Promise<Outcome[]>;

/** Does for all input items what is done for one. */
export function forEachItem(answer: AnswerItem): ExecuteItems {
	return (run, itemIndexes) =>
		sideBySide(itemIndexes, itemsAtOnce, (itemIndex) => outcomeOf(run, itemIndex, answer));
}

/** What came of an input item as n8n's items. */
export function toItems(outcome: Outcome, itemIndex: number): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	if ('rows' in outcome) return outcome.rows.map((json) => ({ json, pairedItem }));
	const { failure } = outcome;
	return [{ json: { error: failure.message }, error: failure, pairedItem }];
}

async function outcomeOf(run: NodeRun, itemIndex: number, answer: AnswerItem): Promise<Outcome> {
	try {
		return { rows: await answer(run, itemIndex) };
	} catch (thrown) {
		const { n8n, continueOnFail } = run.context;
		const failure = toNodeError(n8n.getNode(), thrown, itemIndex);
		if (continueOnFail && !run.isStopped) return { failure };
		// What the other items wait for is not needed any more.
		run.stop();
		throw failure;
	}
}
