import { offsetsOf } from '../time/time-zone.ts';
import { normalizeCode } from './code-table.ts';

/** When the API is normally available to a country's customers: from Monday to Friday, local time. */
export interface AvailabilityHours {
	readonly country: string;
	/** IANA name. */
	readonly timeZone: string;
	/** "HH:MM". */
	readonly weekdayFrom: string;
	/** "HH:MM"; not later than `weekdayFrom` means on the following day. */
	readonly weekdayTo: string;
}

/** A country's hours, and whether they cover a certain moment. */
export interface Availability extends AvailabilityHours {
	readonly availableNow: boolean;
}

/** Order Lookup API v5, System Availability. */
export const availabilityHours: readonly AvailabilityHours[] = [
	{ country: 'AT', timeZone: 'Europe/Vienna', weekdayFrom: '05:00', weekdayTo: '23:00' },
	{ country: 'BE', timeZone: 'Europe/Brussels', weekdayFrom: '00:00', weekdayTo: '00:00' },
	{ country: 'CH', timeZone: 'Europe/Zurich', weekdayFrom: '05:00', weekdayTo: '23:00' },
	{ country: 'DE', timeZone: 'Europe/Berlin', weekdayFrom: '05:00', weekdayTo: '23:00' },
	{ country: 'ES', timeZone: 'Europe/Madrid', weekdayFrom: '06:00', weekdayTo: '01:00' },
	{ country: 'FR', timeZone: 'Europe/Paris', weekdayFrom: '05:00', weekdayTo: '00:00' },
	{ country: 'HU', timeZone: 'Europe/Budapest', weekdayFrom: '05:00', weekdayTo: '23:00' },
	{ country: 'IT', timeZone: 'Europe/Rome', weekdayFrom: '05:00', weekdayTo: '00:00' },
	{ country: 'NL', timeZone: 'Europe/Amsterdam', weekdayFrom: '00:00', weekdayTo: '00:00' },
	{ country: 'PT', timeZone: 'Europe/Lisbon', weekdayFrom: '06:00', weekdayTo: '01:00' },
	{ country: 'SE', timeZone: 'Europe/Stockholm', weekdayFrom: '05:00', weekdayTo: '23:00' },
	{ country: 'UK', timeZone: 'Europe/London', weekdayFrom: '06:00', weekdayTo: '00:30' },
];

const minutesPerDay = 24 * 60;

/** Every country's hours and whether they cover `now` (milliseconds since 1970). */
export function listAvailability(now: number): Availability[] {
	return availabilityHours.map((hours) => ({ ...hours, availableNow: covers(hours, now) }));
}

/** The same for one country; undefined for one that the document does not list. */
export function availabilityAt(country: string, now: number): Availability | undefined {
	const hours = hoursOf(country);
	return hours && { ...hours, availableNow: covers(hours, now) };
}

/**
 * A sentence that says so where `now` (milliseconds since 1970) is outside a country's hours, with a
 * blank after it; empty inside them, and for a country that the document does not list.
 */
export function outsideAvailability(country: string, now: number): string {
	const hours = hoursOf(country);
	if (!hours || covers(hours, now)) return '';
	return `It is outside the hours in which the API is normally available for ${country} (${inWords(hours)}). `;
}

/** E.g. "weekdays 06:00–00:30, Europe/London". */
function inWords({ timeZone, weekdayFrom, weekdayTo }: AvailabilityHours): string {
	const times = weekdayFrom === weekdayTo ? 'all day' : `${weekdayFrom}–${weekdayTo}`;
	return `weekdays ${times}, ${timeZone}`;
}

function hoursOf(country: string): AvailabilityHours | undefined {
	const code = normalizeCode(country);
	return availabilityHours.find((hours) => hours.country === code);
}

/** The end is exclusive. Hours that begin on a Friday may end on the Saturday. */
function covers({ timeZone, weekdayFrom, weekdayTo }: AvailabilityHours, now: number): boolean {
	const local = new Date(now + offsetsOf(timeZone)(now));
	const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
	const weekday = local.getUTCDay();
	const from = minutesOf(weekdayFrom);
	const to = minutesOf(weekdayTo);
	const end = to <= from ? to + minutesPerDay : to;
	return (
		(isWorkday(weekday) && minute >= from && minute < end) ||
		(isWorkday((weekday + 6) % 7) && minute + minutesPerDay < end)
	);
}

function isWorkday(weekday: number): boolean {
	return weekday >= 1 && weekday <= 5;
}

function minutesOf(time: string): number {
	return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
