/** The kind of a typed input whose value is a number of days before the run. */
export const daysAgoType = 'daysAgo';

const dayMs = 24 * 60 * 60 * 1000;
const maxDays = 36_500;

/** The number of days in a value; undefined where it is not a whole number from 0 to 36500. */
export function readDays(value: unknown): number | undefined {
	const days = typeof value === 'string' && /^\s*\d{1,5}\s*$/.test(value) ? Number(value) : value;
	return typeof days === 'number' && Number.isSafeInteger(days) && days >= 0 && days <= maxDays
		? days
		: undefined;
}

/**
 * The time so many days ago, in milliseconds since 1970.
 * @throws Error where the value is not a number of days
 */
export function timeDaysAgo(value: unknown, now: number): number {
	const days = readDays(value);
	if (days === undefined) {
		throw new Error(`It must be a whole number of days from 0 to ${String(maxDays)}.`);
	}
	return now - days * dayMs;
}
