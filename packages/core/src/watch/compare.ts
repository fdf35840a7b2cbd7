import type { Order } from '../orders/order.ts';
import { compareCreated } from './compare-created.ts';
import { compareHolds } from './compare-holds.ts';
import { compareStatuses } from './compare-statuses.ts';
import type { Observed, WatchEvent } from './events.ts';
import { inOrderOfTelling } from './order-of-entry.ts';
import type { WatchState } from './state.ts';
import type { Period, SweepPosition } from './sweep.ts';

/** What one complete poll saw. */
export interface Seen {
	/** When it ran, in milliseconds since 1970. */
	at: number;
	account: string;
	/** See `WatchState`; of the state that comes of it. */
	series: string;
	/** Every suborder that was read, by its key. */
	observed: ReadonlyMap<string, Observed>;
	/** Keys of held suborders that were asked for and are not there. */
	absent: ReadonlySet<string>;
	/** Orders entered before this are not watched any more, in milliseconds since 1970. */
	horizon: number;
	/** See `WatchState`; after this poll. */
	unswept: readonly Period[];
	sweep?: SweepPosition;
	/**
	 * The orders entered since the time that is kept, and the time from which to ask in the next poll;
	 * where they were asked for.
	 */
	created?: { orders: readonly Order[]; from: number };
}

/** What is asked of the comparison; it decides what is kept, not what is told. */
export interface Parts {
	/** For `holdOverdue`; undefined where it is not asked for. */
	overdueHours?: readonly number[];
	created: boolean;
	statuses: boolean;
	/** Whether what is on hold at the first poll is told as placed. */
	tellFirst: boolean;
	/** Whether a hold is found without a sweep. */
	isFoundAtOnce: (observed: Observed) => boolean;
}

/** What changed, what is known next, and what is not watched because there is too much of it. */
export interface Compared {
	events: WatchEvent[];
	state: WatchState;
	dropped: { held: number; created: number; statuses: number };
}

/**
 * The difference between what is known and what a complete poll saw. Pure: the same arguments give
 * the same events with the same ids.
 */
export function compare(before: WatchState | undefined, seen: Seen, parts: Parts): Compared {
	const holds = compareHolds(before, seen, parts);
	const created = compareCreated(before, seen, parts);
	const statuses = compareStatuses(before, seen, parts);
	const { account, series, at: polledAt, unswept, sweep } = seen;
	const { held, endedHolds, forgottenHolds } = holds;
	const { forgottenChanges } = statuses;
	return {
		events: inOrderOfTelling([...created.events, ...statuses.events, ...holds.events]),
		state: {
			...{ account, series, polledAt, held, endedHolds, forgottenHolds, forgottenChanges, unswept },
			...(sweep && { sweep }),
			...(parts.overdueHours && { overdueHours: parts.overdueHours }),
			...(created.created && { created: created.created }),
			...(statuses.statuses && { statuses: statuses.statuses }),
		},
		dropped: { held: holds.dropped, created: created.dropped, statuses: statuses.dropped },
	};
}
