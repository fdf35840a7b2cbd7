/**
 * The API takes times in whole seconds, e.g. `2020-10-03T15:54:39Z`, and orders are entered at whole
 * seconds. Rounding a period's start up and its end down leaves the same orders within.
 */

/**
 * A period's start as the API takes it.
 * @param time milliseconds since 1970
 * @throws RangeError when `time` is beyond what a Date can hold
 */
export function formatSecondAtOrAfter(time: number): string {
	return formatUtc(new Date(Math.ceil(time / 1000) * 1000));
}

/** A period's end as the API takes it; otherwise as above. */
export function formatSecondAtOrBefore(time: number): string {
	return formatUtc(new Date(Math.floor(time / 1000) * 1000));
}

/** ISO 8601 in UTC; milliseconds are left out where there are none. */
export function formatUtc(date: Date): string {
	return date.toISOString().replace('.000Z', 'Z');
}
