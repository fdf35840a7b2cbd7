import { invalidInput } from '../errors/invalid-input.ts';
import type { Problem } from '../errors/ingram-error.ts';
import { blankCodeWord, splitCodes, type CodeTable } from '../reference/code-table.ts';
import { foldNumber, maxNumbers } from './numbers.ts';
import { parseWhen, type WhenOptions } from '../time/parse-when.ts';

/** Whether a value means that the user left the field empty. */
export function isUnset(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		(typeof value === 'string' && value.trim() === '') ||
		(Array.isArray(value) && value.length === 0)
	);
}

/** Characters that no number, code or address contains, and that could break a request line. */
export function hasControlCharacters(text: string): boolean {
	return /\p{Cc}/u.test(text);
}

/** A field that is read: its name in the hosts' settings, and its label in their forms. */
export interface Field<Name extends string = string> {
	readonly name: Name;
	readonly label: string;
}

/**
 * Reads what a user filled in, and collects every problem with it. What is unset or wrong is read as
 * undefined, so the values are of use only once `finish` has not thrown.
 */
export class FieldReader<Name extends string> {
	readonly #input: Partial<Record<Name, unknown>>;
	readonly #problems: Problem[] = [];

	constructor(input: Partial<Record<Name, unknown>>) {
		this.#input = input;
	}

	/** @throws IngramError `INVALID_INPUT` with every problem */
	finish(): void {
		if (this.#problems.length > 0) throw invalidInput(this.#problems);
	}

	report(field: Field<Name>, message: string): void {
		this.#problems.push({ name: field.name, message });
	}

	add(problems: readonly Problem[]): void {
		this.#problems.push(...problems);
	}

	isUnset({ name }: Field<Name>): boolean {
		return isUnset(this.#input[name]);
	}

	/** The value as it was given. */
	value({ name }: Field<Name>): unknown {
		return this.#input[name];
	}

	/** Text that is not empty, without white space around it; `''` where it is unset or wrong. */
	requiredText(field: Field<Name>): string {
		if (this.isUnset(field)) {
			this.report(field, `${field.label} must not be empty.`);
			return '';
		}
		const text = this.text(field);
		const variable = /^\$\{(\w+)\}$/.exec(text)?.[1];
		if (variable !== undefined) {
			this.report(
				field,
				`${field.label} names the environment variable ${variable}, which is not set.`,
			);
		}
		return text;
	}

	/** Text or a whole number as text, without white space around it; `''` where it is unset or wrong. */
	text(field: Field<Name>, example?: string): string {
		if (this.isUnset(field)) return '';
		const value = this.value(field);
		if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
		if (typeof value !== 'string') {
			const hint = example === undefined ? '' : `, ${example}`;
			const given = typeof value === 'number' ? `, not ${showValue(value)}` : '';
			this.report(field, `${field.label} must be text${hint}${given}.`);
			return '';
		}
		const text = value.trim();
		if (hasControlCharacters(text)) {
			this.report(
				field,
				`${field.label} must not contain line breaks, tabs or other control characters.`,
			);
		}
		return text;
	}

	/**
	 * Numbers of orders, as a list or as text with one on each line, each once: blanks around them and
	 * letter case do not count. Empty where it is unset or wrong.
	 */
	numbers(field: Field<Name>, example: string): readonly string[] {
		if (this.isUnset(field)) return [];
		const value = this.value(field);
		const given = typeof value === 'string' ? value.split(/\r\n|\r|\n/) : asList(value);
		const texts = given.map((each) =>
			typeof each === 'string' || (typeof each === 'number' && Number.isSafeInteger(each))
				? String(each).trim()
				: undefined,
		);
		if (texts.includes(undefined)) {
			this.report(
				field,
				`${field.label} must be text${example === '' ? '' : `, ${example}`}, or a list of such texts.`,
			);
		} else if (texts.some((text) => hasControlCharacters(text ?? ''))) {
			this.report(
				field,
				`${field.label} must not contain tabs or other control characters; several numbers are on a line each.`,
			);
		}
		const numbers = new Map<string, string>();
		for (const text of texts) {
			const key = foldNumber(text ?? '');
			if (text && !numbers.has(key)) numbers.set(key, text);
		}
		if (numbers.size > maxNumbers) {
			this.report(
				field,
				`${field.label} must be at most ${maxNumbers.toLocaleString('en-US')} numbers, not ${numbers.size.toLocaleString('en-US')}.`,
			);
		}
		return [...numbers.values()];
	}

	/** Two letters in upper case; any two letters are accepted. `''` where it is unset or wrong. */
	country(field: Field<Name>): string {
		const value = this.value(field);
		const text = typeof value === 'string' ? value.trim() : '';
		if (!/^[A-Za-z]{2}$/.test(text)) {
			this.report(field, `${field.label} must be two letters, e.g. DE or UK.`);
			return '';
		}
		return text.toUpperCase();
	}

	/** A whole number within bounds, given as a number or as digits. */
	wholeNumber(field: Field<Name>, bounds: { min: number; max?: number }): number | undefined {
		if (this.isUnset(field)) return undefined;
		const value = this.value(field);
		const number =
			typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
		const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
		if (
			typeof number === 'number' &&
			Number.isSafeInteger(number) &&
			number >= min &&
			number <= max
		) {
			return number;
		}
		const range =
			bounds.max === undefined
				? `of at least ${String(min)}`
				: `from ${String(min)} to ${String(max)}`;
		this.report(field, `${field.label} must be a whole number ${range}, not ${showValue(value)}.`);
		return undefined;
	}

	/** True or false, also as text; false where it is unset or wrong. */
	flag(field: Field<Name>): boolean {
		const value = this.value(field);
		if (isUnset(value) || value === false || value === 'false') return false;
		if (value === true || value === 'true') return true;
		this.report(field, `${field.label} must be true or false, not ${showValue(value)}.`);
		return false;
	}

	/** Milliseconds since 1970, of anything that `parseWhen` accepts. */
	time(field: Field<Name>, options: WhenOptions): number | undefined {
		if (this.isUnset(field)) return undefined;
		const when = parseWhen(this.value(field), options);
		if (when.ok) return when.time;
		this.report(field, `${field.label}: ${when.problem}`);
		return undefined;
	}

	/** One of a few words; undefined where it is unset or wrong. */
	choice<Choice extends string>(
		field: Field<Name>,
		accepted: readonly Choice[],
	): Choice | undefined {
		if (this.isUnset(field)) return undefined;
		const value = this.value(field);
		const chosen = accepted.find((candidate) => candidate === value);
		if (chosen === undefined) {
			this.report(
				field,
				`${field.label} must be ${listOf(accepted, 'or')}, not ${showValue(value)}.`,
			);
		}
		return chosen;
	}

	/** Several of a few words, as a list or as one alone. */
	choices<Choice extends string>(
		field: Field<Name>,
		accepted: readonly Choice[],
	): ReadonlySet<Choice> {
		if (this.isUnset(field)) return new Set();
		const given = asList(this.value(field));
		const chosen = given.map((word) => accepted.find((candidate) => candidate === word));
		if (chosen.includes(undefined)) {
			this.report(field, `${field.label} knows only ${listOf(accepted, 'and')}.`);
		}
		return new Set(chosen.filter((word) => word !== undefined));
	}

	/**
	 * Codes of a table, as a list or as text separated by commas. In place of a code its description
	 * can be given, which stands for all codes that have it; `blank` is the blank code.
	 */
	codes(field: Field<Name>, table: CodeTable): ReadonlySet<string> {
		if (this.isUnset(field)) return new Set();
		const value = this.value(field);
		const given = typeof value === 'string' ? splitCodes(value, table) : asList(value);
		const read = given.map((item) => (typeof item === 'string' ? table.read(item) : []));
		const unknown = given.filter((_, index) => read[index]?.length === 0);
		if (unknown.length > 0) {
			const accepted = table.codes.map((code) => code || blankCodeWord).join(', ');
			const example = table.describe(table.codes.find((code) => code !== '') ?? '');
			this.report(
				field,
				`${field.label} has no code ${unknown.map(showValue).join(', ')}; accepted are ${accepted}, or a description such as "${example}".`,
			);
		}
		return new Set(read.flat());
	}
}

function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [value];
}

function listOf(words: readonly string[], conjunction: 'and' | 'or'): string {
	return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`;
}

/** A wrong value as it is quoted in a message. */
function showValue(value: unknown): string {
	if (typeof value === 'string') {
		const shown = value.replace(/\p{Cc}+/gu, ' ').trim();
		return shown.length > 40 ? `"${shown.slice(0, 40)}…"` : `"${shown}"`;
	}
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
