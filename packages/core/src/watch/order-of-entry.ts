import { secondsOf } from './counts.ts';
import { eventNames, type Observed, type WatchEvent } from './events.ts';

/** Those entered first come first; what is not a date comes before all others. */
export function inOrderOfEntry(observed: Iterable<Observed>): Observed[] {
	return [...observed].sort(compareObserved);
}

/** The events of each suborder together, in the order in which they are told. */
export function inOrderOfTelling(events: Iterable<WatchEvent>): WatchEvent[] {
	return [...events].sort(
		(one, other) =>
			compareObserved(one.now, other.now) ||
			eventNames.indexOf(one.event) - eventNames.indexOf(other.event),
	);
}

function compareObserved(one: Observed, other: Observed): number {
	return (
		secondsOf(one.order.entryTimestamp) - secondsOf(other.order.entryTimestamp) ||
		compareText(one.order.orderNumber, other.order.orderNumber) ||
		compareText(one.subOrder?.subOrderNumber ?? '', other.subOrder?.subOrderNumber ?? '') ||
		compareText(one.key, other.key)
	);
}

function compareText(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}
