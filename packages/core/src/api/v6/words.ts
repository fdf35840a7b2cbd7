import { codeTable, normalizeCode, type CodeDescription } from '../../reference/code-table.ts';
import { holdStatuses, orderStatuses } from '../../reference/order-status.ts';

/** Stands for a status that was not told; the blank code would say that the order is open. */
const statusNotTold = '?';

/** A word that orders on hold of an untold kind come with. */
export const onHoldWord = 'ON HOLD';

/** The code of version 5 for each word that can mean only one. */
const codeOfWord: ReadonlyMap<string, string> = new Map([
	...['OPEN', 'PROCESSING', 'IN PROGRESS', 'PENDING'].map((word) => [word, ''] as const),
	['ORDER NOT PRINTED', 'W'],
	['RELEASED', 'R'],
	['CREDIT HOLD', 'C'],
	['HOLD SHIPMENT', 'D'],
	['SHIPMENT HOLD', 'D'],
	['IM ONLINE HOLD', 'O'],
	['SALES HOLD', 'S'],
	['BILLING ERROR', 'E'],
	['FORCE BILLING', 'F'],
	['INVOICED', 'F'],
	...['CANCELLED', 'VOIDED', 'VOID', 'REJECTED', 'DELETED'].map((word) => [word, 'V'] as const),
]);

/** Words that version 5 has no code for, or several. */
const ownWords: readonly CodeDescription[] = [
	{ code: onHoldWord, description: 'On hold' },
	{ code: 'HOLD', description: 'On hold' },
	{ code: 'TAG HOLD', description: 'Tag hold' },
	{ code: 'DROP SHIP HOLD', description: 'Drop ship hold' },
	{ code: 'RMA HOLD', description: 'RMA hold' },
	{ code: 'BACKORDERED', description: 'Backordered' },
	{ code: 'SHIPPED', description: 'Shipped' },
	{ code: 'PARTIALLY SHIPPED', description: 'Partially shipped' },
	{ code: 'PARTIALLY DELIVERED', description: 'Partially delivered' },
	{ code: 'DELIVERED', description: 'Delivered' },
	{ code: 'E DELIVERED', description: 'Delivered electronically' },
	{ code: 'CLOSED', description: 'Closed (invoiced or cancelled)' },
];

/** What version 6 can say of a status: the words, and the codes of version 5 that words stand for. */
const orderStatusesOfV6: readonly CodeDescription[] = [...orderStatuses, ...ownWords];

/** Looks up statuses of version 6; one that was not told is among them. */
export const orderStatusTableOfV6 = codeTable([
	...orderStatusesOfV6,
	{ code: statusNotTold, description: 'Status not told' },
]);

/**
 * What stands in `statusCode` for a word of the API: the code of version 5 where the word allows just
 * one, else the word in capitals. Words come in any letter case, with or without `IM::`, with blanks,
 * dashes or underscores, and with one or two l in cancelled.
 */
export function statusCodeOf(sent: string): string {
	const word = normalizeWord(sent);
	return word === '' ? statusNotTold : (codeOfWord.get(word) ?? word);
}

/** One spelling for every way a word can come. */
export function normalizeWord(sent: string): string {
	const word = sent
		.trim()
		.replace(/^IM::/i, '')
		.replace(/[\s_-]+/g, ' ')
		.trim()
		.toUpperCase();
	return word.replace(/\bCANCELED\b/, 'CANCELLED');
}

/** Whether a status says that the shipment is on hold: several words do, and all of them hold this one. */
export function saysOnHold(statusCode: string, sent: string): boolean {
	return holdStatuses.has(statusCode) || /\bHOLD\b/.test(normalizeWord(sent));
}

/**
 * The codes to look for where these were asked for: a word that does not tell the kind of a hold may
 * stand for each of them, there are two such words, and `INVOICED` is for invoiced and billed.
 */
export function statusesMeeting(asked: ReadonlySet<string>): ReadonlySet<string> {
	const codes = new Set([...asked].map((code) => codeOfWord.get(code) ?? normalizeCode(code)));
	const anyHold = [onHoldWord, 'HOLD'];
	if ([...codes].some((code) => holdStatuses.has(code) || anyHold.includes(code))) {
		for (const word of anyHold) codes.add(word);
	}
	if (codes.has('I')) codes.add('F');
	return codes;
}
