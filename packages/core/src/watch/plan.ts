import { versionOf } from '../api/versions.ts';
import type { Account } from '../input/account.ts';
import { readCustomer, type Customer, type CustomerInput } from '../input/customer.ts';
import { FieldReader, type Field } from '../input/fields.ts';
import { readRunLimits, type RunLimits, type RunLimitsInput } from '../input/run-limits.ts';
import { linkedDocuments, type LinkedDocument } from '../documents/linked-documents.ts';
import { eventNames, type EventName } from './events.ts';

/** What a user wants to be told, not yet checked. */
export interface WatchInput extends CustomerInput, RunLimitsInput {
	/** Several of the event names; `holdPlaced` when unset. */
	events?: unknown;
	/** Orders entered within so many days are watched; 30 when unset. */
	lookbackDays?: unknown;
	/** `suborders` (when unset) or `orders`. */
	output?: unknown;
	/** Codes, as for a search: told where the suborder has one of them now or had it before. */
	orderStatus?: unknown;
	/** Codes, likewise. */
	holdReason?: unknown;
	/** `baseline` (when unset) or `emit`. */
	firstPoll?: unknown;
	/** Polls between two readings of the whole lookback; 12 when unset, 0 is never. */
	fullScanEvery?: unknown;
	/** Hours, as a list or as text separated by commas; 24 when unset. */
	overdueHours?: unknown;
	includeLinked?: unknown;
}

/** Which of the events are told. */
export interface Telling {
	events: ReadonlySet<EventName>;
	output: 'suborders' | 'orders';
	/** Empty: any. */
	orderStatus: ReadonlySet<string>;
	/** Empty: any. */
	holdReason: ReadonlySet<string>;
	includeLinked: ReadonlySet<LinkedDocument>;
}

/** A checked watch. */
export interface WatchPlan extends Customer {
	lookbackMs: number;
	tellFirst: boolean;
	fullScanEvery: number;
	overdueHours: readonly number[];
	telling: Telling;
	limits: RunLimits;
}

type Name = keyof WatchInput;

const fields = {
	events: { name: 'events', label: 'Events' },
	lookbackDays: { name: 'lookbackDays', label: 'Lookback' },
	output: { name: 'output', label: 'Output' },
	orderStatus: { name: 'orderStatus', label: 'Order Status' },
	holdReason: { name: 'holdReason', label: 'Hold Reason' },
	firstPoll: { name: 'firstPoll', label: 'First Poll' },
	fullScanEvery: { name: 'fullScanEvery', label: 'Full Scan Every' },
	overdueHours: { name: 'overdueHours', label: 'Overdue Hours' },
	includeLinked: { name: 'includeLinked', label: 'Include Linked Documents' },
} as const satisfies Record<string, Field<Name>>;

const dayMs = 24 * 60 * 60 * 1000;
const maxLookbackDays = 365;
const maxFullScanEvery = 10_000;
const maxOverdueHours = 24 * 365;
const defaultOverdueHours = 24;

/**
 * Checks all that a user wants to be told, before any request.
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function planWatch(input: WatchInput, account: Account): WatchPlan {
	const reader = new FieldReader<Name>(input);
	const { codes } = versionOf(account);
	const events = reader.choices(fields.events, eventNames);
	const days = reader.wholeNumber(fields.lookbackDays, { min: 1, max: maxLookbackDays }) ?? 30;
	const firstPoll = reader.choice(fields.firstPoll, ['baseline', 'emit']) ?? 'baseline';
	const fullScanEvery =
		reader.wholeNumber(fields.fullScanEvery, { min: 0, max: maxFullScanEvery }) ?? 12;
	const plan: WatchPlan = {
		...readCustomer(reader, account),
		lookbackMs: days * dayMs,
		tellFirst: firstPoll === 'emit',
		fullScanEvery,
		overdueHours: readHours(reader),
		telling: {
			events: events.size === 0 ? new Set<EventName>(['holdPlaced']) : events,
			output: reader.choice(fields.output, ['suborders', 'orders']) ?? 'suborders',
			orderStatus: reader.codes(fields.orderStatus, codes.orderStatus),
			holdReason: reader.codes(fields.holdReason, codes.holdReason),
			includeLinked: reader.choices(fields.includeLinked, linkedDocuments),
		},
		limits: readRunLimits(reader),
	};
	reader.finish();
	return plan;
}

function readHours(reader: FieldReader<Name>): readonly number[] {
	const field = fields.overdueHours;
	if (reader.isUnset(field)) return [defaultOverdueHours];
	const value = reader.value(field);
	const given: readonly unknown[] =
		typeof value === 'string' ? value.split(/[,;\s]+/) : Array.isArray(value) ? value : [value];
	const hours = given.filter((hour) => hour !== '').map(Number);
	const isGood = (hour: number) =>
		Number.isSafeInteger(hour) && hour >= 1 && hour <= maxOverdueHours;
	if (!hours.every(isGood)) {
		reader.report(
			field,
			`${field.label} must be whole numbers from 1 to ${String(maxOverdueHours)}, e.g. 24, 72.`,
		);
	}
	return [...new Set(hours)].sort((one, other) => one - other);
}
