import { isObject, parseJson } from '../json.ts';
import type { ForgottenCounts } from './counts.ts';
import { writeHeld } from './held-text.ts';
import type { Held } from './held.ts';
import { parseState } from './parse-state.ts';
import { joinFields } from './state-text.ts';
import type { Period, SweepPosition } from './sweep.ts';

/** A suborder that was on hold, and is not any more. */
export interface EndedHolds {
	/** How many of its holds are over. */
	holds: number;
	/** The order's entry, in seconds since 1970; 0 where it is not a date. */
	enteredAt: number;
}

/** A status that is watched for changes. */
export interface KnownStatus {
	statusCode: string;
	/** How often it has changed. */
	changes: number;
	/** The order's entry in seconds since 1970, or when it was first seen where that is not a date. */
	enteredAt: number;
}

/**
 * What a watch knows between two polls: of the whole account, whatever is told of it. Each optional
 * part is there once it has been asked for.
 */
export interface WatchState {
	/** Whose orders: see `accountMark`. */
	account: string;
	/** Tells counts from those of a state that was lost; `''` where there was none. */
	series: string;
	/** When the last complete poll ran, in milliseconds since 1970. */
	polledAt: number;
	/** What has not been seen for the longest time comes first. */
	held: ReadonlyMap<string, Held>;
	/** Of the suborders that are watched and had a hold. */
	endedHolds: ReadonlyMap<string, EndedHolds>;
	forgottenHolds: ForgottenCounts;
	forgottenChanges: ForgottenCounts;
	/** Entry times that no sweep has read yet: what is on hold there may have been so for long. */
	unswept: readonly Period[];
	sweep?: SweepPosition;
	/** For `holdOverdue`: the hours that were asked for at the last poll. */
	overdueHours?: readonly number[];
	/** For `orderCreated`: asks from this entry time on; the keys of the orders that are known there. */
	created?: { from: number; seen: ReadonlySet<string> };
	/** For `statusChanged`. */
	statuses?: ReadonlyMap<string, KnownStatus>;
}

/** A state as it is kept by a host: a JSON value. */
export interface StoredState {
	version: number;
	account: string;
	series: string;
	polledAt: number;
	held: string[];
	endedHolds: string[];
	/** Each `before` and `count`. */
	forgotten: { holds: number[]; changes: number[] };
	/** Each `from` and `to`. */
	unswept: number[][];
	sweep?: { lengthMs: number; count: number; next: number };
	overdueHours?: number[];
	created?: { from: number; seen: string[] };
	statuses?: string[];
}

const version = 1;

/** The state as a JSON value, to be replaced as a whole. */
export function storeState(state: WatchState): StoredState {
	const { account, series, polledAt, sweep, overdueHours, created, statuses } = state;
	const { forgottenHolds: holds, forgottenChanges: changes } = state;
	return {
		version,
		account,
		series,
		polledAt,
		held: Array.from(state.held.values(), writeHeld),
		endedHolds: Array.from(state.endedHolds, ([key, ended]) =>
			joinFields([key, ended.holds, ended.enteredAt.toString(36)]),
		),
		forgotten: { holds: [holds.before, holds.count], changes: [changes.before, changes.count] },
		unswept: state.unswept.map(({ from, to }) => [from, to]),
		...(sweep && { sweep: { ...sweep } }),
		...(overdueHours && { overdueHours: [...overdueHours] }),
		...(created && { created: { from: created.from, seen: [...created.seen] } }),
		...(statuses && {
			statuses: Array.from(statuses, ([key, { statusCode, changes, enteredAt }]) =>
				joinFields([key, statusCode, changes, enteredAt.toString(36)]),
			),
		}),
	};
}

/** Why a stored state cannot be used. */
export type StateProblem = 'broken' | 'newer' | 'other-account';

/**
 * Reads what a host has kept; text is taken for JSON. Undefined where there is nothing. Never throws.
 * @param account the mark of the account that is watched
 */
export function readState(
	stored: unknown,
	account: string,
): { state: WatchState } | { problem: StateProblem } | undefined {
	if (stored === undefined || stored === null || stored === '') return undefined;
	const value = typeof stored === 'string' ? parseJson(stored) : stored;
	if (!isObject(value)) return { problem: 'broken' };
	if (typeof value['version'] === 'number' && value['version'] > version) {
		return { problem: 'newer' };
	}
	if (value['version'] !== version) return { problem: 'broken' };
	try {
		const state = parseState(value);
		return state.account === account ? { state } : { problem: 'other-account' };
	} catch {
		return { problem: 'broken' };
	}
}
