import { holdReasons, orderStatuses, type CodeDescription } from '@ingram-orders/core';
import { codeList, type CodeListTexts } from '../../editor/code-list.ts';
import { makeTypedInput, type TypedInputKind } from '../../editor/typed-input.ts';
import { isTyped, nodeFields, type FieldName, type NodeField } from '../../fields/node-fields.ts';

type Translate = (key: string) => string;

/** Where values can be taken from. */
const places = ['msg', 'flow', 'global', 'env', 'jsonata'];

/** The tables of the fields that take codes. */
export const codeTables: Partial<Record<FieldName, readonly CodeDescription[]>> = {
	orderStatus: orderStatuses,
	holdReason: holdReasons,
};

/** Makes every field that needs it a typed input. */
export function prepareInputs(translate: Translate): void {
	const texts: CodeListTexts = {
		label: translate('codes.label'),
		any: translate('codes.any'),
		search: translate('codes.search'),
		none: translate('codes.none'),
	};
	for (const field of nodeFields.filter(isTyped)) {
		makeTypedInput(field.name, kindsOf(field, texts), `#node-input-${field.name}Type`);
	}
	prepareLinkedDocuments(translate);
}

/** What a typed input offers; the first is what a new node has. */
function kindsOf({ name, kind }: NodeField, texts: CodeListTexts): (string | TypedInputKind)[] {
	switch (kind) {
		case 'codes':
			return [codeList(codeTables[name] ?? [], texts), ...places];
		case 'flag':
			return ['bool', ...places];
		case 'time':
			return ['str', 'date', ...places];
		case 'count':
			return ['num', ...places];
		case 'link':
			return [...places, 'str'];
		default:
			return ['str', ...places];
	}
}

function prepareLinkedDocuments(translate: Translate): void {
	const documents = ['order', 'invoice'].map((value) => ({
		value,
		label: translate(`includeLinked.${value}`),
	}));
	makeTypedInput('includeLinked', [
		{
			value: 'documents',
			multiple: true,
			options: documents,
			valueLabel(container, chosen) {
				const names = documents.filter(({ value }) => isAmong(chosen, value));
				const shown = names.map(({ label }) => label).join(', ');
				container.text(shown || translate('includeLinked.none'));
			},
		},
	]);
}

/** The editor gives the chosen options themselves, or their values. */
function isAmong(chosen: unknown, value: string): boolean {
	const list: unknown[] = Array.isArray(chosen) ? chosen : [];
	return list.some(
		(option) =>
			option === value ||
			(typeof option === 'object' &&
				option !== null &&
				'value' in option &&
				option.value === value),
	);
}
