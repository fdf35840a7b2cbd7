const dayMs = 86_400_000;

/** A day, or as `parseEntryTimestamp` writes a time; anything else is text that the API sent instead. */
const dayOrUtcTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?Z)?$/;

/**
 * Whole days since an order was entered, counted from midnight UTC where only a day is told; 0 where its clock is ahead, null where the timestamp is not
 * a date.
 * @param entryTimestamp as an order holds it
 * @param now milliseconds since 1970
 */
export function ageInDays(entryTimestamp: string, now: number): number | null {
	if (!dayOrUtcTime.test(entryTimestamp)) return null;
	return Math.max(0, Math.floor((now - Date.parse(entryTimestamp)) / dayMs));
}
