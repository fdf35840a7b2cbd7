import { orderStatusesOf } from '@ingram-orders/core';
import fc from 'fast-check';
import { holdStatuses } from '../../../src/reference/order-status.ts';
import {
	normalizeWord,
	orderStatusTableOfV6,
	saysOnHold,
	statusCodeOf,
	statusesMeeting,
} from '../../../src/api/v6/words.ts';

test.each([
	['OPEN', ''],
	['Processing', ''],
	['im::in_progress', ''],
	['IM::SALES_HOLD', 'S'],
	['Credit Hold', 'C'],
	['hold shipment', 'D'],
	['IM::IM_ONLINE_HOLD', 'O'],
	['Canceled', 'V'],
	['CANCELLED', 'V'],
	['voided', 'V'],
	['REJECTED', 'V'],
	['INVOICED', 'F'],
	['ORDER NOT PRINTED', 'W'],
	['On Hold', 'ON HOLD'],
	['im::hold', 'HOLD'],
	['IM::shipped', 'SHIPPED'],
	['E-DELIVERED', 'E DELIVERED'],
	['Partially_Shipped', 'PARTIALLY SHIPPED'],
	['something new', 'SOMETHING NEW'],
])('%s has the status code %j', (sent, code) => {
	expect(statusCodeOf(sent)).toBe(code);
});

test('a status that was not told is not the blank one, which would be an open order', () => {
	expect(statusCodeOf('  ')).toBe('?');
	expect(orderStatusTableOfV6.describe('?')).toBe('Status not told');
});

test('on hold is whatever word has HOLD, and nothing else', () => {
	for (const word of ['ON HOLD', 'im::tag_hold', 'RMA-Hold', 'Sales hold', 'customer HOLD']) {
		expect(saysOnHold(statusCodeOf(word), word)).toBe(true);
	}
	for (const word of ['OPEN', 'HOLDER', 'WITHHOLDING', 'SHIPPED', '', 'Backordered']) {
		expect(saysOnHold(statusCodeOf(word), word)).toBe(false);
	}
});

test('however a word is written, it gives the same code', () => {
	const write = fc.tuple(
		fc.constantFrom('', 'IM::', 'im::'),
		fc.constantFrom(' ', '_', '-', '  '),
		fc.constantFrom(
			(word: string) => word,
			(word: string) => word.toLowerCase(),
		),
	);
	fc.assert(
		fc.property(
			fc.constantFrom('ON HOLD', 'SALES HOLD', 'PARTIALLY SHIPPED', 'IN PROGRESS', 'CANCELLED'),
			write,
			(word, [prefix, blank, spell]) => {
				const written = prefix + spell(word.replaceAll(' ', blank));
				expect(normalizeWord(written)).toBe(word);
				expect(statusCodeOf(written)).toBe(statusCodeOf(word));
			},
		),
	);
});

test('a kind of hold that is asked for finds holds of which the kind is not told', () => {
	for (const code of holdStatuses) {
		expect(statusesMeeting(new Set([code]))).toEqual(new Set([code, 'ON HOLD', 'HOLD']));
	}
	expect(statusesMeeting(new Set(['V', 'SHIPPED']))).toEqual(new Set(['V', 'SHIPPED']));
	expect(statusesMeeting(new Set(['SALES HOLD']))).toEqual(new Set(['S', 'ON HOLD', 'HOLD']));
	expect(statusesMeeting(new Set(['I']))).toEqual(new Set(['I', 'F']));
});

test('each version lists the statuses that it knows, with their words', () => {
	const of = (apiVersion: 'v5' | 'v6') => orderStatusesOf({ apiVersion });
	expect(of('v5')).toHaveLength(11);
	expect(of('v6')).toEqual(expect.arrayContaining(of('v5')));
	expect(of('v6')).toContainEqual({ code: 'ON HOLD', description: 'On hold' });
});
