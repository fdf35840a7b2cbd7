import { isObject, type JsonObject } from '../json.ts';
import type { ForgottenCounts } from './counts.ts';
import { readHeld } from './held-text.ts';
import { maxSeconds, readCount, splitFields } from './state-text.ts';
import type { EndedHolds, KnownStatus, WatchState } from './state.ts';
import type { Period, SweepPosition } from './sweep.ts';

/**
 * A state of the present version, as `storeState` writes it.
 * @throws TypeError where a part of it is missing or broken
 */
export function parseState(value: JsonObject): WatchState {
	const forgotten = objectOf(value['forgotten']);
	const parts = {
		sweep: ifThere(value['sweep'], parseSweep),
		overdueHours: ifThere(value['overdueHours'], (hours) => listOf(hours, numberOf)),
		created: ifThere(value['created'], parseCreated),
		statuses: ifThere(value['statuses'], (texts) => mapOf(texts, parseStatus)),
	};
	return {
		account: textOf(value['account']),
		series: textOf(value['series']),
		polledAt: timeOf(value['polledAt']),
		held: mapOf(value['held'], readHeld),
		endedHolds: mapOf(value['endedHolds'], parseEndedHolds),
		forgottenHolds: parseForgotten(forgotten['holds']),
		forgottenChanges: parseForgotten(forgotten['changes']),
		unswept: listOf(value['unswept'], parsePeriod),
		...(parts.sweep && { sweep: parts.sweep }),
		...(parts.overdueHours && { overdueHours: parts.overdueHours }),
		...(parts.created && { created: parts.created }),
		...(parts.statuses && { statuses: parts.statuses }),
	};
}

function parseEndedHolds(text: string): [string, EndedHolds] {
	const [key = '', holds, enteredAt] = splitFields(text, 3);
	return [key, { holds: readCount(holds), enteredAt: readSeconds(enteredAt) }];
}

function parseStatus(text: string): [string, KnownStatus] {
	const [key = '', statusCode = '', changes, enteredAt] = splitFields(text, 4);
	return [key, { statusCode, changes: readCount(changes), enteredAt: readSeconds(enteredAt) }];
}

function parseForgotten(value: unknown): ForgottenCounts {
	const [before, count] = listOf(value, numberOf);
	return { before: numberOf(before), count: numberOf(count) };
}

function parsePeriod(value: unknown): Period {
	const [from, to] = listOf(value, timeOf);
	return { from: timeOf(from), to: timeOf(to) };
}

function parseSweep(value: unknown): SweepPosition {
	const { lengthMs, count, next } = objectOf(value);
	return { lengthMs: numberOf(lengthMs), count: numberOf(count), next: numberOf(next) };
}

function parseCreated(value: unknown): NonNullable<WatchState['created']> {
	const { from, seen } = objectOf(value);
	return { from: timeOf(from), seen: new Set(listOf(seen, textOf)) };
}

function ifThere<T>(value: unknown, parse: (value: unknown) => T): T | undefined {
	return value === undefined ? undefined : parse(value);
}

function mapOf<T>(value: unknown, parse: (text: string) => [key: string, value: T]) {
	return new Map(listOf(value, (text) => parse(textOf(text))));
}

function listOf<T>(value: unknown, parse: (entry: unknown) => T): T[] {
	if (!Array.isArray(value)) throw new TypeError('Not a list.');
	return value.map((entry: unknown) => parse(entry));
}

function objectOf(value: unknown): JsonObject {
	if (!isObject(value)) throw new TypeError('Not an object.');
	return value;
}

function textOf(value: unknown): string {
	if (typeof value !== 'string') throw new TypeError('Not a text.');
	return value;
}

/** A whole number. */
function numberOf(value: unknown): number {
	if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
		throw new TypeError('Not a whole number.');
	}
	return value;
}

/** In milliseconds since 1970, as a Date can hold it. */
function timeOf(value: unknown): number {
	const time = numberOf(value);
	if (Math.abs(time) > maxSeconds * 1000) throw new TypeError('Not a time.');
	return time;
}

function readSeconds(text: string | undefined): number {
	return readCount(text, { radix: 36, max: maxSeconds });
}
