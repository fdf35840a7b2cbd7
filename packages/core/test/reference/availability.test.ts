import fc from 'fast-check';
import {
	availabilityAt,
	availabilityHours,
	listAvailability,
	outsideAvailability,
} from '../../src/reference/availability.ts';

function isAvailable(country: string, moment: string): boolean | undefined {
	return availabilityAt(country, Date.parse(moment))?.availableNow;
}

describe('whether the API is normally available', () => {
	// Local times with their offset. 2024-05-03 is a Friday.
	it.each([
		['DE', '2024-05-02T04:59:59+02:00', false],
		['DE', '2024-05-02T05:00:00+02:00', true],
		['DE', '2024-05-02T22:59:59+02:00', true],
		['DE', '2024-05-02T23:00:00+02:00', false],
		['AT', '2024-05-04T12:00:00+02:00', false],
		['HU', '2024-05-05T12:00:00+02:00', false],
		['CH', '2024-05-06T05:00:00+02:00', true],
		['SE', '2024-05-06T04:59:00+02:00', false],
		// Until 01:00 of the next day
		['ES', '2024-05-02T00:30:00+02:00', true],
		['ES', '2024-05-02T01:00:00+02:00', false],
		['ES', '2024-05-02T05:59:59+02:00', false],
		['ES', '2024-05-02T06:00:00+02:00', true],
		['ES', '2024-05-03T23:59:59+02:00', true],
		['ES', '2024-05-04T00:59:59+02:00', true],
		['ES', '2024-05-04T01:00:00+02:00', false],
		['ES', '2024-05-04T06:00:00+02:00', false],
		['ES', '2024-05-05T00:30:00+02:00', false],
		['ES', '2024-05-06T00:30:00+02:00', false],
		['ES', '2024-05-07T00:30:00+02:00', true],
		['PT', '2024-05-04T00:30:00+01:00', true],
		['PT', '2024-05-04T01:30:00+01:00', false],
		// Until 00:30 of the next day
		['UK', '2024-05-04T00:29:59+01:00', true],
		['UK', '2024-05-04T00:30:00+01:00', false],
		['UK', '2024-05-06T00:15:00+01:00', false],
		// Until midnight
		['FR', '2024-05-03T23:59:59+02:00', true],
		['FR', '2024-05-04T00:00:00+02:00', false],
		['IT', '2024-05-03T00:00:00+02:00', false],
		['IT', '2024-05-03T05:00:00+02:00', true],
		// All day
		['BE', '2024-05-05T23:59:59+02:00', false],
		['BE', '2024-05-06T00:00:00+02:00', true],
		['NL', '2024-05-08T00:00:00+02:00', true],
		['NL', '2024-05-03T23:59:59+02:00', true],
		['NL', '2024-05-04T00:00:00+02:00', false],
		// Clocks go forward on Sunday 2024-03-31: 05:00 is an hour earlier in UTC afterwards
		['DE', '2024-03-29T03:59:59Z', false],
		['DE', '2024-03-29T04:00:00Z', true],
		['DE', '2024-04-01T02:59:59Z', false],
		['DE', '2024-04-01T03:00:00Z', true],
		['DE', '2024-03-31T01:00:00Z', false],
		['UK', '2024-03-29T06:00:00Z', true],
		['UK', '2024-03-30T00:29:59Z', true],
		['UK', '2024-04-01T05:00:00Z', true],
		['UK', '2024-04-01T23:29:59Z', true],
		['UK', '2024-04-01T23:30:00Z', false],
		// Clocks go back on Sunday 2024-10-27
		['DE', '2024-10-25T03:00:00Z', true],
		['DE', '2024-10-28T03:59:59Z', false],
		['DE', '2024-10-28T04:00:00Z', true],
		['ES', '2024-10-25T22:59:59Z', true],
		['ES', '2024-10-25T23:00:00Z', false],
		['ES', '2024-10-27T23:30:00Z', false],
		['ES', '2024-10-28T23:59:59Z', true],
		['ES', '2024-10-29T00:00:00Z', false],
	])('%s at %s: %s', (country, moment, expected) => {
		expect(isAvailable(country, moment)).toBe(expected);
	});

	it.each([
		['BE', 120],
		['DE', 90],
		['ES', 95],
		['FR', 95],
		['UK', 92.5],
	])('%s has %d hours a week, in weeks with a change of clocks too', (country, hours) => {
		const halfHour = 30 * 60_000;
		for (const sunday of ['2024-05-05', '2024-03-24', '2024-03-31', '2024-10-20', '2024-10-27']) {
			const start = Date.parse(`${sunday}T12:00:00Z`);
			const week = Array.from({ length: 7 * 48 }, (_, index) => start + index * halfHour);
			const open = week.filter((moment) => availabilityAt(country, moment)?.availableNow);
			expect(open.length / 2).toBe(hours);
		}
	});

	it('is the same question asked of one country and of all', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
				const all = listAvailability(now);
				expect(all).toHaveLength(12);
				for (const one of all) expect(availabilityAt(one.country, now)).toEqual(one);
			}),
			{ numRuns: 20 },
		);
	});

	it('knows nothing of other countries', () => {
		for (const country of ['US', 'GB', '', 'constructor', '__proto__']) {
			expect(availabilityAt(country, 0)).toBeUndefined();
			expect(outsideAvailability(country, 0)).toBe('');
		}
	});

	it('takes a country in any letter case', () => {
		expect(availabilityAt(' uk ', 0)?.country).toBe('UK');
	});
});

describe('the hours of the document', () => {
	it.each([
		['UK', 'weekdays 06:00–00:30, Europe/London'],
		['PT', 'weekdays 06:00–01:00, Europe/Lisbon'],
		['FR', 'weekdays 05:00–00:00, Europe/Paris'],
		['SE', 'weekdays 05:00–23:00, Europe/Stockholm'],
		['BE', 'weekdays all day, Europe/Brussels'],
	])('of %s in words', (country, words) => {
		const saturdayNoon = Date.parse('2024-05-04T12:00:00Z');
		expect(outsideAvailability(country, saturdayNoon)).toBe(
			`It is outside the hours in which the API is normally available for ${country} (${words}). `,
		);
	});

	it('are told only while the API is outside them', () => {
		const now = Date.parse('2024-05-04T00:29:59+01:00');
		expect(outsideAvailability('UK', now)).toBe('');
		expect(outsideAvailability('UK', now + 1000)).not.toBe('');
		expect(outsideAvailability('PT', now + 1000)).toBe('');
	});

	it('have a time zone of their own for each of the twelve countries', () => {
		expect(availabilityHours).toHaveLength(12);
		expect(new Set(availabilityHours.map(({ country }) => country)).size).toBe(12);
		expect(new Set(availabilityHours.map(({ timeZone }) => timeZone)).size).toBe(12);
	});
});
