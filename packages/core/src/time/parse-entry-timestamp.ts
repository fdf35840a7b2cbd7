import { readDateText } from './date-text.ts';
import { formatUtc } from './format-utc.ts';

/** The usual form already, on a day that every month has; nearly all timestamps are. */
const utcSecond =
	/^(?:19[7-9]|[2-9]\d\d)\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/**
 * An order's entry timestamp as ISO 8601 in UTC; read as UTC where it names no zone (Order Lookup
 * API v5, Field Descriptions). Text that is not a date is passed through unchanged; what is no text
 * gives `''`.
 */
export function parseEntryTimestamp(text: unknown): string {
	if (typeof text !== 'string') return '';
	if (utcSecond.test(text)) return text;
	const date = readDateText(text.trim());
	if (typeof date === 'string') return text;
	const time = new Date(date.local - (date.offset ?? 0));
	// An offset can carry the last day out of the years that ISO 8601 writes with four digits.
	return time.getUTCFullYear() > 9999 ? text : formatUtc(time);
}
