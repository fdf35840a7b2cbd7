import {
	blankCodeWord,
	holdReasons,
	orderStatusesOf,
	type ApiVersionName,
	type CodeDescription,
} from '@ingram-orders/core';
import { translationOf, type Translate } from '../texts/shared-texts.ts';
import type { CodeEntry } from './code-list.ts';

/** What the fields that take codes can have, with a version of the API. */
export const codeTables = {
	orderStatus: (apiVersion: ApiVersionName): readonly CodeDescription[] =>
		orderStatusesOf({ apiVersion }),
	holdReason: () => holdReasons,
};

/** A table of codes as a list shows it: described in the editor's language, found by English words too. */
export function describedCodes(
	table: keyof typeof codeTables,
	apiVersion: ApiVersionName,
	translate: Translate,
): CodeEntry[] {
	return codeTables[table](apiVersion).map(({ code, description }) => {
		const word = code || blankCodeWord;
		const translation = translationOf(translate, `codes.${table}.${word}`);
		return { code: word, description: translation ?? description, original: description };
	});
}
