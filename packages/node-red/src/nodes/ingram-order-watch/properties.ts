import { validation, type Validation } from '../../editor/validation.ts';
import { initialWatch, watchFieldNames, type WatchFieldName } from '../../fields/watch-fields.ts';
import { refusalOf } from './refusal.ts';

/** Fields whose inputs offer nothing that could be wrong. */
const neverWrong: ReadonlySet<WatchFieldName> = new Set([
	...(['output', 'firstPoll', 'includeLinked', 'store'] as const),
]);

/** The checks of all fields, by name. */
export function checks(): Record<string, Validation | undefined> {
	return Object.fromEntries(watchFieldNames.map((name) => [name, checkOf(name)]));
}

/** What the editor stores of a node, with the values of a new one and their checks. */
export const properties: Readonly<Record<string, EditorProperty>> = {
	name: { value: '' },
	account: { value: '', type: 'ingram-micro-account', required: true },
	...Object.fromEntries(watchFieldNames.map((name) => [name, propertyOf(name)])),
};

/** A field's check in the form; undefined where its value cannot be wrong. */
export function checkOf(name: WatchFieldName): Validation | undefined {
	if (neverWrong.has(name)) return undefined;
	return validation((node, value) => refusalOf(node, name, value));
}

function propertyOf(name: WatchFieldName): EditorProperty {
	const validate = checkOf(name);
	return { value: initialWatch[name], ...(validate && { validate }) };
}
