import type { EventName, PollOutcome } from '@ingram-orders/core';
import { orderIdOf } from './watch-truth.ts';

/** An event as a test expects it. */
export interface Expected {
	event: EventName;
	id: string;
	/** Codes before and now; `''` for none. */
	from: string;
	to: string;
	/** What the event's id stands for. */
	identity: string;
}

/** An event as it was told. */
export interface Told {
	event: EventName;
	eventId: string;
	id: string;
	from: string;
	to: string;
	isGone: boolean;
	onHoldSince: string;
}

export function toldOf(item: Extract<PollOutcome, { kind: 'complete' }>['items'][number]): Told {
	if (!('subOrderNumber' in item)) throw new Error('These tests tell of suborders.');
	const { event, eventId, statusCode, holdReasonCode, onHoldSince, gone = false } = item;
	const isOfStatus = event === 'statusChanged';
	const isFirst = event === 'holdPlaced' || event === 'orderCreated';
	const from = isFirst
		? item.previousStatusCode + item.previousHoldReasonCode
		: `${item.previousStatusCode}/${item.previousHoldReasonCode}`;
	return {
		...{ event, eventId, onHoldSince, isGone: gone },
		id: `${orderIdOf(item)} ${item.subOrderNumber}`,
		from: isOfStatus ? item.previousStatusCode : from,
		to: isOfStatus ? statusCode : `${statusCode}/${holdReasonCode}`,
	};
}

/** Each expected event was told once, and nothing else. Gives what each id stands for. */
export function matchAll(expected: readonly Expected[], told: readonly Told[]) {
	const left = [...told];
	const matched = expected.map(({ event, id, from, to, identity }) => {
		const place = left.findIndex(
			(each) => each.event === event && each.id === id && each.from === from && each.to === to,
		);
		const [found] = place < 0 ? [] : left.splice(place, 1);
		if (!found) throw new Error(`Not told: ${event} ${id} ${from} -> ${to}`);
		return { eventId: found.eventId, identity };
	});
	const [unexpected] = left;
	if (unexpected) throw new Error(`Told for nothing: ${JSON.stringify(unexpected)}`);
	return matched;
}

const names: readonly EventName[] = [
	...(['orderCreated', 'statusChanged', 'holdPlaced', 'holdChanged'] as const),
	...(['holdReleased', 'holdOverdue'] as const),
];

/** A suborder gets its events in the order in which they happened. */
export function expectOrder(told: readonly Told[]): void {
	const last = new Map<string, number>();
	for (const { id, event } of told) {
		const place = names.indexOf(event);
		expectTrue(place >= (last.get(id) ?? 0), `${event} of ${id} comes too late`);
		last.set(id, place);
	}
}

export function expectTrue(condition: boolean, what: string): asserts condition {
	if (!condition) throw new Error(what);
}
