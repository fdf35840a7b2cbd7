const dayMs = 24 * 60 * 60 * 1000;

/** Which end of a period a time is: both ends belong to the period. */
export type PeriodEdge = 'start' | 'end';

/** Whether the runtime knows this time zone, e.g. `Europe/Berlin`. */
export function isTimeZone(text: unknown): text is string {
	if (typeof text !== 'string') return false;
	try {
		new Intl.DateTimeFormat('en-US', { timeZone: text });
		return true;
	} catch {
		return false;
	}
}

/**
 * A time zone's offsets: milliseconds that its clocks are ahead of UTC at an instant (whole
 * milliseconds since 1970).
 * @throws RangeError when the runtime does not know the time zone
 */
export function offsetsOf(timeZone: string): (time: number) => number {
	const clock = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	return (time) => {
		const shown = new Map(
			clock.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
		);
		const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
		const local = Date.UTC(
			part('year'),
			part('month') - 1,
			part('day'),
			part('hour'),
			part('minute'),
			part('second'),
		);
		return local - Math.floor(time / 1000) * 1000;
	};
}

/**
 * The instant at which the clocks of a time zone show a time.
 *
 * When clocks are put back a time is shown twice: a start is the first, an end the last of the two.
 * When they are put forward a time is never shown: a start is the first instant after the
 * change, an end the last one before. So a period holds exactly what its local times say.
 *
 * @param local what the clocks show, as milliseconds since 1970 if they were in UTC
 * @throws RangeError when the runtime does not know the time zone
 */
export function localToUtc(local: number, timeZone: string, edge: PeriodEdge): number {
	const offsetAt = offsetsOf(timeZone);
	const toLocal = (time: number) => time + offsetAt(time);
	const candidates = [local - offsetAt(local - dayMs), local - offsetAt(local + dayMs)];
	const shown = candidates.filter((time) => toLocal(time) === local);
	if (shown.length > 0) return edge === 'start' ? Math.min(...shown) : Math.max(...shown);

	let before = Math.min(...candidates);
	let after = Math.max(...candidates);
	while (after - before > 1) {
		const middle = Math.floor((before + after) / 2);
		if (toLocal(middle) < local) before = middle;
		else after = middle;
	}
	return edge === 'start' ? after : before;
}
