import { formatUtc } from '../time/format-utc.ts';
import type { Held } from './held.ts';
import { joinFields, maxSeconds, readCount, splitFields } from './state-text.ts';

/** A held suborder takes no more bytes than this in the stored state, quotes and comma included. */
const maxBytes = 100;

/** Short, as there is one for each suborder on hold: the number without the order's, which most begin with. */
export function writeHeld(held: Held): string {
	const { orderNumber, subOrderNumber } = held;
	const isPrefix = orderNumber !== '' && subOrderNumber.startsWith(orderNumber);
	const write = (customerOrderNumber: string, entryTimestamp: string) =>
		joinFields([
			held.key,
			orderNumber,
			isPrefix ? `+${subOrderNumber.slice(orderNumber.length)}` : `=${subOrderNumber}`,
			customerOrderNumber,
			entryTimestamp,
			held.statusCode,
			held.holdReasonCode,
			held.since.toString(36),
			held.hold,
			held.changes,
			held.overdueHours,
			held.missed,
		]);
	const entry = writeTimestamp(held.entryTimestamp);
	// The key stands for the whole identity. What an order is looked up by stays whole.
	const customerOrder = shorten(held.customerOrderNumber, orderNumber !== '', (text) =>
		write(text, entry),
	);
	const isDate = !Number.isNaN(Date.parse(held.entryTimestamp));
	return write(
		customerOrder,
		shorten(entry, !isDate, (text) => write(customerOrder, text)),
	);
}

/** @throws TypeError for what `writeHeld` has not written */
export function readHeld(text: string): [key: string, held: Held] {
	const fields = splitFields(text, 12);
	const [key = '', orderNumber = '', subOrder = '', customerOrderNumber = ''] = fields;
	const [entry = '', statusCode = '', holdReasonCode = ''] = fields.slice(4);
	const [since, hold, changes, overdueHours, missed] = fields.slice(7);
	const held: Held = {
		key,
		orderNumber,
		subOrderNumber: subOrder.startsWith('+') ? orderNumber + subOrder.slice(1) : subOrder.slice(1),
		customerOrderNumber,
		entryTimestamp: readTimestamp(entry),
		statusCode,
		holdReasonCode,
		since: readCount(since, { radix: 36, max: maxSeconds }),
		hold: readCount(hold),
		changes: readCount(changes),
		overdueHours: readCount(overdueHours),
		missed: readCount(missed),
	};
	return [key, held];
}

/** As much of a text as there is room for. */
function shorten(text: string, mayShorten: boolean, write: (text: string) => string): string {
	const excess = bytesOf(write(text)) - maxBytes;
	if (!mayShorten || excess <= 0) return text;
	// Every character takes a byte at least; half of one would take six.
	return Array.from(text).slice(0, -excess).join('');
}

function bytesOf(text: string): number {
	return new TextEncoder().encode(JSON.stringify(text)).length + 1;
}

/** Whole seconds in UTC take 7 characters instead of 20. */
function writeTimestamp(text: string): string {
	const date = new Date(text);
	const isExact = !Number.isNaN(date.getTime()) && formatUtc(date) === text && !text.includes('.');
	return isExact ? `@${(date.getTime() / 1000).toString(36)}` : `=${text}`;
}

function readTimestamp(text: string): string {
	if (!text.startsWith('@')) return text.slice(1);
	const date = new Date(parseInt(text.slice(1), 36) * 1000);
	return Number.isNaN(date.getTime()) ? '' : formatUtc(date);
}
