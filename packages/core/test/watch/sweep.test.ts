import fc from 'fast-check';
import { isWithin, nextWindow, without, type SweepPosition } from '../../src/watch/sweep.ts';
import { property } from '../support/property.ts';
import { dayMs, start } from '../support/watch-seen.ts';

property(
	'whatever was entered in the lookback is read once in so many windows, and again after as many',
	500,
	fc.record({
		lookbackMs: fc.integer({ min: 1, max: 40 }).map((days) => days * dayMs),
		count: fc.integer({ min: 1, max: 30 }),
		everyMs: fc.integer({ min: 60_000, max: dayMs }),
		jitterMs: fc.integer({ min: 0, max: 60_000 }),
		ages: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 }),
	}),
	({ lookbackMs, count, everyMs, jitterMs, ages }) => {
		let position: SweepPosition | undefined;
		const entries = ages.map((age) => Math.floor((start - age * lookbackMs) / 1000) * 1000);
		const lastRead = new Map(entries.map((entry) => [entry, -1]));
		let now = start;
		for (let poll = 0; poll < 3 * count; poll++) {
			const { window, after } = nextWindow(position, { lookbackMs, count }, now);
			position = after;
			expect(window.period.from).toBeLessThanOrEqual(window.period.to);
			expect(window.period.from).toBeGreaterThanOrEqual(now - lookbackMs);
			for (const entry of entries) {
				if (entry < now - lookbackMs) continue;
				const age = poll - (lastRead.get(entry) ?? -1);
				if (isWithin([window.period], entry)) lastRead.set(entry, poll);
				else expect(age).toBeLessThan(count);
			}
			now += everyMs + (poll % 2) * jitterMs;
		}
		return Promise.resolve();
	},
);

test('begins with the newest orders, and with no end, as clocks differ', () => {
	const { window } = nextWindow(undefined, { lookbackMs: 30 * dayMs, count: 12 }, start);
	expect(window.isOpen).toBe(true);
	expect(isWithin([window.period], start + dayMs)).toBe(true);
	expect(isWithin([window.period], start - 3 * dayMs)).toBe(false);
});

test('begins anew when the lookback or the number of windows is another', () => {
	let position: SweepPosition | undefined;
	const read = (days: number, count: number) => {
		const { window, after } = nextWindow(position, { lookbackMs: days * dayMs, count }, start);
		position = after;
		return window.isOpen;
	};
	expect([read(30, 12), read(30, 12), read(30, 12)]).toEqual([true, false, false]);
	expect([read(30, 6), read(30, 6)]).toEqual([true, false]);
	expect([read(10, 6), read(10, 6)]).toEqual([true, false]);
});

test('a single window is the whole lookback', () => {
	const { window } = nextWindow(undefined, { lookbackMs: 30 * dayMs, count: 1 }, start);
	expect(window).toMatchObject({
		isOpen: true,
		period: { from: start - 30 * dayMs, to: Infinity },
	});
});

const period = fc
	.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20 }))
	.map(([from, length]) => ({ from, to: from + length }));

property(
	'what is taken from periods is not within them, and all else is',
	300,
	fc.tuple(fc.array(period, { maxLength: 4 }), period),
	([periods, taken]) => {
		const left = without(periods, taken);
		for (let time = 0; time <= 80; time++) {
			expect(isWithin(left, time)).toBe(isWithin(periods, time) && !isWithin([taken], time));
		}
		return Promise.resolve();
	},
);
