import { isObject, parseJson } from '../json.ts';
import { formatUtc } from '../time/format-utc.ts';

/** A suborder that was on hold at the last complete poll. */
export interface Held {
	/** See `observe`. */
	key: string;
	orderNumber: string;
	subOrderNumber: string;
	customerOrderNumber: string;
	entryTimestamp: string;
	statusCode: string;
	holdReasonCode: string;
	/** When the poll ran that first saw this hold, in seconds since 1970. */
	since: number;
	/** Which hold of the suborder this is, from 1. */
	hold: number;
	/** How often its status or reason has changed within this hold. */
	changes: number;
	/** The hours for which it was told, or need not be told, as overdue. */
	overdueTold: readonly number[];
	/** How many polls running it could not be found. */
	missed: number;
}

/** A status that is watched for changes. */
export interface KnownStatus {
	statusCode: string;
	/** How often it has changed. */
	changes: number;
	/** The order's entry, in seconds since 1970; 0 where it is not a date. */
	enteredAt: number;
}

/**
 * What a watch knows between two polls: of the whole account, whatever is told of it. Each part is
 * there once it has been asked for.
 */
export interface WatchState {
	/** Whose orders: see `accountMark`. */
	account: string;
	/** When the last complete poll ran, in milliseconds since 1970. */
	polledAt: number;
	held: ReadonlyMap<string, Held>;
	/** How many holds of a suborder are over; only of those that had one. */
	endedHolds: ReadonlyMap<string, number>;
	/** Orders entered at this time or later have been swept at least once, in milliseconds since 1970. */
	sweptFrom?: number;
	/** For `holdOverdue`: the hours that were asked for at the last poll. */
	overdueHours?: readonly number[];
	/** For `orderCreated`: the newest entry seen, and the orders of the time before it. */
	created?: { until: number; seen: ReadonlySet<string> };
	/** For `statusChanged`. */
	statuses?: ReadonlyMap<string, KnownStatus>;
}

/** A state as it is kept by a host: a JSON value. */
export interface StoredState {
	version: number;
	account: string;
	polledAt: number;
	held: string[];
	endedHolds: string[];
	sweptFrom?: number;
	overdueHours?: number[];
	created?: { until: number; seen: string[] };
	statuses?: string[];
}

const version = 1;

/** A held suborder is kept in so many bytes. */
const maxHeldBytes = 100;

const separator = '|';

/** The state as a JSON value, to be replaced as a whole. */
export function storeState(state: WatchState): StoredState {
	const { account, polledAt, sweptFrom, overdueHours, created, statuses } = state;
	return {
		version,
		account,
		polledAt,
		held: Array.from(state.held.values(), writeHeld),
		endedHolds: Array.from(state.endedHolds, ([key, holds]) => join([key, holds])),
		...(sweptFrom !== undefined && { sweptFrom }),
		...(overdueHours && { overdueHours: [...overdueHours] }),
		...(created && { created: { until: created.until, seen: [...created.seen] } }),
		...(statuses && {
			statuses: Array.from(statuses, ([key, { statusCode, changes, enteredAt }]) =>
				join([key, statusCode, changes, enteredAt.toString(36)]),
			),
		}),
	};
}

/** Why a stored state cannot be used. */
export type StateProblem = 'broken' | 'newer' | 'other-account';

/**
 * Reads what a host has kept; text is taken for JSON. Undefined where there is nothing.
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
	const state = value['version'] === version ? parseState(value) : undefined;
	if (!state) return { problem: 'broken' };
	return state.account === account ? { state } : { problem: 'other-account' };
}

function parseState(value: Readonly<Record<string, unknown>>): WatchState | undefined {
	const { account, polledAt, sweptFrom, overdueHours, created, statuses } = value;
	const held = mapOf(value['held'], readHeld);
	const endedHolds = mapOf(value['endedHolds'], readEndedHold);
	const isWhole =
		typeof account === 'string' &&
		isTime(polledAt) &&
		(sweptFrom === undefined || isTime(sweptFrom)) &&
		(overdueHours === undefined || isListOf(overdueHours, isCount));
	if (!isWhole || !held || !endedHolds) return undefined;
	const readCreated = created === undefined ? undefined : parseCreated(created);
	const readStatuses = statuses === undefined ? undefined : mapOf(statuses, readStatus);
	if (created !== undefined && !readCreated) return undefined;
	if (statuses !== undefined && !readStatuses) return undefined;
	return {
		account,
		polledAt,
		held,
		endedHolds,
		...(sweptFrom !== undefined && { sweptFrom }),
		...(overdueHours !== undefined && { overdueHours }),
		...(readCreated && { created: readCreated }),
		...(readStatuses && { statuses: readStatuses }),
	};
}

function parseCreated(value: unknown): WatchState['created'] {
	if (!isObject(value)) return undefined;
	const { until, seen } = value;
	if (!isTime(until) || !isListOf(seen, isText)) return undefined;
	return { until, seen: new Set(seen) };
}

/** A list of texts as a map; undefined where one of them cannot be read. */
function mapOf<T>(
	value: unknown,
	read: (fields: readonly string[]) => [key: string, value: T] | undefined,
): Map<string, T> | undefined {
	if (!isListOf(value, isText)) return undefined;
	const entries = value.map((text) => read(text.split(separator)));
	return entries.includes(undefined)
		? undefined
		: new Map(entries.filter((entry) => entry !== undefined));
}

/** The suborder's number without the order's number, which most begin with. */
function writeHeld(held: Held): string {
	const { orderNumber, subOrderNumber } = held;
	const isPrefix = orderNumber !== '' && subOrderNumber.startsWith(orderNumber);
	const write = (customerOrderNumber: string) =>
		join([
			held.key,
			orderNumber,
			isPrefix ? `+${subOrderNumber.slice(orderNumber.length)}` : `=${subOrderNumber}`,
			customerOrderNumber,
			writeTimestamp(held.entryTimestamp),
			held.statusCode,
			held.holdReasonCode,
			held.since.toString(36),
			held.hold,
			held.changes,
			held.overdueTold.join(','),
			held.missed,
		]);
	const full = write(held.customerOrderNumber);
	const excess = new TextEncoder().encode(full).length - maxHeldBytes;
	// The key holds the whole identity, so nothing depends on the rest of a very long number.
	return excess > 0 ? write(held.customerOrderNumber.slice(0, -excess)) : full;
}

function readHeld(fields: readonly string[]): [string, Held] | undefined {
	const [key = '', orderNumber = '', subOrder = '', customerOrderNumber = ''] = fields;
	const [entry = '', statusCode = '', holdReasonCode = '', since = ''] = fields.slice(4);
	const [hold = '', changes = '', told = '', missed = ''] = fields.slice(8);
	const held: Held = {
		key,
		orderNumber,
		subOrderNumber: subOrder.startsWith('+') ? orderNumber + subOrder.slice(1) : subOrder.slice(1),
		customerOrderNumber,
		entryTimestamp: readTimestamp(entry),
		statusCode,
		holdReasonCode,
		since: parseInt(since, 36),
		hold: Number(hold),
		changes: Number(changes),
		overdueTold: told === '' ? [] : told.split(',').map(Number),
		missed: Number(missed),
	};
	const counts = [held.since, held.hold, held.changes, held.missed, ...held.overdueTold];
	return fields.length === 12 && key !== '' && counts.every(isCount) ? [key, held] : undefined;
}

function readEndedHold([key = '', holds = '']: readonly string[]): [string, number] | undefined {
	return key !== '' && isCount(Number(holds)) ? [key, Number(holds)] : undefined;
}

function readStatus(fields: readonly string[]): [string, KnownStatus] | undefined {
	const [key = '', statusCode = '', changes = '', entered = ''] = fields;
	const status = { statusCode, changes: Number(changes), enteredAt: parseInt(entered, 36) };
	const isWhole = key !== '' && isCount(status.changes) && isCount(status.enteredAt);
	return isWhole ? [key, status] : undefined;
}

/** Whole seconds in UTC take 7 characters instead of 20. */
function writeTimestamp(text: string): string {
	const time = Date.parse(text);
	const isExact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(time);
	return isExact ? `@${(time / 1000).toString(36)}` : text;
}

function readTimestamp(text: string): string {
	const date = new Date(text.startsWith('@') ? parseInt(text.slice(1), 36) * 1000 : NaN);
	return Number.isNaN(date.getTime()) ? text : formatUtc(date);
}

/** No number of the API holds a bar; one that did would only be told without it. */
function join(fields: readonly (string | number)[]): string {
	return fields.map((field) => String(field).replaceAll(separator, ' ')).join(separator);
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

function isListOf<T>(value: unknown, isOne: (entry: unknown) => entry is T): value is T[] {
	return Array.isArray(value) && value.every(isOne);
}
