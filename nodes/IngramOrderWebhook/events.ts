import { invalidInput, webhookEventNames } from '../shared/ingram.ts';

/**
 * The names of the events that start the workflow.
 * @throws IngramError `INVALID_INPUT` for none, and for what is no event
 */
export function readEvents(chosen: unknown): ReadonlySet<string> {
	const known: readonly string[] = webhookEventNames;
	const texts: readonly unknown[] =
		typeof chosen === 'string' ? chosen.split(',') : [chosen].flat();
	const events = texts.map((name) => (typeof name === 'string' ? name.trim() : ''));
	if (events.length > 0 && events.every((name) => known.includes(name))) return new Set(events);
	const message = `Events must be one or more of ${known.join(', ')}.`;
	throw invalidInput([{ name: 'events', message }]);
}
