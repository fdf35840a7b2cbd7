import fc from 'fast-check';
import { parseWhen } from '../../src/time/parse-when.ts';
import { isTimeZone } from '../../src/time/time-zone.ts';

type Edge = 'start' | 'end';

/** The instant as ISO 8601, or the problem. */
function read(value: unknown, timeZone = 'Europe/Berlin', dayEdge: Edge = 'start'): string {
	const when = parseWhen(value, { timeZone, dayEdge });
	return when.ok ? new Date(when.time).toISOString() : when.problem;
}

describe('a date without a time', () => {
	it.each([
		['2024-05-01', 'Europe/Berlin', '2024-04-30T22:00:00.000Z', '2024-05-01T21:59:59.000Z'],
		['2024-05-01', 'UTC', '2024-05-01T00:00:00.000Z', '2024-05-01T23:59:59.000Z'],
		['2024-02-29', 'America/New_York', '2024-02-29T05:00:00.000Z', '2024-03-01T04:59:59.000Z'],
		['2024-05-01', 'Asia/Kathmandu', '2024-04-30T18:15:00.000Z', '2024-05-01T18:14:59.000Z'],
		// 23 and 25 hours long
		['2024-03-31', 'Europe/Berlin', '2024-03-30T23:00:00.000Z', '2024-03-31T21:59:59.000Z'],
		['2024-10-27', 'Europe/Berlin', '2024-10-26T22:00:00.000Z', '2024-10-27T22:59:59.000Z'],
		// Begins at 01:00, as the clocks go forward at midnight
		['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', '2018-11-05T01:59:59.000Z'],
		// Ends with an hour that is shown twice
		['2018-02-17', 'America/Sao_Paulo', '2018-02-17T02:00:00.000Z', '2018-02-18T02:59:59.000Z'],
	])('%s in %s is the whole day', (date, timeZone, first, last) => {
		expect(read(date, timeZone, 'start')).toBe(first);
		expect(read(date, timeZone, 'end')).toBe(last);
	});

	it('holds no instant where the calendar skipped the day', () => {
		expect(read('2011-12-30', 'Pacific/Apia', 'start')).toBe('2011-12-30T10:00:00.000Z');
		expect(read('2011-12-30', 'Pacific/Apia', 'end')).toBe('2011-12-30T09:59:59.999Z');
	});
});

describe('a date with a time', () => {
	it.each([
		['2020-10-03T15:54:39Z', '2020-10-03T15:54:39.000Z'],
		['2020-10-03 15:54:39Z', '2020-10-03T15:54:39.000Z'],
		['2020-10-03t15:54:39z', '2020-10-03T15:54:39.000Z'],
		['  2020-10-03T15:54Z\n', '2020-10-03T15:54:00.000Z'],
		['2020-10-03T15:54:39.123456Z', '2020-10-03T15:54:39.123Z'],
		['2020-10-03T15:54:39,5Z', '2020-10-03T15:54:39.500Z'],
		['2020-10-03T15:54:39+02:00', '2020-10-03T13:54:39.000Z'],
		['2020-10-03T15:54:39 +0200', '2020-10-03T13:54:39.000Z'],
		['2020-10-03T15:54:39-07', '2020-10-03T22:54:39.000Z'],
		['2020-10-03T15:54:39-03:30', '2020-10-03T19:24:39.000Z'],
		['2020-10-03T15:54:39', '2020-10-03T13:54:39.000Z'],
		['2020-12-03T15:54', '2020-12-03T14:54:00.000Z'],
		['2020-10-03T24:00', '2020-10-03T22:00:00.000Z'],
		['Sat, 03 Oct 2020 15:54:39 GMT', '2020-10-03T15:54:39.000Z'],
		['3 Oct 2020 15:54 +0200', '2020-10-03T13:54:00.000Z'],
	])('%j', (text, expected) => {
		expect(read(text, 'Europe/Berlin', 'start')).toBe(expected);
		expect(read(text, 'Europe/Berlin', 'end')).toBe(expected);
	});

	it('that the clocks show twice is the first at a start and the second at an end', () => {
		expect(read('2024-10-27T02:30', 'Europe/Berlin', 'start')).toBe('2024-10-27T00:30:00.000Z');
		expect(read('2024-10-27T02:30', 'Europe/Berlin', 'end')).toBe('2024-10-27T01:30:00.000Z');
	});

	it('that the clocks never show is the moment of the change', () => {
		expect(read('2024-03-31T02:30', 'Europe/Berlin', 'start')).toBe('2024-03-31T01:00:00.000Z');
		expect(read('2024-03-31T02:30', 'Europe/Berlin', 'end')).toBe('2024-03-31T00:59:59.999Z');
	});
});

describe('what programs give', () => {
	const expected = '2020-10-03T15:54:39.000Z';

	it('numbers and digits are milliseconds or seconds', () => {
		expect(read(1601740479000)).toBe(expected);
		expect(read('1601740479000')).toBe(expected);
		expect(read(1601740479)).toBe(expected);
		expect(read(' 1601740479 ')).toBe(expected);
		expect(read(1601740479.5)).toBe('2020-10-03T15:54:39.500Z');
	});

	it('objects tell their time', () => {
		expect(read(new Date(expected))).toBe(expected);
		expect(read({ toMillis: () => 1601740479000 })).toBe(expected);
	});

	it('objects that cannot are refused', () => {
		const throwing = {
			toMillis() {
				throw new Error('secret');
			},
		};
		for (const value of [
			new Date(NaN),
			{ toMillis: () => NaN },
			{ toMillis: () => null },
			{ getTime: 5 },
			throwing,
			{},
			[],
			['2024-05-01'],
			true,
			undefined,
			null,
			1601740479000n,
		]) {
			expect(read(value)).toMatch(/^This is not a date\. Give a date such as 2024-05-01/);
		}
	});
});

describe('what is refused, with what is accepted', () => {
	it.each([
		['', 'The date is empty.'],
		['   ', 'The date is empty.'],
		['next week', '"next week" is not a date.'],
		['2024-5-1', '"2024-5-1" is not a date.'],
		['2024-05', '"2024-05" is not a date.'],
		['Oct 3, 2020', '"Oct 3, 2020" is not a date.'],
		['03 Oct 2020 15:54:39 EST', '"03 Oct 2020 15:54:39 EST" is not a date.'],
		['2024-02-30', 'There is no such date or time as "2024-02-30".'],
		['2023-02-29', 'There is no such date or time as "2023-02-29".'],
		['2024-13-01', 'There is no such date or time as "2024-13-01".'],
		['2024-00-10', 'There is no such date or time as "2024-00-10".'],
		['2024-05-01T25:00', 'There is no such date or time as "2024-05-01T25:00".'],
		['2024-05-01T24:01', 'There is no such date or time as "2024-05-01T24:01".'],
		['2024-05-01T10:60', 'There is no such date or time as "2024-05-01T10:60".'],
		['2024-05-01T10:00+25:00', 'There is no such date or time as "2024-05-01T10:00+25:00".'],
		['Sun, 03 Oct 2020 15:54:39 GMT', 'There is no such date or time as "Sun, 03'],
		['30 Feb 2020 15:54:39 GMT', 'There is no such date or time as "30 Feb'],
		['03 Foo 2020 15:54:39 GMT', 'There is no such date or time as "03 Foo'],
		['03/04/2024', '"03/04/2024" can be read with the day first or with the month first.'],
		['3.4.24 10:00', '"3.4.24 10:00" can be read with the day first or with the month first.'],
		['20240501', 'The number 20240501 is not a date.'],
		[12, 'The number 12 is not a date.'],
		[-1601740479000, 'The number -1601740479000 is not a date.'],
		[NaN, 'The number NaN is not a date.'],
		[Infinity, 'The date must be between the years 1970 and 9999.'],
		['9'.repeat(400), 'The date must be between the years 1970 and 9999.'],
		[new Date('1960-01-01'), 'The date must be between the years 1970 and 9999.'],
		[new Date('+012024-01-01T00:00:00Z'), 'The date must be between the years 1970 and 9999.'],
	])('%j', (value, problem) => {
		expect(read(value).startsWith(problem)).toBe(true);
		expect(read(value)).toMatch(/Give a date such as 2024-05-01, .*2024-05-01T14:30/);
	});

	it.each(['1969-12-31', '0001-01-01T00:00:00Z'])('%s, which is before 1970', (text) => {
		expect(read(text)).toMatch(/1970/);
	});

	it('a time zone that does not exist, where the text names none', () => {
		expect(read('2024-05-01', 'Mars/Olympus')).toMatch(
			/^The time zone "Mars\/Olympus" is not known/,
		);
		expect(read('2024-05-01T00:00Z', 'Mars/Olympus')).toBe('2024-05-01T00:00:00.000Z');
	});

	it('quotes long and unprintable text briefly', () => {
		const problem = read(`\u0000${'x'.repeat(1e6)}`);
		expect(problem.length).toBeLessThan(500);
		expect(problem).not.toMatch(/\p{Cc}/u);
	});
});

describe('the ends of the calendar', () => {
	it('are moved inside where they lie outside only in UTC', () => {
		expect(read('1970-01-01', 'Europe/Berlin', 'start')).toBe('1970-01-01T00:00:00.000Z');
		expect(read('9999-12-31', 'America/New_York', 'end')).toBe('9999-12-31T23:59:59.000Z');
	});
});

describe('for any input', () => {
	const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
	const edge = fc.constantFrom<Edge>('start', 'end');
	const second = fc.integer({ min: 86_400, max: 4_102_444_800 });

	it('never throws, and gives an instant within the calendar or a sentence', () => {
		const texts = fc.oneof(
			fc.anything(),
			fc.string(),
			fc.stringMatching(/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/),
			fc.double(),
		);
		const zones = fc.oneof(zone, fc.string());
		fc.assert(
			fc.property(texts, zones, edge, (value, timeZone, dayEdge) => {
				const when = parseWhen(value, { timeZone, dayEdge });
				if (!when.ok) return when.problem.includes('2024-05-01T14:30');
				return Number.isInteger(when.time) && when.time >= 0 && when.time <= 253_402_300_799_000;
			}),
			{ numRuns: 1000 },
		);
	});

	it('reads the same instant from each of its spellings', () => {
		fc.assert(
			// As a number an instant must be later than 1973-03-03 to be read as milliseconds.
			fc.property(
				second.filter((s) => s >= 1e8),
				zone,
				edge,
				(seconds, timeZone, dayEdge) => {
					const iso = new Date(seconds * 1000).toISOString();
					for (const value of [iso, new Date(iso), Date.parse(iso), new Date(iso).toUTCString()]) {
						expect(read(value, timeZone, dayEdge)).toBe(iso);
					}
				},
			),
		);
	});

	it('reads back what the clocks of any time zone show at any instant', () => {
		fc.assert(
			fc.property(second, zone, (seconds, timeZone) => {
				const time = seconds * 1000;
				const shown = new Date(time).toLocaleString('sv-SE', { timeZone });
				const first = parseWhen(shown, { timeZone, dayEdge: 'start' });
				const last = parseWhen(shown, { timeZone, dayEdge: 'end' });
				if (!first.ok || !last.ok) throw new Error(shown);
				// They differ only where clocks were put back, and then one of them is the instant.
				expect([first.time, last.time]).toContain(time);
				expect(first.time).toBeLessThanOrEqual(last.time);
				for (const read of [first.time, last.time]) {
					expect(new Date(read).toLocaleString('sv-SE', { timeZone })).toBe(shown);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('makes a day from all the instants whose local date it is', () => {
		fc.assert(
			fc.property(second, zone, (seconds, timeZone) => {
				const date = new Date(seconds * 1000).toLocaleDateString('sv-SE', { timeZone });
				const first = Date.parse(read(date, timeZone, 'start')) / 1000;
				const last = Date.parse(read(date, timeZone, 'end')) / 1000;
				expect(first).toBeLessThanOrEqual(seconds);
				expect(last).toBeGreaterThanOrEqual(seconds);
				const dateAt = (s: number) => new Date(s * 1000).toLocaleDateString('sv-SE', { timeZone });
				expect([dateAt(first), dateAt(last)]).toEqual([date, date]);
				expect(dateAt(last + 1) > date).toBe(true);
			}),
			{ numRuns: 300 },
		);
	});
});

describe('time zones', () => {
	it.each(['Europe/Berlin', 'UTC', 'europe/london', 'America/Argentina/Ushuaia'])('%s', (text) => {
		expect(isTimeZone(text)).toBe(true);
	});

	it.each(['', 'Berlin', 'constructor', 'local', 5, null, undefined, {}])('%j is none', (value) => {
		expect(isTimeZone(value)).toBe(false);
	});
});
