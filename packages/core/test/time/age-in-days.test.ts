import { ageInDays } from '../../src/time/age-in-days.ts';

const now = Date.parse('2026-01-10T12:00:00Z');

test.each([
	['2026-01-10T12:00:00Z', 0],
	['2026-01-09T12:00:01Z', 0],
	['2026-01-09T12:00:00Z', 1],
	['2025-12-11T12:00:00.500Z', 29],
	['2026-02-01T00:00:00Z', 0],
	['last week', null],
	['5', null],
	['', null],
])('what was entered at "%s" is %s days old', (entryTimestamp, days) => {
	expect(ageInDays(entryTimestamp, now)).toBe(days);
});
