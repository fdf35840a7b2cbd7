import fc from 'fast-check';
import { readRateLimit, type Exchange } from '../../../src/requests/rate-limit/headers.ts';
import { ServerClock } from '../../../src/requests/rate-limit/server-clock.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const localNow = Date.UTC(2026, 0, 15, 12);
const atOnce: Exchange = { sentAt: localNow, receivedAt: localNow };

function read(headers: Record<string, string>, exchange = atOnce, clock = new ServerClock()) {
	return readRateLimit(headers, exchange, clock, minute);
}

test('the three headers of the document', () => {
	const headers = {
		'x-ratelimit-limit': '60',
		'x-ratelimit-remaining': '59',
		'x-ratelimit-reset': String(localNow + 20 * second),
	};
	const reset = { early: localNow + 20 * second, late: localNow + 20 * second };
	expect(read(headers)).toEqual({ limit: 60, remaining: 59, reset });
});

test.each(['', ' ', '-1', '1e3', '0x3c', '1.5', 'many', 'NaN', '9999999999', '60, 60'])(
	'"%s" is no count',
	(text) => {
		expect(read({ 'x-ratelimit-limit': text, 'x-ratelimit-remaining': text })).toEqual({});
	},
);

test('nothing may remain, but a limit of nothing is none', () => {
	expect(read({ 'x-ratelimit-limit': '0', 'x-ratelimit-remaining': '0' })).toEqual({
		remaining: 0,
	});
});

test.each(['soon', '-5', '', '1e12', '2026-01-15T12:00:00Z', '9'.repeat(16)])(
	'"%s" is no reset',
	(text) => {
		expect(read({ 'x-ratelimit-reset': text })).toEqual({});
	},
);

test.each(['4102444800000', '4102444800', '86400'])(
	'the reset %s, in the far future, is no more than a window ahead',
	(text) => {
		const { reset } = read({ 'x-ratelimit-reset': text });
		expect(reset?.late).toBe(localNow + minute);
		expect(reset?.early).toBeLessThanOrEqual(localNow + minute);
	},
);

/** A server whose clock is any time ahead, and an answer that takes its time each way. */
const anyLine = fc.record({
	skewMs: fc.integer({ min: -hour, max: hour }),
	thereMs: fc.nat(5000),
	backMs: fc.nat(5000),
	resetInMs: fc.nat(50 * second),
	startsAt: fc.integer({ min: 0, max: 10 * minute }),
});

const writings: [name: string, write: (serverTime: number, inMs: number) => number][] = [
	['milliseconds since 1970', (serverTime) => serverTime],
	['seconds since 1970', (serverTime) => Math.floor(serverTime / second)],
	['seconds to wait, rounded down', (_, inMs) => Math.floor(inMs / second)],
	['seconds to wait, rounded up', (_, inMs) => Math.ceil(inMs / second)],
];

test.each(writings)('a reset in %s lies within what is read, whatever the clocks', (_, write) => {
	fc.assert(
		fc.property(anyLine, ({ skewMs, thereMs, backMs, resetInMs, startsAt }) => {
			const sentAt = localNow + startsAt;
			const answeredAt = sentAt + thereMs;
			const exchange = { sentAt, receivedAt: answeredAt + backMs };
			const clock = new ServerClock();
			clock.observe(new Date(answeredAt + skewMs).toUTCString(), exchange);
			const written = write(answeredAt + skewMs + resetInMs, resetInMs);
			const { reset } = read({ 'x-ratelimit-reset': String(written) }, exchange, clock);
			const truth = answeredAt + resetInMs;
			expect(reset?.early).toBeLessThanOrEqual(truth);
			expect(reset?.late).toBeGreaterThanOrEqual(truth);
			// No wider than the line and the resolution of what was written account for.
			expect((reset?.late ?? Infinity) - truth).toBeLessThanOrEqual(thereMs + backMs + 2 * second);
		}),
	);
});

test('many Date headers tell the server’s clock to some milliseconds', () => {
	const skewMs = 12_345;
	const clock = new ServerClock();
	for (let answer = 0; answer < 100; answer++) {
		const sentAt = localNow + answer * 377;
		const date = new Date(sentAt + 10 + skewMs).toUTCString();
		clock.observe(date, { sentAt, receivedAt: sentAt + 20 });
	}
	const { early, late } = clock.toLocal(localNow + skewMs);
	expect(early).toBeLessThanOrEqual(localNow);
	expect(late).toBeGreaterThanOrEqual(localNow);
	expect(late - early).toBeLessThan(150);
});

test('a clock that was set is followed', () => {
	const clock = new ServerClock();
	clock.observe(new Date(localNow).toUTCString(), atOnce);
	const later = { sentAt: localNow + second, receivedAt: localNow + second };
	clock.observe(new Date(later.sentAt + hour).toUTCString(), later);
	const { early, late } = clock.toLocal(localNow + hour);
	expect(early).toBeGreaterThanOrEqual(localNow - second);
	expect(late).toBeLessThanOrEqual(localNow + second);
});

test.each([undefined, '', 'yesterday'])(
	'without a Date (%p) the clocks are taken as equal',
	(date) => {
		const clock = new ServerClock();
		clock.observe(date, atOnce);
		expect(clock.toLocal(localNow)).toEqual({ early: localNow, late: localNow });
	},
);

test('a count is a million at most', () => {
	expect(read({ 'x-ratelimit-limit': '1000000', 'x-ratelimit-remaining': '1000001' })).toEqual({
		limit: 1_000_000,
	});
});

test.each([
	['20', 20],
	['20.75', 20.75],
])('a reset in %s seconds is that, to the second', (text, seconds) => {
	expect(read({ 'x-ratelimit-reset': text }).reset).toEqual({
		early: localNow + (seconds - 1) * second,
		late: localNow + (seconds + 1) * second,
	});
});

test.each([hour, -hour])('a clock that was set by %i ms is known to the second', (setBy) => {
	const clock = new ServerClock();
	clock.observe(new Date(localNow).toUTCString(), atOnce);
	const later = { sentAt: localNow + second, receivedAt: localNow + second };
	clock.observe(new Date(later.sentAt + setBy).toUTCString(), later);
	expect(clock.toLocal(localNow + setBy)).toEqual({ early: localNow - second, late: localNow });
});

test.each([1.0002, 0.9998])('a clock that runs %f times as fast as ours is followed', (speed) => {
	const clock = new ServerClock();
	for (let passedMs = 0; passedMs < hour; passedMs += 7770) {
		const answeredAt = localNow + passedMs;
		const serverTime = localNow + passedMs * speed;
		const exchange = { sentAt: answeredAt - 10, receivedAt: answeredAt + 10 };
		clock.observe(new Date(serverTime).toUTCString(), exchange);
		const { early, late } = clock.toLocal(serverTime);
		expect(early).toBeLessThanOrEqual(answeredAt);
		expect(late).toBeGreaterThanOrEqual(answeredAt);
	}
});
