import { readDateText } from './date-text.ts';
import { formatUtc } from './format-utc.ts';

/**
 * An order's entry timestamp as ISO 8601 in UTC; read as UTC where it names no zone (Order Lookup
 * API v5, Field Descriptions). Text that is no date is passed through unchanged; what is no text
 * gives `''`.
 */
export function parseEntryTimestamp(text: unknown): string {
	if (typeof text !== 'string') return '';
	const date = readDateText(text.trim());
	if (typeof date === 'string') return text;
	const time = new Date(date.local - (date.offset ?? 0));
	// An offset can carry the last day out of the years that ISO 8601 writes with four digits.
	return time.getUTCFullYear() > 9999 ? text : formatUtc(time);
}
