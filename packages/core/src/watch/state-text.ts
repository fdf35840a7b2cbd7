const separator = '|';

/** In seconds since 1970, the last moment that a Date can hold. */
export const maxSeconds = 8.64e12;

/** Fields as one text, the first one never empty. A bar within a field is written as in an address. */
export function joinFields(fields: readonly (string | number)[]): string {
	return fields
		.map((field) => String(field).replaceAll('%', '%25').replaceAll(separator, '%7C'))
		.join(separator);
}

/** @throws TypeError where it is not so many fields, or the first one is empty */
export function splitFields(text: string, count: number): string[] {
	const fields = text
		.split(separator)
		.map((field) => field.replaceAll('%7C', separator).replaceAll('%25', '%'));
	if (fields.length !== count || fields[0] === '') throw new TypeError('Not a text of the state.');
	return fields;
}

/**
 * A whole number from 0.
 * @throws TypeError where it is something else
 */
export function readCount(
	text: string | undefined,
	{ radix = 10, max = Number.MAX_SAFE_INTEGER }: { radix?: 10 | 36; max?: number } = {},
): number {
	const digits = radix === 36 ? /^[0-9a-z]+$/ : /^[0-9]+$/;
	const value = text !== undefined && digits.test(text) ? parseInt(text, radix) : NaN;
	if (!(value <= max)) throw new TypeError('Not a number of the state.');
	return value;
}
