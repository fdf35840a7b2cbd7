import type { EventName, Observed } from './events.ts';

/**
 * The id of an event: made of what happened, to which suborder, and of counts that are kept with the
 * state. Nothing of it depends on when it was polled, so that an event that is told again has the
 * same one.
 * @param series see `WatchState`
 */
export function eventIdOf(
	event: EventName,
	{ key, order, subOrder }: Observed,
	parts: readonly (string | number)[],
	series: string,
): string {
	const name = subOrder?.subOrderNumber || order.orderNumber;
	return [event, name, key, ...parts, ...(series === '' ? [] : [series])].join(':');
}
