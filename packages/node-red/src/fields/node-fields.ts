import { searchFields, type SearchField, type SearchFieldName } from '@ingram-orders/core';

export type FieldName = SearchFieldName | 'link' | 'simplify';
export type FieldKind = SearchField['kind'] | 'link' | 'toggle';

/** A field that a run reads, by the name that flows store. */
export interface NodeField {
	readonly name: FieldName;
	/** As failures name it. */
	readonly label: string;
	readonly kind: FieldKind;
}

/** Every field that a run reads: those of a search, and those of documents. */
export const nodeFields: readonly NodeField[] = [
	...searchFields,
	{ name: 'link', label: 'Link', kind: 'link' },
	{ name: 'simplify', label: 'Simplify', kind: 'toggle' },
];

/** What a new node stores: a value, and the type of place it is taken from. Without one it is fixed. */
interface Stored {
	readonly value: string | boolean;
	readonly type?: string;
}

const storedOfKind: Readonly<Record<FieldKind, Stored>> = {
	text: { value: '', type: 'str' },
	numbers: { value: '', type: 'str' },
	codes: { value: '', type: 'str' },
	flag: { value: 'false', type: 'bool' },
	time: { value: '', type: 'str' },
	count: { value: '', type: 'num' },
	country: { value: '', type: 'str' },
	link: { value: 'payload.orderLink', type: 'msg' },
	toggle: { value: true },
	choice: { value: '' },
	choices: { value: '' },
	seconds: { value: '' },
};

const initialValues: Partial<Record<FieldName, string>> = {
	output: 'suborders',
	maxWait: '300',
	timeout: '60',
};

/** What a new node stores of a field, by property: its value, and the type beside it. */
export function initiallyStored({ name, kind }: NodeField): Record<string, string | boolean> {
	const { value, type } = storedOfKind[kind];
	return {
		[name]: initialValues[name] ?? value,
		...(type !== undefined && { [`${name}Type`]: type }),
	};
}

/** Whether the value may come from the message, a context, the environment or an expression. */
export function isTyped({ kind }: NodeField): boolean {
	return storedOfKind[kind].type !== undefined;
}

/** The dialog stores several choices as text with commas. */
export function splitChoices(value: unknown): unknown {
	return typeof value === 'string' ? value.split(',').filter((choice) => choice !== '') : value;
}
