import { planOrder, planSearch, type Account } from '@ingram-orders/core';
import { accountWith, chosenVersion } from '../../editor/chosen-account.ts';
import { customerRefusal } from '../../editor/customer-refusal.ts';
import { inputOf } from '../../editor/input-of.ts';
import { isProblem } from '../../editor/is-problem.ts';
import { textOf } from '../../editor/text-of.ts';
import { areUntold } from '../../editor/untold-hold-reasons.ts';
import { daysAgoType, readDays } from '../../fields/days-ago.ts';
import { splitChoices, type NodeField } from '../../fields/node-fields.ts';
import { readers, readOperation, type Operation } from '../../fields/fields-of-operation.ts';
import { sharedText } from '../../texts/shared-texts.ts';

/** Types of values that stand in the form itself; what comes from elsewhere is known only in a run. */
const fixedTypes: readonly unknown[] = [undefined, '', 'str', 'num', 'bool', daysAgoType];

/** Why the node would refuse a value when it runs, in the editor's language, by the same check. */
export function refusalOf(node: EditorNode, field: NodeField, value: unknown): string | undefined {
	const { name } = field;
	const operation = readOperation(current(node, 'operation'));
	if (operation === undefined || !readers(field).includes(operation)) return undefined;
	const type = current(node, `${name}Type`);
	if (!fixedTypes.includes(type)) return undefined;
	if (typeof value === 'string' && /^\$\{\S+\}$/.test(value)) return undefined;
	const say = (key: string) => node._(`ingram-order-search.validation.${key}`);
	if (type === daysAgoType) return isDays(value) ? undefined : say('daysAgo');
	const missing = missingOf(node, field, operation, value);
	if (missing !== undefined) return say(missing);
	if (name === 'orderNumber' && operation !== 'search') {
		return isOneOrderNumber(value, accountWith(chosenVersion(node)))
			? undefined
			: say('oneOrderNumber');
	}
	const given = field.kind === 'choices' ? splitChoices(value) : value;
	const input = { output: current(node, 'output'), [name]: given };
	const plan = (account: Account) => planSearch(input, account, 'UTC');
	if (!isProblem(name, () => plan(accountWith(chosenVersion(node))))) return undefined;
	if (name === 'holdReason' && areUntold(plan)) return say('holdReasonUntold');
	if (name !== 'customerNumber' && name !== 'countryCode') return say(name);
	const key = `validation.${customerRefusal(name, value)}`;
	return sharedText((each, values) => node._(each, values), key);
}

/** No days are no filter. */
function isDays(value: unknown): boolean {
	return textOf(value).trim() === '' || readDays(value) !== undefined;
}

/** A document is of one order, or is found by its link; a search takes several numbers. */
function isOneOrderNumber(value: unknown, account: Account): boolean {
	if (textOf(value).trim() === '') return true;
	return !isProblem('orderNumber', () => planOrder({ orderNumber: value }, account));
}

/** Of a document its order's number is needed or, of an invoice, its link. */
function missingOf(
	node: EditorNode,
	{ name }: NodeField,
	operation: Operation,
	value: unknown,
): 'linkMissing' | 'orderNumberMissing' | undefined {
	const isEmpty = (given: unknown) => textOf(given).trim() === '';
	if (!isEmpty(value)) return undefined;
	if (name === 'link') return operation === 'getLinked' ? 'linkMissing' : undefined;
	if (name !== 'orderNumber' || operation === 'search') return undefined;
	const isNeeded = operation === 'getOrder' || isEmpty(current(node, 'link'));
	return isNeeded ? 'orderNumberMissing' : undefined;
}

/** What stands in the open dialog, else what is stored. */
function current(node: EditorNode, property: string): string | undefined {
	const field = inputOf(property);
	const value = field.length > 0 ? field.val() : node[property];
	return value === undefined ? undefined : textOf(value);
}
