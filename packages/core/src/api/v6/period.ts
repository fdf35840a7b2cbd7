import type { Criteria } from '../../input/criteria.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * How many days more are asked for at either end. The API takes whole days, and says neither in which
 * time zone nor whether the first and the last one count.
 */
const marginMs = 2 * dayMs;

/** Asked for where a search has an end and no start; a lone day is not documented. */
const earliestDay = '2000-01-01';

type Period = Pick<Criteria, 'createdAfter' | 'createdBefore'>;

/**
 * The two days between which the API is to look, `YYYY-MM-DD`; undefined where no time is asked for.
 * @param now milliseconds since 1970
 */
export function daysToAsk({ createdAfter, createdBefore }: Period, now: number) {
	if (createdAfter === undefined && createdBefore === undefined) return undefined;
	return [
		createdAfter === undefined ? earliestDay : dayOf(createdAfter - marginMs),
		dayOf((createdBefore ?? Math.max(now, createdAfter ?? now)) + marginMs),
	] as const;
}

/**
 * Whether an order was entered within the period. One that tells only a day, in a time zone that is not
 * told, may have been entered at any time of it and of the days beside it. Text that is not a date is kept.
 */
export function isEnteredWithin(entryTimestamp: string, period: Period): boolean {
	const { createdAfter = -Infinity, createdBefore = Infinity } = period;
	const time = Date.parse(entryTimestamp);
	if (Number.isNaN(time)) return true;
	const isDayOnly = /^\d{4}-\d\d-\d\d$/.test(entryTimestamp);
	const earliest = isDayOnly ? time - dayMs : time;
	const latest = isDayOnly ? time + 2 * dayMs : time;
	return latest >= createdAfter && earliest <= createdBefore;
}

/** Years that ISO 8601 writes with four digits. */
function dayOf(time: number): string {
	const first = Date.parse(earliestDay);
	const last = Date.UTC(9999, 11, 31);
	return new Date(Math.min(Math.max(time, first), last)).toISOString().slice(0, 10);
}
