/**
 * `Retry-After` of an answer as milliseconds to wait: seconds, or a date, which needs the answer's own
 * `Date` to be read. Undefined where there is none, or none that can be read.
 */
export function readRetryAfter(
	headers: Readonly<Record<string, string | undefined>>,
): number | undefined {
	const text = headers['retry-after']?.trim() ?? '';
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
	const ms = Date.parse(text) - Date.parse(headers['date'] ?? '');
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
