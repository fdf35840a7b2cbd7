import { quote } from '../errors/quote.ts';
import { readDateText } from './date-text.ts';
import { isTimeZone, localToUtc, type PeriodEdge } from './time-zone.ts';

/** An instant in whole milliseconds since 1970, or a sentence that says what is accepted. */
export type When = { ok: true; time: number } | { ok: false; problem: string };

export interface WhenOptions {
	/** IANA name; read for texts that name no zone. */
	timeZone: string;
	/** A day without a time is its first second (`start`) or its last (`end`). */
	dayEdge: PeriodEdge;
}

const accepted =
	'Give a date such as 2024-05-01, a date with time such as 2024-05-01T14:30 or 2024-05-01T14:30:00+02:00, or the milliseconds since 1970.';
const earliest = Date.UTC(1970);
const latest = Date.UTC(9999, 11, 31, 23, 59, 59);
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Reads what a user gives for one end of a period.
 *
 * Accepts ISO 8601 dates and date-times, with or without a zone; dates of mail and HTTP headers;
 * Date and Luxon objects; milliseconds (from 1e11) or seconds (from 1e9) since 1970, as a number or
 * as digits. Years 1970 to 9999; a day at either end of that which belongs to it only in its own
 * time zone is moved inside. Never throws.
 *
 * Times that a change to or from summer time shows twice or not at all: see `localToUtc`.
 */
export function parseWhen(value: unknown, options: WhenOptions): When {
	if (typeof value === 'number') return fromNumber(value);
	if (typeof value === 'string') return fromText(value.trim(), options);
	const time = typeof value === 'object' && value !== null ? millisecondsOf(value) : NaN;
	return Number.isFinite(time) ? fromTime(time) : refuse('This is not a date.');
}

function fromText(text: string, options: WhenOptions): When {
	if (text === '') return refuse('The date is empty.');
	if (/^\d+$/.test(text)) return fromNumber(Number(text));
	const date = readDateText(text);
	if (date === 'impossible')
		return refuse(`There is no such date or time as "${quote(text, [])}".`);
	if (date === 'unreadable') return refuse(unreadable(text));
	if (date.offset !== undefined) return fromTime(date.local - date.offset);
	if (!isTimeZone(options.timeZone)) {
		return refuse(`The time zone "${quote(options.timeZone, [])}" is not known.`);
	}
	const atEnd = date.dateOnly && options.dayEdge === 'end';
	const local = atEnd ? date.local + dayMs - 1000 : date.local;
	return fromTime(localToUtc(local, options.timeZone, options.dayEdge));
}

function unreadable(text: string): string {
	return /^\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}\b/.test(text)
		? `"${quote(text, [])}" can be read with the day first or with the month first.`
		: `"${quote(text, [])}" is not a date.`;
}

function fromNumber(value: number): When {
	if (value >= 1e11) return fromTime(value);
	if (value >= 1e9) return fromTime(value * 1000);
	return refuse(`The number ${String(value)} is not a date.`);
}

function fromTime(time: number): When {
	if (!(time >= earliest - dayMs && time <= latest + dayMs)) {
		return refuse('The date must be between the years 1970 and 9999.');
	}
	return { ok: true, time: Math.floor(Math.min(Math.max(time, earliest), latest)) };
}

/** Date and Luxon objects may come from another realm, where `instanceof` fails. */
function millisecondsOf(value: object): number {
	try {
		const time = tellTime(value);
		return typeof time === 'number' ? time : NaN;
	} catch {
		return NaN;
	}
}

function tellTime(value: { toMillis?: () => unknown; getTime?: () => unknown }): unknown {
	return value.toMillis?.() ?? value.getTime?.();
}

function refuse(problem: string): When {
	return { ok: false, problem: `${problem} ${accepted}` };
}
