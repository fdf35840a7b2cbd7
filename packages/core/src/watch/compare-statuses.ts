import type { Parts, Seen } from './compare.ts';
import { firstCount, forget, nothingForgotten, secondsOf, type ForgottenCounts } from './counts.ts';
import { eventIdOf } from './event-id.ts';
import type { HoldCodes, Observed, WatchEvent } from './events.ts';
import type { KnownStatus, WatchState } from './state.ts';

/** What is kept: beyond this nothing new is watched, and a warning says so. */
export const maxStatuses = 20_000;

interface ComparedStatuses {
	events: WatchEvent[];
	statuses: WatchState['statuses'];
	forgottenChanges: ForgottenCounts;
	/** How many suborders are not watched. */
	dropped: number;
}

/** The suborders that have another status than when they were last seen. */
export function compareStatuses(
	before: WatchState | undefined,
	seen: Seen,
	parts: Parts,
): ComparedStatuses {
	const { kept, forgottenChanges } = forgetOld(before, parts.statuses ? seen.horizon : Infinity);
	if (!parts.statuses) return { events: [], statuses: undefined, forgottenChanges, dropped: 0 };
	const statuses = new Map(kept);
	const events: WatchEvent[] = [];
	let dropped = 0;
	for (const now of seen.observed.values()) {
		const entered = secondsOf(now.order.entryTimestamp);
		const enteredAt = entered || Math.floor(seen.at / 1000);
		if (!now.subOrder || enteredAt * 1000 < seen.horizon) continue;
		const { statusCode } = now.subOrder;
		const known = statuses.get(now.key);
		if (known && known.statusCode !== statusCode) {
			const next = { ...known, statusCode, changes: known.changes + 1 };
			const holdReasonCode = before?.held.get(now.key)?.holdReasonCode ?? '';
			events.push(statusEvent(now, { ...known, holdReasonCode }, next, seen.series));
			statuses.set(now.key, next);
		} else if (!known && statuses.size < maxStatuses) {
			const changes = firstCount(forgottenChanges, entered);
			statuses.set(now.key, { statusCode, changes, enteredAt });
		} else if (!known) {
			dropped++;
		}
	}
	return { events, statuses, forgottenChanges, dropped };
}

/** Keeps what was entered since the horizon, in milliseconds since 1970. */
function forgetOld(before: WatchState | undefined, horizon: number) {
	const kept: [string, KnownStatus][] = [];
	const forgotten: { enteredAt: number; count: number }[] = [];
	for (const [key, status] of before?.statuses ?? []) {
		const { enteredAt, changes } = status;
		if (enteredAt * 1000 >= horizon) kept.push([key, status]);
		else forgotten.push({ enteredAt, count: changes });
	}
	return {
		kept,
		forgottenChanges: forget(before?.forgottenChanges ?? nothingForgotten, forgotten),
	};
}

function statusEvent(
	now: Observed,
	before: HoldCodes,
	{ statusCode, changes }: KnownStatus,
	series: string,
): WatchEvent {
	const codes = [before.statusCode, statusCode, changes];
	return {
		event: 'statusChanged',
		eventId: eventIdOf('statusChanged', now, codes, series),
		now,
		before: { statusCode: before.statusCode, holdReasonCode: before.holdReasonCode },
		isGone: false,
	};
}
