import {
	initiallyStored,
	nodeFields,
	type FieldKind,
	type NodeField,
} from '../../fields/node-fields.ts';
import { validation, type Validation } from '../../editor/validation.ts';
import { refusalOf } from './refusal.ts';

/** Kinds whose inputs offer nothing that could be wrong. */
const neverWrong: ReadonlySet<FieldKind> = new Set(['flag', 'choice', 'toggle']);

/** The checks of all fields, by name. */
export function checks(): Record<string, Validation | undefined> {
	return Object.fromEntries(nodeFields.map((field) => [field.name, checkOf(field)]));
}

/** What the editor stores of a node, with the values of a new one and their checks. */
export const properties: Readonly<Record<string, EditorProperty>> = {
	name: { value: '' },
	account: { value: '', type: 'ingram-micro-account', required: true },
	operation: { value: 'search' },
	table: { value: 'holdReason' },
	...Object.fromEntries(nodeFields.flatMap(propertiesOf)),
	delivery: { value: 'array' },
};

/** A field's check in the form; undefined where its value cannot be wrong. */
export function checkOf(field: NodeField): Validation | undefined {
	if (neverWrong.has(field.kind)) return undefined;
	return validation((node, value) => refusalOf(node, field, value));
}

function propertiesOf(field: NodeField): [name: string, property: EditorProperty][] {
	const validate = checkOf(field);
	return Object.entries(initiallyStored(field)).map(([name, value]) => [
		name,
		name === field.name && validate ? { value, validate } : { value },
	]);
}
