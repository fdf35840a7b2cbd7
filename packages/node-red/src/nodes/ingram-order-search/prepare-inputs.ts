import { holdReasons, orderStatuses, type CodeDescription } from '@ingram-orders/core';
import { codeList, type CodeListTexts } from '../../editor/code-list.ts';
import { inputOf } from '../../editor/input-of.ts';
import { prepareLinkedDocuments } from '../../editor/linked-documents.ts';
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
		makeTypedInput(inputOf(field.name), kindsOf(field, texts), `#node-input-${field.name}Type`);
	}
	prepareLinkedDocuments({
		order: translate('includeLinked.order'),
		invoice: translate('includeLinked.invoice'),
		none: translate('includeLinked.none'),
	});
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
