const dayMs = 86_400_000;

/** As `parseEntryTimestamp` writes a date; anything else is text that the API sent instead of one. */
const utcTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * Whole days since an order was entered; 0 where its clock is ahead, null where the timestamp is not
 * a date.
 * @param entryTimestamp as an order holds it
 * @param now milliseconds since 1970
 */
export function ageInDays(entryTimestamp: string, now: number): number | null {
	if (!utcTime.test(entryTimestamp)) return null;
	return Math.max(0, Math.floor((now - Date.parse(entryTimestamp)) / dayMs));
}
