import fc from 'fast-check';
import { formatSecondAtOrAfter, formatSecondAtOrBefore } from '../../src/time/format-utc.ts';
import { parseEntryTimestamp } from '../../src/time/parse-entry-timestamp.ts';

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

describe('times for the API', () => {
	it('have whole seconds, in UTC', () => {
		const time = Date.parse('2020-10-03T15:54:39Z');
		expect(formatSecondAtOrAfter(time)).toBe('2020-10-03T15:54:39Z');
		expect(formatSecondAtOrBefore(time)).toBe('2020-10-03T15:54:39Z');
		expect(formatSecondAtOrAfter(time + 1)).toBe('2020-10-03T15:54:40Z');
		expect(formatSecondAtOrBefore(time + 999)).toBe('2020-10-03T15:54:39Z');
	});

	it('leave the same orders within a period', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4e12 }), fc.nat(4_000_000_000), (bound, entry) => {
				const after = formatSecondAtOrAfter(bound);
				const before = formatSecondAtOrBefore(bound);
				expect(after).toMatch(form);
				expect(before).toMatch(form);
				expect(Date.parse(after) <= entry * 1000).toBe(bound <= entry * 1000);
				expect(Date.parse(before) >= entry * 1000).toBe(bound >= entry * 1000);
				expect(Date.parse(after) - Date.parse(before)).toBe(bound % 1000 === 0 ? 0 : 1000);
			}),
		);
	});

	it('that are none throw', () => {
		expect(() => formatSecondAtOrAfter(NaN)).toThrow(RangeError);
	});
});

describe('entry timestamps', () => {
	it.each([
		['2020-04-04T14:28:18Z', '2020-04-04T14:28:18Z'],
		['2020-04-03T08:54:39-07:00', '2020-04-03T15:54:39Z'],
		['2020-04-04T14:28:18', '2020-04-04T14:28:18Z'],
		['2020-04-04 14:28:18', '2020-04-04T14:28:18Z'],
		['2020-04-04', '2020-04-04T00:00:00Z'],
		['2020-04-04T14:28:18.5Z', '2020-04-04T14:28:18.500Z'],
		['Sat, 04 Apr 2020 14:28:18 GMT', '2020-04-04T14:28:18Z'],
	])('%s becomes %s', (text, expected) => {
		expect(parseEntryTimestamp(text)).toBe(expected);
	});

	it.each([
		'',
		'N/A',
		' soon ',
		'2020-02-30T00:00:00Z',
		'04/03/2020',
		'20200404',
		'0001-01-01T00:00:00Z',
		'9999-12-31T23:59:59-05:00',
	])('%j stays as it is', (text) => {
		expect(parseEntryTimestamp(text)).toBe(text);
	});

	it.each([undefined, null, 1586010498000, {}, [], true])('%j is no text', (value) => {
		expect(parseEntryTimestamp(value)).toBe('');
	});

	it('never throw, and change nothing the second time', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.date().map(String)), (value) => {
				const once = parseEntryTimestamp(value);
				expect(parseEntryTimestamp(once)).toBe(once);
			}),
		);
	});
});
