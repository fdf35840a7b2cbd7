import type { IDataObject } from 'n8n-workflow';
import { sideBySide } from '../../shared/ingram.ts';
import { toNodeError } from '../../shared/to-n8n.ts';
import type { NodeRun } from '../node-run.ts';
import type { Operation, Outcome } from './operation.ts';

/**
 * Input items under way side by side. More would save seconds at most, as the rate limit is counted by
 * the minute; and an item that has not begun does not use up its time for waiting.
 */
const itemsAtOnce = 6;

/** The rows of one input item. */
export type AnswerItem = (
	run: NodeRun,
	itemIndex: number,
) => readonly IDataObject[] | Promise<readonly IDataObject[]>;

/** Makes an operation's `execute` of what it does for one input item. */
export function forEachItem(answer: AnswerItem): Operation['execute'] {
	return (run, itemIndexes) =>
		sideBySide(itemIndexes, itemsAtOnce, (itemIndex) => outcomeOf(run, itemIndex, answer));
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
