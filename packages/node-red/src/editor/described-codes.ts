import { blankCodeWord, type CodeDescription } from '@ingram-orders/core';
import { translationOf, type Translate } from '../texts/shared-texts.ts';
import type { CodeEntry } from './code-list.ts';

/** A table of codes as a list shows it: described in the editor's language, found by English words too. */
export function describedCodes(
	table: 'orderStatus' | 'holdReason',
	entries: readonly CodeDescription[],
	translate: Translate,
): CodeEntry[] {
	return entries.map(({ code, description }) => {
		const word = code || blankCodeWord;
		const translation = translationOf(translate, `codes.${table}.${word}`);
		return { code: word, description: translation ?? description, original: description };
	});
}
