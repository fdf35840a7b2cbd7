import type { Order } from '../orders/order.ts';
import {
	eventNames,
	type EventName,
	type HoldCodes,
	type Observed,
	type WatchEvent,
} from './events.ts';
import { observe, orderWatchKey } from './identity.ts';
import type { Held, KnownStatus, WatchState } from './state.ts';

/** Holds that begin are told of no more than this in one poll; the others follow in the next. */
const maxPlaced = 1000;

/** What is kept: beyond this nothing new is watched, and a warning says so. */
export const maxHeld = 5000;
const maxEndedHolds = 10_000;
export const maxStatuses = 20_000;

/** How far back new orders are asked for again: they share seconds, and some arrive late. */
export const createdOverlapMs = 15 * 60_000;

/** After so many polls in which a suborder could not be found, it is told as released. */
const pollsUntilGone = 3;

/** What one complete poll saw. */
export interface Seen {
	/** When it ran, in milliseconds since 1970. */
	at: number;
	account: string;
	/** Every suborder that was read, by its key. */
	observed: ReadonlyMap<string, Observed>;
	/** Keys of held suborders that were asked for and are not there. */
	absent: ReadonlySet<string>;
	/** Orders of the past before this are forgotten, in milliseconds since 1970. */
	horizon: number;
	/** Entry times from here on have been swept at least once by now, where there is a sweep. */
	sweptFrom?: number;
	/** The orders entered since the newest one seen, less the overlap; where they were asked for. */
	created?: { orders: readonly Order[]; until: number };
}

/** What is asked of the comparison; it decides what is kept, not what is told. */
export interface Parts {
	/** For `holdOverdue`; undefined where it is not asked for. */
	overdueHours?: readonly number[];
	statuses: boolean;
	/** Whether what is on hold at the first poll is told as placed. */
	tellFirst: boolean;
	/** Whether a hold is found without a sweep. */
	isListedAsHeld: (statusCode: string) => boolean;
}

/** What changed, what is known next, and what is no longer watched because there is too much of it. */
export interface Compared {
	events: WatchEvent[];
	state: WatchState;
	dropped: { held: number; statuses: number };
}

/**
 * The difference between what is known and what a complete poll saw. Pure: the same arguments give
 * the same events with the same ids.
 */
export function compare(before: WatchState | undefined, seen: Seen, parts: Parts): Compared {
	const holds = compareHolds(before, seen, parts);
	const overdue = compareOverdue(before, seen, holds.held, parts);
	const created = compareCreated(before, seen);
	const statuses = compareStatuses(before, seen, parts);
	return {
		events: [...created.events, ...holds.events, ...overdue.events, ...statuses.events].sort(
			inOrder,
		),
		state: {
			account: seen.account,
			polledAt: seen.at,
			held: overdue.held,
			endedHolds: holds.endedHolds,
			...(seen.sweptFrom !== undefined && { sweptFrom: seen.sweptFrom }),
			...(parts.overdueHours && { overdueHours: parts.overdueHours }),
			...(created.created && { created: created.created }),
			...(statuses.statuses && { statuses: statuses.statuses }),
		},
		dropped: { held: holds.dropped, statuses: statuses.dropped },
	};
}

function compareHolds(before: WatchState | undefined, seen: Seen, parts: Parts) {
	const held = new Map(before?.held);
	const endedHolds = new Map(before?.endedHolds);
	const events: WatchEvent[] = [];
	let placed = 0;
	let dropped = 0;
	const end = (known: Held) => {
		held.delete(known.key);
		endedHolds.delete(known.key);
		endedHolds.set(known.key, known.hold);
	};
	for (const known of before?.held.values() ?? []) {
		const now = seen.observed.get(known.key);
		if (!now) {
			if (!seen.absent.has(known.key)) continue;
			const missed = known.missed + 1;
			if (missed < pollsUntilGone) {
				held.set(known.key, { ...known, missed });
				continue;
			}
			events.push({ ...holdEvent('holdReleased', gone(known), known, known), isGone: true });
			end(known);
		} else if (now.subOrder?.onHold) {
			const next = toHeld(now, { ...known, missed: 0 });
			const hasChanged = !isSame(known, next);
			held.set(known.key, hasChanged ? { ...next, changes: known.changes + 1 } : next);
			if (hasChanged) {
				const changed = { ...next, changes: known.changes + 1 };
				events.push(holdEvent('holdChanged', now, known, changed));
			}
		} else {
			events.push(holdEvent('holdReleased', now, known, known));
			end(known);
		}
	}
	for (const now of inOrderOfEntry(seen.observed.values())) {
		if (!now.subOrder?.onHold || held.has(now.key) || before?.held.has(now.key)) continue;
		const isTold = isNewHold(before, now, parts);
		if (isTold && placed >= maxPlaced) continue;
		if (held.size >= maxHeld) {
			dropped++;
			continue;
		}
		const hold = (endedHolds.get(now.key) ?? 0) + 1;
		const since = Math.floor(seen.at / 1000);
		const added = toHeld(now, { since, hold, changes: 0, overdueTold: [], missed: 0 });
		held.set(now.key, added);
		endedHolds.delete(now.key);
		if (!isTold) continue;
		placed++;
		events.push(holdEvent('holdPlaced', now, undefined, added));
	}
	return { events, held, endedHolds: newest(endedHolds, maxEndedHolds), dropped };
}

/** Whether a hold began since the last poll, or is only seen for the first time. */
function isNewHold(before: WatchState | undefined, { order, subOrder }: Observed, parts: Parts) {
	if (!before) return parts.tellFirst;
	if (parts.tellFirst || parts.isListedAsHeld(subOrder?.statusCode ?? '')) return true;
	// Held by its reason alone: what was there before the first sweep of its period may be old.
	const enteredAt = Date.parse(order.entryTimestamp);
	return (
		Number.isNaN(enteredAt) || (before.sweptFrom !== undefined && enteredAt >= before.sweptFrom)
	);
}

function compareOverdue(
	before: WatchState | undefined,
	seen: Seen,
	held: ReadonlyMap<string, Held>,
	{ overdueHours }: Parts,
) {
	if (!overdueHours) return { events: [], held };
	const events: WatchEvent[] = [];
	const next = new Map(held);
	const asked = before?.overdueHours ?? [];
	for (const known of held.values()) {
		const ageHours = (seen.at / 1000 - known.since) / 3600;
		const passed = overdueHours.filter(
			(hours) => ageHours >= hours && !known.overdueTold.includes(hours),
		);
		if (passed.length === 0) continue;
		next.set(known.key, { ...known, overdueTold: [...known.overdueTold, ...passed] });
		// Hours that were not asked for before begin to count now.
		for (const hours of passed.filter((hour) => asked.includes(hour))) {
			const now = seen.observed.get(known.key) ?? lastKnown(known);
			const event = holdEvent('holdOverdue', now, known, known);
			events.push({ ...event, eventId: `${event.eventId}:${String(hours)}` });
		}
	}
	return { events, held: next };
}

function compareCreated(before: WatchState | undefined, { created }: Seen) {
	if (!created) return { events: [], created: undefined };
	const known = before?.created;
	const events = created.orders
		.filter((order) => known && !known.seen.has(orderWatchKey(order)))
		.flatMap(observe)
		.map((now): WatchEvent => ({
			event: 'orderCreated',
			eventId: idOf('orderCreated', now, []),
			now,
			isGone: false,
		}));
	// The next poll asks from here on; what has no date it may be told of at any time.
	const from = created.until - createdOverlapMs;
	const again = created.orders.filter(({ entryTimestamp }) => !(Date.parse(entryTimestamp) < from));
	return { events, created: { until: created.until, seen: new Set(again.map(orderWatchKey)) } };
}

function compareStatuses(before: WatchState | undefined, seen: Seen, { statuses }: Parts) {
	if (!statuses) return { events: [], statuses: undefined, dropped: 0 };
	const known = new Map(before?.statuses);
	const events: WatchEvent[] = [];
	let dropped = 0;
	for (const now of seen.observed.values()) {
		if (!now.subOrder) continue;
		const { statusCode } = now.subOrder;
		const earlier = known.get(now.key);
		if (!earlier && known.size >= maxStatuses) {
			dropped++;
			continue;
		}
		if (earlier?.statusCode === statusCode) continue;
		const changes = earlier ? earlier.changes + 1 : 0;
		known.set(now.key, { statusCode, changes, enteredAt: secondsOf(now.order.entryTimestamp) });
		if (!earlier) continue;
		const codes = [earlier.statusCode, statusCode, changes];
		events.push({
			event: 'statusChanged',
			eventId: idOf('statusChanged', now, codes),
			now,
			before: { statusCode: earlier.statusCode, holdReasonCode: '' },
			isGone: false,
		});
	}
	return { events, statuses: withoutOld(known, seen.horizon), dropped };
}

function holdEvent(
	event: EventName,
	now: Observed,
	before: Held | undefined,
	held: Held,
): WatchEvent {
	const from = before ? `${before.statusCode}/${before.holdReasonCode}` : '';
	const { statusCode = '', holdReasonCode = '' } = now.subOrder ?? {};
	const to = `${statusCode}/${holdReasonCode}`;
	return {
		event,
		eventId: idOf(event, now, [from, to, held.hold, held.changes]),
		now,
		...(before && {
			before: { statusCode: before.statusCode, holdReasonCode: before.holdReasonCode },
		}),
		heldSince: held.since * 1000,
		isGone: false,
	};
}

/** Made of what happened and to which suborder, and of nothing that depends on when it was polled. */
function idOf(event: EventName, { key, order, subOrder }: Observed, codes: readonly unknown[]) {
	const name = subOrder?.subOrderNumber || order.orderNumber;
	return [event, name, key, ...codes].join(':');
}

function toHeld(
	{ key, order, subOrder }: Observed,
	rest: Pick<Held, 'since' | 'hold' | 'changes' | 'overdueTold' | 'missed'>,
): Held {
	const { since, hold, changes, overdueTold, missed } = rest;
	return {
		key,
		orderNumber: order.orderNumber,
		subOrderNumber: subOrder?.subOrderNumber ?? '',
		customerOrderNumber: order.customerOrderNumber,
		entryTimestamp: order.entryTimestamp,
		statusCode: subOrder?.statusCode ?? '',
		holdReasonCode: subOrder?.holdReasonCode ?? '',
		...{ since, hold, changes, overdueTold, missed },
	};
}

/** A held suborder as it was last seen. */
function lastKnown(held: Held, onHold = true): Observed {
	const { key, orderNumber, customerOrderNumber, entryTimestamp, subOrderNumber } = held;
	const { statusCode, holdReasonCode } = held;
	const subOrder = {
		...{ subOrderNumber, statusCode, status: '', holdReasonCode, holdReason: '' },
		...{ onHold, links: [], raw: {} },
	};
	const order = {
		...{ orderNumber, customerOrderNumber, entryTimestamp },
		...{ subOrders: [subOrder], links: [], raw: {} },
	};
	return { key, order, subOrder };
}

/** A suborder that cannot be found any more: nothing is on hold. */
function gone(held: Held): Observed {
	return lastKnown(held, false);
}

function isSame(one: HoldCodes, other: HoldCodes): boolean {
	return one.statusCode === other.statusCode && one.holdReasonCode === other.holdReasonCode;
}

function secondsOf(timestamp: string): number {
	const time = Date.parse(timestamp);
	return Number.isNaN(time) ? 0 : Math.max(0, Math.floor(time / 1000));
}

function inOrderOfEntry(observed: Iterable<Observed>): Observed[] {
	return [...observed].sort(
		(one, other) =>
			secondsOf(one.order.entryTimestamp) - secondsOf(other.order.entryTimestamp) ||
			compareText(one.key, other.key),
	);
}

function inOrder(one: WatchEvent, other: WatchEvent): number {
	return (
		secondsOf(one.now.order.entryTimestamp) - secondsOf(other.now.order.entryTimestamp) ||
		compareText(one.now.key, other.now.key) ||
		eventNames.indexOf(one.event) - eventNames.indexOf(other.event) ||
		compareText(one.eventId, other.eventId)
	);
}

function compareText(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}

/** The entries that were added last. */
function newest<T>(entries: ReadonlyMap<string, T>, max: number): ReadonlyMap<string, T> {
	return entries.size <= max ? entries : new Map([...entries].slice(-max));
}

function withoutOld(
	statuses: ReadonlyMap<string, KnownStatus>,
	horizon: number,
): ReadonlyMap<string, KnownStatus> {
	return new Map(
		[...statuses].filter(([, { enteredAt }]) => enteredAt === 0 || enteredAt * 1000 >= horizon),
	);
}
