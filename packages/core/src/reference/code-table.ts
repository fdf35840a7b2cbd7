/** Stands for no status in particular and for no hold; the tables of the document call it "blank". */
const blankCode = '';

/** What a user chooses, and the document writes, where the code is blank. */
export const blankCodeWord = 'blank';

const blankInUpperCase = blankCodeWord.toUpperCase();

/** Stands for a code that came as neither text nor number; no table knows it. */
const unreadableCode = '?';

/**
 * One spelling for every way a code can come: trimmed, in upper case.
 * Missing, null, white space and the word `blank` are the blank code. Another kind of value
 * (boolean, object, list) becomes `?`, an unknown code: it must not pass for the blank one.
 */
export function normalizeCode(value: unknown): string {
	if (value === undefined || value === null) return blankCode;
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	if (typeof value !== 'string') return unreadableCode;
	if (value === blankCode) return blankCode;
	const code = value.trim().toUpperCase();
	return code === blankInUpperCase ? blankCode : code;
}

/** A code of one field of the API and what it means. */
export interface CodeDescription {
	/** In upper case; `''` is the blank code. */
	readonly code: string;
	/** In the document's wording. */
	readonly description: string;
}

/** Looks codes up in one field's table, however they are spelled. */
export interface CodeTable {
	/** In the table's order. */
	readonly codes: readonly string[];
	has(code: string): boolean;
	/** The code, or all codes with this description in any capitals; empty where there are none. */
	read(text: string): readonly string[];
	/** Commas in one description at most. */
	readonly maxCommas: number;
	/** The table's description; of an unknown code the API's own text, else `Unknown code X`. */
	describe(code: string, apiText?: string): string;
}

/** A table over these entries. The same code can mean something else in another field. */
export function codeTable(entries: readonly CodeDescription[]): CodeTable {
	const descriptions = new Map(entries.map(({ code, description }) => [code, description]));
	const codesMeaning = (words: string) =>
		entries.filter(({ description }) => wordsOf(description) === words).map(({ code }) => code);
	return {
		codes: entries.map(({ code }) => code),
		maxCommas: Math.max(...entries.map(({ description }) => description.split(',').length - 1)),
		has: (code) => descriptions.has(code) || descriptions.has(normalizeCode(code)),
		read(text) {
			const code = normalizeCode(text);
			if (descriptions.has(code)) return [code];
			return codesMeaning(wordsOf(text));
		},
		describe(code, apiText = '') {
			const known = descriptions.get(code) ?? descriptions.get(normalizeCode(code));
			return known ?? (apiText.trim() || `Unknown code ${normalizeCode(code)}`);
		},
	};
}

/** Letters and digits alone: capitals, hyphens and white space differ between those who write them. */
function wordsOf(description: string): string {
	return description.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * The codes and descriptions in a text that separates them by commas; a description may hold commas
 * itself. A comma too many is not the blank code; text of commas alone is left as it is.
 */
export function splitCodes(text: string, table: CodeTable): readonly string[] {
	const pieces = text.split(',').filter((piece) => piece.trim() !== '');
	if (pieces.length === 0) return [text];
	const found: string[] = [];
	for (let start = 0; start < pieces.length; start += 1) {
		const longest = Math.min(table.maxCommas, pieces.length - start - 1);
		let commas = longest;
		const join = () => pieces.slice(start, start + commas + 1).join(',');
		while (commas > 0 && table.read(join()).length === 0) commas--;
		found.push(join());
		start += commas;
	}
	return found;
}
