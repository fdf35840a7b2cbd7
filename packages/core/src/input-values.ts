import type { Problem } from './errors/ingram-error.ts';

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

/** A whole number within bounds, given as number or digits; undefined where unset or wrong. */
export function readWholeNumber(
	name: string,
	label: string,
	value: unknown,
	bounds: { least: number; most?: number },
	problems: Problem[],
): number | undefined {
	if (isUnset(value)) return undefined;
	const number =
		typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
	const { least, most = Number.MAX_SAFE_INTEGER } = bounds;
	if (
		typeof number === 'number' &&
		Number.isSafeInteger(number) &&
		number >= least &&
		number <= most
	) {
		return number;
	}
	const range =
		bounds.most === undefined
			? `of at least ${String(least)}`
			: `from ${String(least)} to ${String(most)}`;
	problems.push({
		name,
		message: `${label} must be a whole number ${range}, not ${showValue(value)}.`,
	});
	return undefined;
}

/** True or false, also as text; false where unset or wrong. */
export function readBoolean(
	name: string,
	label: string,
	value: unknown,
	problems: Problem[],
): boolean {
	if (isUnset(value) || value === false || value === 'false') return false;
	if (value === true || value === 'true') return true;
	problems.push({ name, message: `${label} must be true or false, not ${showValue(value)}.` });
	return false;
}

/** A wrong value as it is quoted in a message. */
export function showValue(value: unknown): string {
	if (typeof value === 'string') {
		const shown = value.replace(/\p{Cc}+/gu, ' ').trim();
		return shown.length > 40 ? `"${shown.slice(0, 40)}…"` : `"${shown}"`;
	}
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
