import { IngramError, planSearch, type Account } from '@ingram-orders/core';
import { inputOf } from '../../editor/input-of.ts';
import { textOf } from '../../editor/text-of.ts';

/** Any account does: what belongs to it is checked in its own dialog. */
const account: Account = {
	environment: 'production',
	origin: 'https://api.ingrammicro.com',
	clientId: 'any',
	customerNumber: 'any',
	countryCode: 'UK',
};

/**
 * Whether the node would refuse a value when it runs, in the same check. What comes from elsewhere
 * (a message, the environment) is known only then.
 */
export function isRefused(node: EditorNode, property: string, value: unknown): boolean {
	if (!usesProperty(current(node, 'operation'), property)) return false;
	const type = current(node, `${property}Type`);
	if (![undefined, '', 'str', 'num', 'bool'].includes(type)) return false;
	if (typeof value === 'string' && /^\$\{\S+\}$/.test(value)) return false;
	// What an address may be depends on the account; only an empty one is wrong with every account.
	if (property === 'link') return textOf(value).trim() === '';
	const given = property === 'includeLinked' ? splitList(value) : value;
	const others = property === 'includeLinked' ? { output: current(node, 'output') } : {};
	return isProblem(property, { ...others, [property]: given });
}

function isProblem(property: string, input: Record<string, unknown>): boolean {
	try {
		planSearch(input, account, 'UTC');
		return false;
	} catch (thrown) {
		if (!(thrown instanceof IngramError)) throw thrown;
		return thrown.problems?.some(({ name }) => name === property) ?? false;
	}
}

function usesProperty(operation: string | undefined, property: string): boolean {
	switch (operation) {
		case 'getCodes':
			return false;
		case 'getLinked':
			return ['link', 'maxWait', 'timeout'].includes(property);
		default:
			return property !== 'link';
	}
}

/** What stands in the open dialog, else what is stored. */
function current(node: EditorNode, property: string): string | undefined {
	const field = inputOf(property);
	const value = field.length > 0 ? field.val() : node[property];
	return value === undefined ? undefined : textOf(value);
}

function splitList(value: unknown): string[] {
	return textOf(value)
		.split(',')
		.filter((name) => name !== '');
}
