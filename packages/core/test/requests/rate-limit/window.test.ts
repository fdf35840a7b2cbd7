import fc from 'fast-check';
import type { Exchange, ResetTime } from '../../../src/requests/rate-limit/headers.ts';
import { RateWindow } from '../../../src/requests/rate-limit/window.ts';

const second = 1000;
const minute = 60 * second;

/** Timers, margins and guesses together; a window is not waited for longer than this. */
const toleratedMs = 100;

function exchange(sentAt: number, tookMs = 100): Exchange {
	return { sentAt, receivedAt: sentAt + tookMs };
}

function reset(early: number, late = early): ResetTime {
	return { early, late };
}

/** A window that ends after a minute, of which an answer has told. */
function known(remaining: number): RateWindow {
	const window = new RateWindow(minute);
	window.learn(exchange(0), { limit: 60, remaining, reset: reset(minute) });
	return window;
}

test('before any answer it has the documented 60 calls, and no end', () => {
	const window = new RateWindow(minute);
	expect(window).toMatchObject({ limit: 60, remaining: 60, endsAt: undefined });
	expect(window.opensAt(0, 59)).toBe(0);
});

test('within one window what remains only falls, in whatever order answers come', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(60), { minLength: 1 }), (told) => {
			const window = new RateWindow(minute);
			for (const [index, remaining] of told.entries()) {
				window.learn(exchange(index), { remaining, reset: reset(minute) });
			}
			expect(window.remaining).toBe(Math.min(...told));
		}),
	);
});

test('a later reset opens a new window', () => {
	const window = known(2);
	const said = { remaining: 50, reset: reset(2 * minute) };
	expect(window.learn(exchange(second), said)).toBe('present');
	expect(window.remaining).toBe(50);
	expect(window.endsAt).toBeGreaterThanOrEqual(2 * minute);
});

test('of an earlier reset nothing is believed, but the request may have been counted', () => {
	const window = known(40);
	const said = { remaining: 1, reset: reset(20 * second) };
	expect(window.learn(exchange(second), said)).toBe('unknown');
	expect(window.remaining).toBe(39);
	expect(window.endsAt).toBeGreaterThanOrEqual(minute);
});

test('answers that bound the same reset narrow it, and the latest end they allow is waited for', () => {
	const window = new RateWindow(minute);
	window.learn(exchange(0), { remaining: 9, reset: reset(20_000, 21_000) });
	window.learn(exchange(100), { remaining: 8, reset: reset(19_600, 20_600) });
	expect(window.remaining).toBe(8);
	expect(window.endsAt).toBeGreaterThanOrEqual(20_600);
	expect(window.endsAt).toBeLessThan(20_600 + toleratedMs);
});

test('a window that is over leaves a whole one, of as many calls as were told', () => {
	const window = new RateWindow(minute);
	window.learn(exchange(0), { limit: 20, remaining: 3, reset: reset(minute) });
	window.turn(minute - 1);
	expect(window).toMatchObject({ limit: 20, remaining: 3 });
	window.turn(minute + toleratedMs);
	expect(window).toMatchObject({ limit: 20, remaining: 20, endsAt: undefined });
});

test('an answer of a window that is past changes nothing in the present one', () => {
	const window = known(5);
	window.turn(minute + toleratedMs);
	window.learn(exchange(minute + second), { remaining: 58, reset: reset(2 * minute) });
	const late = { sentAt: minute - second, receivedAt: minute + 3 * second };
	expect(window.learn(late, { remaining: 0, reset: reset(minute) })).toBe('past');
	expect(window.remaining).toBe(58);
	expect(window.endsAt).toBeGreaterThanOrEqual(2 * minute);
});

describe('a window that ends later than it told', () => {
	test('is waited for as much longer the next times, and a little more', () => {
		const window = known(0);
		window.turn(minute + toleratedMs);
		// Sent when the window should have been over, and counted in it all the same.
		const sentAt = minute + 700;
		window.learn(exchange(sentAt), { remaining: 0, reset: reset(minute) });
		expect(window.endsAt).toBeGreaterThan(sentAt);
		expect(window.remaining).toBe(0);

		window.turn(window.endsAt ?? 0);
		window.learn(exchange(minute + 2 * second), { remaining: 59, reset: reset(2 * minute) });
		expect(window.endsAt).toBeGreaterThan(2 * minute + 700);
		expect(window.endsAt).toBeLessThan(2 * minute + 2 * second);
	});

	test('is not believed to end many seconds later: such a reset is none', () => {
		const window = known(0);
		window.turn(minute + toleratedMs);
		const sentAt = minute + 20 * second;
		expect(window.learn(exchange(sentAt), { remaining: 0, reset: reset(minute) })).toBe('unknown');
		expect(window.endsAt).toBeUndefined();
		expect(window.opensAt(sentAt + second, 0)).toBe(sentAt + second);
	});
});

describe('a request that ended unheard', () => {
	test('takes a call, until an answer to one that was sent well after it has told the count', () => {
		const window = known(10);
		window.countUnheard(5 * second);
		window.learn(exchange(6 * second), { remaining: 9, reset: reset(minute) });
		expect(window.remaining).toBe(8);
		window.learn(exchange(15 * second), { remaining: 7, reset: reset(minute) });
		expect(window.remaining).toBe(7);
	});

	test('does not count in the next window, unless it ended there', () => {
		const window = known(10);
		window.countUnheard(30 * second);
		window.countUnheard(minute + 10);
		window.turn(minute + toleratedMs);
		expect(window.remaining).toBe(59);
	});

	test('counts for one window’s length where no window is known', () => {
		const window = new RateWindow(minute);
		for (let request = 0; request < 60; request++) window.countUnheard(request);
		const opensAt = window.opensAt(second, 0) ?? NaN;
		expect(opensAt).toBeGreaterThanOrEqual(minute);
		expect(opensAt).toBeLessThan(minute + toleratedMs);
		window.turn(opensAt);
		expect(window.remaining).toBeGreaterThan(0);
		expect(window.opensAt(opensAt, 0)).toBe(opensAt);
	});

	test('is one whose answer names no reset, or no count', () => {
		const window = known(10);
		expect(window.learn(exchange(0), {})).toBe('unknown');
		expect(window.learn(exchange(0), { remaining: 50 })).toBe('unknown');
		expect(window.learn(exchange(0), { reset: reset(minute) })).toBe('unknown');
		expect(window.remaining).toBe(7);
	});
});

test('the next request may go now, after the answers under way, or after the reset', () => {
	const window = known(3);
	expect(window.opensAt(second, 2)).toBe(second);
	expect(window.opensAt(second, 3)).toBeUndefined();
	window.learn(exchange(second), { remaining: 0, reset: reset(minute) });
	expect(window.opensAt(2 * second, 0)).toBe(window.endsAt);
});

describe('after a refusal', () => {
	const refused = exchange(10 * second);

	test('the reset that it names counts, whatever else it says', () => {
		const opensAt = known(5).opensAfterRefusal(refused, { reset: reset(40 * second) }, 5 * second);
		expect(opensAt).toBeGreaterThanOrEqual(40 * second);
		expect(opensAt).toBeLessThan(40 * second + toleratedMs);
	});

	test('else the time that it asks for, but no more than a window', () => {
		expect(known(5).opensAfterRefusal(refused, {}, 7 * second)).toBe(
			refused.receivedAt + 7 * second,
		);
		expect(known(5).opensAfterRefusal(refused, {}, 3600 * second)).toBe(
			refused.receivedAt + minute,
		);
	});

	test('else the known end of the window, else a whole one', () => {
		const window = known(5);
		expect(window.opensAfterRefusal(refused, {}, undefined)).toBe(window.endsAt);
		expect(new RateWindow(minute).opensAfterRefusal(refused, {}, undefined)).toBe(
			refused.receivedAt + minute,
		);
	});
});

test('a limit that is told with no window counts for the one that is assumed', () => {
	const window = new RateWindow(minute);
	window.learn(exchange(0), { limit: 10 });
	expect(window).toMatchObject({ limit: 10, remaining: 9 });
	const inWindow = known(40);
	inWindow.learn(exchange(0), { limit: 10, remaining: 39, reset: reset(minute) });
	expect(inWindow).toMatchObject({ limit: 10, remaining: 39 });
});

test('what ended unheard before a reset is forgotten at the reset, what ended after it is not', () => {
	const window = known(10);
	for (const endedAt of [10 * second, 20 * second, minute + 10]) window.countUnheard(endedAt);
	window.turn(minute + toleratedMs);
	expect(window.remaining).toBe(59);
});

test('what ended unheard counts until a window’s length has certainly passed', () => {
	const window = new RateWindow(minute);
	window.countUnheard(0);
	window.turn(minute + 10);
	expect(window.remaining).toBe(59);
	window.turn(minute + toleratedMs);
	expect(window.remaining).toBe(60);
});

test('a window that was met after its end is told as late, and from then on ends later by a quarter of a second more', () => {
	const window = known(0);
	window.turn(minute + toleratedMs);
	expect(window.hasEndedLate).toBe(false);
	const met = { remaining: 0, reset: reset(minute) };
	expect(window.learn(exchange(minute + 700), met)).toBe('late');
	expect(window.hasEndedLate).toBe(true);
	window.turn(minute + 2 * second);
	window.learn(exchange(minute + 2 * second), { remaining: 59, reset: reset(2 * minute) });
	expect(window.endsAt).toBeGreaterThanOrEqual(2 * minute + 950);
});

test('of two resets that overlap, what both allow is known: one before that is another window’s', () => {
	const window = new RateWindow(minute);
	window.learn(exchange(0), { remaining: 9, reset: reset(20_000, 21_000) });
	window.learn(exchange(100), { remaining: 8, reset: reset(20_500, 21_500) });
	const before = { remaining: 1, reset: reset(20_100, 20_200) };
	expect(window.learn(exchange(200), before)).toBe('unknown');
});
