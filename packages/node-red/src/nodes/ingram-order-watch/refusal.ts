import type { Account } from '@ingram-orders/core';
import { accountWith, chosenVersion } from '../../editor/chosen-account.ts';
import { isProblem } from '../../editor/is-problem.ts';
import { areUntold } from '../../editor/untold-hold-reasons.ts';
import type { WatchFieldName } from '../../fields/watch-fields.ts';
import { readWatchSettings } from '../../fields/watch-settings.ts';

/** Why the node would refuse a value when it runs, in the editor's language, by the same check. */
export function refusalOf(
	node: EditorNode,
	property: WatchFieldName,
	value: unknown,
): string | undefined {
	// Replaced when Node-RED starts the node; only then can it be told whether it is right.
	if (typeof value === 'string' && /^\$\{\S+\}$/.test(value)) return undefined;
	const read = (account: Account) => readWatchSettings({ [property]: value }, account);
	if (!isProblem(property, () => read(accountWith(chosenVersion(node))))) return undefined;
	const key = property === 'holdReason' && areUntold(read) ? 'holdReasonUntold' : property;
	return node._(`ingram-order-watch.validation.${key}`);
}
