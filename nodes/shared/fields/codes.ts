import type { INodePropertyOptions } from 'n8n-workflow';
import { blankCodeWord, type CodeDescription } from '../ingram.ts';

/** Every code of a table as options of a filter, in alphabetical order. */
export function codeOptions(
	table: readonly CodeDescription[],
	describe: (code: string) => string,
): INodePropertyOptions[] {
	return table
		.map(({ code, description }) => ({
			name: `${titleCase(description)} (${code || blankCodeWord})`,
			value: code || blankCodeWord,
			description: describe(code),
		}))
		.sort(byName);
}

/** For n8n's alphabetical order of options. */
export function byName(a: INodePropertyOptions, b: INodePropertyOptions): number {
	return a.name.localeCompare(b.name, 'en');
}

/** n8n writes the names of options with capitals. */
export function titleCase(text: string): string {
	return text.replace(/(?<=^|[\s(/])(?!(?:the|to|not|a)\s)[a-z]/g, (letter) =>
		letter.toUpperCase(),
	);
}
