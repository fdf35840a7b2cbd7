import {
	filled,
	isRecord,
	optional,
	problemsIn,
	text,
	trueOrFalse,
	type Check,
} from './check-values.ts';
import { isTimestamp, timestampForm } from './clock.ts';
import type {
	NewSubOrder,
	OrderChange,
	OrderDeletion,
	OrderEntry,
	OrderSelection,
	SubOrderEntry,
} from './data/order-changes.ts';
import { parseRecord, type ChecksOf } from './parse-record.ts';

const timestamp: Check = (value) =>
	typeof value === 'string' && isTimestamp(value) ? undefined : timestampForm;

const code: Check = (value) =>
	typeof value === 'string' && /^[A-Z0-9]*$/.test(value)
		? undefined
		: "a code of capital letters and digits, or '' for the blank one";

const codes = {
	statusCode: optional(code),
	holdReasonCode: optional(code),
	statusWord: optional(text),
};

const newSubOrderChecks: ChecksOf<NewSubOrder> = { subOrderNumber: optional(filled), ...codes };

const newSubOrders: Check = (value) => {
	const isList =
		Array.isArray(value) &&
		value.every((each) => isRecord(each) && problemsIn(each, newSubOrderChecks).length === 0);
	return isList
		? undefined
		: 'a list in which each has a subOrderNumber, a statusCode, a holdReasonCode and a statusWord, or some of them';
};

const selectionChecks: ChecksOf<OrderSelection> = {
	customerNumber: optional(filled),
	orderNumber: filled,
	customerOrderNumber: optional(text),
	entryTimestamp: optional(text),
};

export const entryChecks: ChecksOf<OrderEntry> = {
	customerNumber: optional(filled),
	orderNumber: filled,
	customerOrderNumber: optional(text),
	entryTimestamp: optional(timestamp),
	subOrders: optional(newSubOrders),
	isSap: optional(trueOrFalse),
};

export const subOrderEntryChecks: ChecksOf<SubOrderEntry> = {
	...selectionChecks,
	subOrderNumber: filled,
	...codes,
};

export const changeChecks: ChecksOf<OrderChange> = {
	...selectionChecks,
	subOrderNumber: optional(filled),
	...codes,
};

export const deletionChecks: ChecksOf<OrderDeletion> = {
	...selectionChecks,
	subOrderNumber: optional(filled),
};

/** Checks a new order that may come from anywhere. Throws `OptionError` naming all that is wrong. */
export function parseOrderEntry(value: unknown): OrderEntry {
	return parse(value, entryChecks);
}

/** As `parseOrderEntry`, for a suborder that an order gains. */
export function parseSubOrderEntry(value: unknown): SubOrderEntry {
	return parse(value, subOrderEntryChecks);
}

/** As `parseOrderEntry`, for a change of codes. */
export function parseOrderChange(value: unknown): OrderChange {
	return parse(value, changeChecks);
}

/** As `parseOrderEntry`, for an order or a suborder that disappears. */
export function parseOrderDeletion(value: unknown): OrderDeletion {
	return parse(value, deletionChecks);
}

function parse<T>(value: unknown, checks: ChecksOf<T>): T {
	return parseRecord(value, checks, 'an object with an orderNumber');
}
