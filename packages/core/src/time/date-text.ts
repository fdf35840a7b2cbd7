/** A date as it was written. */
export interface WrittenDate {
	/** The date and time of day, as milliseconds since 1970 if they were in UTC. */
	local: number;
	/** Milliseconds ahead of UTC, where the text says so. */
	offset: number | undefined;
	/** Whether there is no time of day; `local` is then the day's start. */
	dateOnly: boolean;
}

/** `impossible`: in a known form, but no such day or time exists. */
export type DateTextResult = WrittenDate | 'impossible' | 'unreadable';

const isoDate =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)? ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const mailDate =
	/^(?:([a-z]{3}), )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (Z|UTC?|GMT|[+-]\d{4})$/i;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * Reads ISO 8601 dates and date-times, and the dates of mail and HTTP headers, from 1970 to 9999.
 * What is finer than a millisecond is cut off.
 */
export function readDateText(text: string): DateTextResult {
	return readIsoDate(text) ?? readMailDate(text) ?? 'unreadable';
}

function readIsoDate(text: string): DateTextResult | undefined {
	const match = isoDate.exec(text);
	if (!match) return undefined;
	const [, year, month, day, hour, minute, second, fraction = '', zone] = match;
	return writtenDate(
		[year, month, day, hour, minute, second].map((part) => Number(part ?? 0)),
		Number(fraction.slice(0, 3).padEnd(3, '0')),
		zone,
		hour === undefined,
	);
}

function readMailDate(text: string): DateTextResult | undefined {
	const match = mailDate.exec(text);
	if (!match) return undefined;
	const [, weekday, day, monthName = '', year, hour, minute, second, zone] = match;
	const month = months.indexOf(monthName.toLowerCase()) + 1;
	const date = writtenDate(
		[year, month, day, hour, minute, second].map((part) => Number(part ?? 0)),
		0,
		zone,
		false,
	);
	if (typeof date === 'string' || weekday === undefined) return date;
	const named = weekdays.indexOf(weekday.toLowerCase());
	return new Date(date.local).getUTCDay() === named ? date : 'impossible';
}

function writtenDate(
	fields: readonly number[],
	milliseconds: number,
	zone: string | undefined,
	dateOnly: boolean,
): WrittenDate | 'impossible' {
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
	const date = new Date(Date.UTC(year, month - 1, day));
	const offset = zone === undefined ? undefined : readOffset(zone);
	const endOfDay = hour === 24 && minute === 0 && second === 0 && milliseconds === 0;
	const exists =
		year >= 1970 &&
		date.getUTCMonth() === month - 1 &&
		(hour < 24 || endOfDay) &&
		minute < 60 &&
		second < 60 &&
		!Number.isNaN(offset);
	if (!exists) return 'impossible';
	const local = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
	return { local, offset, dateOnly };
}

/** Milliseconds ahead of UTC; NaN for more than any place on earth is. */
function readOffset(zone: string): number {
	const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
	if (!match) return 0;
	const [, sign, hours, minutes = '0'] = match;
	if (Number(hours) > 14 || Number(minutes) > 59) return NaN;
	const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
	return sign === '-' ? -size : size;
}
