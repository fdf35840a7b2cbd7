import type { Order } from '../orders/order.ts';
import type { Parts, Seen } from './compare.ts';
import { eventIdOf } from './event-id.ts';
import type { WatchEvent } from './events.ts';
import { observe, orderWatchKey } from './identity.ts';
import type { WatchState } from './state.ts';

/** So many orders are remembered of the time that is asked for again; the newest ones. */
export const maxCreated = 20_000;

interface ComparedCreated {
	events: WatchEvent[];
	created: WatchState['created'];
	/** How many orders are not remembered, so that none is looked for that arrives late. */
	dropped: number;
}

/** The orders that were not there before. */
export function compareCreated(
	before: WatchState | undefined,
	{ created, series }: Seen,
	parts: Parts,
): ComparedCreated {
	const known = before?.created;
	if (!parts.created) return { events: [], created: undefined, dropped: 0 };
	if (!created) return { events: [], created: known, dropped: 0 };
	const events = created.orders
		.filter((order) => known && !known.seen.has(orderWatchKey(order)))
		.flatMap(observe)
		.map((now): WatchEvent => ({
			event: 'orderCreated',
			eventId: eventIdOf('orderCreated', now, [], series),
			now,
			isGone: false,
		}));
	return { events, ...remember(created) };
}

/** Of the orders that will be asked for again. What is not a date may be given at any time. */
function remember({ orders, from }: NonNullable<Seen['created']>) {
	const again = orders
		.map((order) => ({ order, enteredAt: timeOf(order) }))
		.filter(({ enteredAt }) => enteredAt >= from)
		.sort((one, other) => compareTimes(other.enteredAt, one.enteredAt));
	// What shares its second with one that is not remembered cannot be asked for again either.
	const forgotten = again[maxCreated];
	const start = forgotten ? forgotten.enteredAt + 1000 : from;
	const kept = again.filter(({ enteredAt }) => enteredAt >= start);
	return {
		created: { from: start, seen: new Set(kept.map(({ order }) => orderWatchKey(order))) },
		dropped: again.length - kept.length,
	};
}

function timeOf({ entryTimestamp }: Order): number {
	const time = Date.parse(entryTimestamp);
	return Number.isNaN(time) ? Infinity : time;
}

function compareTimes(one: number, other: number): number {
	return one < other ? -1 : Number(one > other);
}
