import { IngramError, planSearch } from '@ingram-orders/core';
import { anyAccount } from '../../editor/any-account.ts';
import { inputOf } from '../../editor/input-of.ts';
import { textOf } from '../../editor/text-of.ts';
import { splitChoices, type NodeField } from '../../fields/node-fields.ts';
import { fieldsOf, readOperation } from '../../fields/fields-of-operation.ts';

/** Types of values that stand in the form itself; what comes from elsewhere is known only in a run. */
const fixedTypes: readonly unknown[] = [undefined, '', 'str', 'num', 'bool'];

/** Whether the node would refuse a value when it runs, in the same check. */
export function isRefused(node: EditorNode, field: NodeField, value: unknown): boolean {
	const { name, kind } = field;
	const operation = readOperation(current(node, 'operation'));
	if (operation === undefined || !fieldsOf(operation).includes(field)) return false;
	if (!fixedTypes.includes(current(node, `${name}Type`))) return false;
	if (typeof value === 'string' && /^\$\{\S+\}$/.test(value)) return false;
	// What an address may be depends on the account; only an empty one is wrong with every account.
	if (kind === 'link') return textOf(value).trim() === '';
	const given = kind === 'choices' ? splitChoices(value) : value;
	return isProblem(name, { output: current(node, 'output'), [name]: given });
}

function isProblem(property: string, input: Record<string, unknown>): boolean {
	try {
		planSearch(input, anyAccount, 'UTC');
		return false;
	} catch (thrown) {
		if (!(thrown instanceof IngramError)) throw thrown;
		return thrown.problems?.some(({ name }) => name === property) ?? false;
	}
}

/** What stands in the open dialog, else what is stored. */
function current(node: EditorNode, property: string): string | undefined {
	const field = inputOf(property);
	const value = field.length > 0 ? field.val() : node[property];
	return value === undefined ? undefined : textOf(value);
}
