import type { V6Settings } from './options.ts';

type Zone = Pick<V6Settings, 'utcOffset'>;

/** A stored time (UTC) as version 6 writes it. */
export function writeDate(timestamp: string, settings: V6Settings): string {
	switch (settings.dates) {
		case 'utc':
			return timestamp;
		case 'date':
			return dayOf(timestamp, settings);
		case 'offset':
			return localTime(timestamp, settings) + settings.utcOffset;
	}
}

/** The day of a stored time (UTC) in the settings' zone, `YYYY-MM-DD`. */
export function dayOf(timestamp: string, zone: Zone): string {
	return localTime(timestamp, zone).slice(0, 10);
}

/** Whether a text is a day that exists, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const time = Date.parse(text);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function localTime(timestamp: string, { utcOffset }: Zone): string {
	const [hours = 0, minutes = 0] = utcOffset.slice(1).split(':').map(Number);
	const ahead = (hours * 60 + minutes) * 60_000 * (utcOffset.startsWith('-') ? -1 : 1);
	return new Date(Date.parse(timestamp) + ahead).toISOString().slice(0, 19);
}
