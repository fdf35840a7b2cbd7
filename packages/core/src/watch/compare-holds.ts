import { firstCount, forget, nothingForgotten, secondsOf } from './counts.ts';
import type { EventName, HoldCodes, Observed, WatchEvent } from './events.ts';
import { eventIdOf } from './event-id.ts';
import { goneNow, toHeld, type Held } from './held.ts';
import { inOrderOfEntry } from './order-of-entry.ts';
import type { Parts, Seen } from './compare.ts';
import type { EndedHolds, WatchState } from './state.ts';
import { isWithin } from './sweep.ts';

/** Holds that begin are told of no more than this in one poll; the others follow in the next. */
const maxPlaced = 1000;

/** What is kept: beyond this nothing new is watched, and a warning says so. */
export const maxHeld = 5000;
const maxEndedHolds = 10_000;

/** After so many look-ups running in which a suborder could not be found, it is told as released. */
const missedUntilGone = 3;

type HoldState = Pick<WatchState, 'held' | 'endedHolds' | 'forgottenHolds'>;

interface ComparedHolds extends HoldState {
	events: WatchEvent[];
	/** How many suborders are on hold and not watched. */
	dropped: number;
}

/** What became of the holds that are known, and which began. */
export function compareHolds(
	before: WatchState | undefined,
	seen: Seen,
	parts: Parts,
): ComparedHolds {
	const known = compareKnown(before, seen, parts);
	const begun = compareBegun(before, known, seen, parts);
	return {
		events: [...known.events, ...begun.events],
		held: begun.held,
		dropped: begun.dropped,
		...forgetEnded(begun.endedHolds, known.forgottenHolds, seen.horizon),
	};
}

function compareKnown(before: WatchState | undefined, seen: Seen, { overdueHours }: Parts) {
	const held = new Map<string, Held>();
	const seenNow = new Map<string, Held>();
	const endedHolds = new Map(before?.endedHolds);
	const forgottenHolds = before?.forgottenHolds ?? nothingForgotten;
	const events: WatchEvent[] = [];
	const event = (name: EventName, now: Observed, from: Held, to: Held) =>
		events.push(holdEvent(name, now, from, to, seen.series));
	for (const known of before?.held.values() ?? []) {
		const now = seen.observed.get(known.key);
		const missed = known.missed + Number(seen.absent.has(known.key));
		if (now?.subOrder?.onHold) {
			const hasChanged = !isSame(known, now.subOrder);
			const changes = known.changes + Number(hasChanged);
			const next = toHeld(now, { ...known, changes, missed: 0 });
			if (hasChanged) event('holdChanged', now, known, next);
			const overdue = overdueNow(next, before?.overdueHours, seen.at, overdueHours);
			for (const hours of overdue.told) {
				events.push(overdueEvent(now, next, hours, seen.series));
			}
			seenNow.set(known.key, { ...next, overdueHours: overdue.until });
		} else if (now || missed >= missedUntilGone) {
			events.push({
				...holdEvent('holdReleased', now ?? goneNow(known), known, known, seen.series),
				isGone: now === undefined,
			});
			endedHolds.set(known.key, endedOf(known));
		} else {
			held.set(known.key, missed === known.missed ? known : { ...known, missed });
		}
	}
	return { events, held: new Map([...held, ...seenNow]), endedHolds, forgottenHolds };
}

function compareBegun(
	before: WatchState | undefined,
	known: HoldState,
	seen: Seen,
	parts: Parts,
): Omit<ComparedHolds, 'forgottenHolds'> {
	const held = new Map(known.held);
	const endedHolds = new Map(known.endedHolds);
	const events: WatchEvent[] = [];
	let dropped = 0;
	const begun = [...seen.observed.values()].filter(
		({ key, order, subOrder }) => subOrder?.onHold && !held.has(key) && isWatched(order, seen),
	);
	for (const now of inOrderOfEntry(begun)) {
		const isTold = isNewHold(before, now, parts);
		if (isTold && events.length >= maxPlaced) continue;
		if (held.size >= maxHeld) {
			dropped++;
			continue;
		}
		const earlier =
			endedHolds.get(now.key)?.holds ??
			firstCount(known.forgottenHolds, secondsOf(now.order.entryTimestamp));
		const since = Math.floor(seen.at / 1000);
		const added = toHeld(now, {
			...{ since, hold: earlier + 1, changes: 0, overdueHours: 0, missed: 0 },
		});
		held.set(now.key, added);
		endedHolds.delete(now.key);
		if (isTold) events.push(holdEvent('holdPlaced', now, undefined, added, seen.series));
	}
	return { events, held, endedHolds, dropped };
}

/**
 * Entered within the lookback. Older orders come up by chance, and what is on hold there was not asked
 * for; what is not a date may have been entered at any time.
 */
function isWatched({ entryTimestamp }: Observed['order'], { horizon }: Seen): boolean {
	return !(Date.parse(entryTimestamp) < horizon);
}

/** Whether a hold began since the last poll, or is only seen for the first time. */
function isNewHold(
	before: WatchState | undefined,
	observed: Observed,
	{ tellFirst, isFoundAtOnce }: Parts,
): boolean {
	if (!before || tellFirst) return tellFirst;
	// Held by its reason alone: what was there before its period was first swept may be old.
	return (
		isFoundAtOnce(observed) || !isWithin(before.unswept, Date.parse(observed.order.entryTimestamp))
	);
}

/** For how many hours a hold has been told as overdue by now, and which of them are to be told. */
function overdueNow(
	held: Held,
	askedBefore: readonly number[] = [],
	at: number,
	hours: readonly number[] = [],
): { told: number[]; until: number } {
	const ageHours = (at / 1000 - held.since) / 3600;
	const passed = hours.filter((hour) => hour > held.overdueHours && hour <= ageHours);
	return {
		// Hours that were not asked for before begin to count now.
		told: passed.filter((hour) => askedBefore.includes(hour)),
		until: Math.max(held.overdueHours, ...passed),
	};
}

function holdEvent(
	event: EventName,
	now: Observed,
	before: Held | undefined,
	held: Held,
	series: string,
): WatchEvent {
	const from = before ? `${before.statusCode}/${before.holdReasonCode}` : '';
	const { statusCode = '', holdReasonCode = '' } = now.subOrder ?? {};
	const to = `${statusCode}/${holdReasonCode}`;
	return {
		event,
		eventId: eventIdOf(event, now, [from, to, held.hold, held.changes], series),
		now,
		...(before && {
			before: { statusCode: before.statusCode, holdReasonCode: before.holdReasonCode },
		}),
		heldSince: held.since * 1000,
		isGone: false,
	};
}

/** Of the hold and the hours alone, as nothing else belongs to it. */
function overdueEvent(now: Observed, held: Held, hours: number, series: string): WatchEvent {
	return {
		...holdEvent('holdOverdue', now, held, held, series),
		eventId: eventIdOf('holdOverdue', now, [held.hold, hours], series),
	};
}

function endedOf({ hold, entryTimestamp }: Held): EndedHolds {
	return { holds: hold, enteredAt: secondsOf(entryTimestamp) };
}

/** Keeps the counts of suborders that may be on hold again, and no more than there is room for. */
function forgetEnded(
	endedHolds: ReadonlyMap<string, EndedHolds>,
	forgottenHolds: WatchState['forgottenHolds'],
	horizon: number,
): Pick<WatchState, 'endedHolds' | 'forgottenHolds'> {
	const newestFirst = [...endedHolds].sort(([, a], [, b]) => b.enteredAt - a.enteredAt);
	const isKept = ({ enteredAt }: EndedHolds, place: number) =>
		enteredAt * 1000 >= horizon && place < maxEndedHolds;
	const forgotten = newestFirst.filter(([, ended], place) => !isKept(ended, place));
	const counts = forgotten.map(([, { holds, enteredAt }]) => ({ enteredAt, count: holds }));
	return {
		endedHolds: new Map(newestFirst.filter(([, ended], place) => isKept(ended, place))),
		forgottenHolds: forget(forgottenHolds, counts),
	};
}

function isSame(one: HoldCodes, other: HoldCodes): boolean {
	return one.statusCode === other.statusCode && one.holdReasonCode === other.holdReasonCode;
}
