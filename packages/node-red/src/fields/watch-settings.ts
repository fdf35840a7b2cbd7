import {
	IngramError,
	invalidInput,
	planWatch,
	type Account,
	type Problem,
	type WatchPlan,
} from '@ingram-orders/core';
import { splitChoices } from './node-fields.ts';
import type { StoredWatch } from './watch-fields.ts';

/** Checked settings of a watch node. */
export interface WatchSettings {
	plan: WatchPlan;
	/** Between the end of a poll and the next one, in milliseconds. */
	intervalMs: number;
}

/** In seconds. */
const defaultInterval = 300;
const minInterval = 60;
const maxInterval = 86_400;

/**
 * Checks all settings of a watch node.
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function readWatchSettings(stored: StoredWatch, account: Account): WatchSettings {
	const seconds = readInterval(stored.interval);
	const problems = [...intervalProblems(seconds), ...eventProblems(stored.events)];
	const includeLinked = splitChoices(stored.includeLinked);
	const plan = addProblems(problems, () => planWatch({ ...stored, includeLinked }, account));
	return { plan, intervalMs: seconds * 1000 };
}

/** Throws these problems together with those that the core finds. */
function addProblems(problems: readonly Problem[], plan: () => WatchPlan): WatchPlan {
	let planned: WatchPlan;
	try {
		planned = plan();
	} catch (thrown) {
		if (!(thrown instanceof IngramError)) throw thrown;
		throw invalidInput([...problems, ...(thrown.problems ?? [])]);
	}
	if (problems.length > 0) throw invalidInput(problems);
	return planned;
}

function readInterval(value: unknown): number {
	if (value === undefined || value === null || value === '') return defaultInterval;
	return typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
}

function intervalProblems(seconds: number): Problem[] {
	if (Number.isSafeInteger(seconds) && seconds >= minInterval && seconds <= maxInterval) return [];
	return [
		{
			name: 'interval',
			message: `Interval must be whole seconds from ${String(minInterval)} to ${String(maxInterval)}.`,
		},
	];
}

/** None chosen is a slip; the core would tell of holds. */
function eventProblems(events: unknown): Problem[] {
	const isEmpty = Array.isArray(events) && events.length === 0;
	return isEmpty ? [{ name: 'events', message: 'Events must name at least one event.' }] : [];
}
