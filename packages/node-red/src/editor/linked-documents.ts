import { sharedText, type Translate } from '../texts/shared-texts.ts';
import { inputOf } from './input-of.ts';
import { makeTypedInput } from './typed-input.ts';

/** Makes `includeLinked` a choice of documents, stored as text with commas. */
export function prepareLinkedDocuments(translate: Translate): void {
	const documents = (['order', 'invoice'] as const).map((value) => ({
		value,
		label: sharedText(translate, `documents.${value}`),
	}));
	makeTypedInput(inputOf('includeLinked'), [
		{
			value: 'documents',
			multiple: true,
			options: documents,
			valueLabel(container, chosen) {
				const names = documents.filter(({ value }) => isAmong(chosen, value));
				const shown = names.map(({ label }) => label).join(', ');
				container.text(shown || sharedText(translate, 'documents.none'));
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
