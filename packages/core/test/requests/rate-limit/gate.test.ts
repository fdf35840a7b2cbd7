import type { Clock } from '@ingram-orders/core';
import { RequestGate } from '../../../src/requests/rate-limit/gate.ts';
import { WaitMeter } from '../../../src/requests/rate-limit/wait-meter.ts';
import {
	answered,
	bench,
	learn,
	nextStart,
	refusal,
	type Headers,
} from '../../support/gate-bench.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test('one request goes alone until an answer has told what the window allows', async () => {
	const bed = bench();
	const waiting = Array.from({ length: 15 }, () => bed.enter());
	await bed.clock.pass(0);
	expect(bed.starts).toHaveLength(1);
	(await waiting[0])?.leave(answered(bed.told({ remaining: 59, resetInMs: minute })));
	await bed.clock.pass(0);
	expect(bed.starts).toHaveLength(13);
});

test('while the first gets no answer, one more goes every few seconds', async () => {
	const bed = bench();
	for (let visitor = 1; visitor <= 8; visitor++) void bed.enter();
	await bed.clock.pass(15 * second);
	const times = bed.starts.map(({ at }) => at);
	expect(times.length).toBeGreaterThan(2);
	expect(times.length).toBeLessThanOrEqual(6);
	for (const [index, at] of times.slice(1).entries()) {
		expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(2 * second);
	}
});

test('what remains, less what is in flight, may start; the rest waits for the reset', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 3, resetInMs: 20 * second }));
	const waiting = [1, 2, 3, 4].map(() => bed.enter());
	await bed.clock.pass(second);
	expect(bed.starts).toHaveLength(4);
	// Three are in flight and take all that remains: the fourth depends on their answers.
	for (const admission of await Promise.all(waiting.slice(0, 3))) {
		admission.leave(answered(bed.told({ remaining: 0, resetInMs: 19 * second })));
	}
	await bed.clock.run(Promise.all(waiting));
	expect(bed.starts[4]?.at).toBeGreaterThanOrEqual(20 * second);
	expect(bed.starts[4]?.at).toBeLessThan(21.1 * second);
	expect(bed.waits).toHaveLength(1);
});

test('within one window what remains only falls, whichever answer comes first', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 40, resetInMs: 30 * second }));
	await learn(bed, bed.told({ remaining: 10, resetInMs: 30 * second }));
	await learn(bed, bed.told({ remaining: 39, resetInMs: 30 * second }));
	expect(bed.gate.status.remaining).toBe(10);
});

test('a later reset opens a new window, an earlier one is ignored', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 2, resetInMs: 10 * second }));
	await learn(bed, bed.told({ remaining: 50, resetInMs: 70 * second }));
	expect(bed.gate.status.remaining).toBe(50);
	await learn(bed, bed.told({ remaining: 1, resetInMs: 10 * second }));
	// What the answer says is not of this window, but its request may have been counted there.
	expect(bed.gate.status.remaining).toBe(49);
});

test('a request in flight across a reset takes a place in both windows', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 3, resetInMs: 5 * second, limit: 4 }));
	const late = await bed.clock.run(Promise.all([bed.enter(), bed.enter(), bed.enter()]));
	const waiting = [bed.enter(), bed.enter(), bed.enter()];
	await bed.clock.pass(10 * second);
	expect(bed.starts).toHaveLength(5);
	// The server counted this one before its reset, so its place in the new window is free.
	late[0].leave(answered(bed.told({ remaining: 0, resetInMs: -5 * second, limit: 4 })));
	await bed.clock.pass(0);
	const startsWithOldOneGone = bed.starts.length;
	// This one was counted in the new window.
	late[1].leave(answered(bed.told({ remaining: 1, resetInMs: 55 * second, limit: 4 })));
	await bed.clock.pass(0);
	expect(startsWithOldOneGone).toBe(6);
	expect(bed.starts).toHaveLength(6);
	await bed.clock.run(Promise.all(waiting));
	expect(bed.clock.elapsedMs).toBeGreaterThanOrEqual(60 * second);
});

test('requests that got no answer count as made', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 5, resetInMs: 30 * second }));
	for (let request = 1; request <= 5; request++) {
		(await bed.clock.run(bed.enter())).leave({ kind: 'unanswered' });
	}
	expect(bed.gate.status.remaining).toBe(0);
	expect(await nextStart(bed)).toBeGreaterThanOrEqual(30 * second);
});

test('requests that were not sent take no call', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 2, resetInMs: 30 * second }));
	for (let request = 1; request <= 10; request++) {
		(await bed.clock.run(bed.enter())).leave({ kind: 'not-sent' });
	}
	expect(bed.gate.status.remaining).toBe(2);
	expect(bed.clock.elapsedMs).toBe(0);
});

test('only the first that is said of how a request ended counts', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 5, resetInMs: 30 * second }));
	const admission = await bed.clock.run(bed.enter());
	admission.leave(answered(bed.told({ remaining: 4, resetInMs: 30 * second })));
	admission.leave({ kind: 'unanswered' });
	admission.leave(answered({}, 'quota'));
	expect(bed.gate.status.remaining).toBe(4);
	expect(await nextStart(bed)).toBe(0);
});

test('without headers at most 60 requests start in any 60 s', async () => {
	const bed = bench();
	const { clock } = bed;
	const all = Array.from({ length: 200 }, async () => {
		const admission = await bed.enter();
		clock.after(clock.random() * 3000, () => admission.leave(answered({})));
	});
	await clock.run(Promise.all(all));
	const times = bed.starts.map(({ at }) => at);
	const maxInAMinute = Math.max(
		...times.map((from) => times.filter((at) => at >= from && at < from + minute).length),
	);
	expect(times).toHaveLength(200);
	expect(maxInAMinute).toBe(60);
	expect(clock.elapsedMs).toBeLessThan(4 * minute);
});

test.each<[string, Headers, number]>([
	['without headers a whole period', {}, minute],
	['with Retry-After as many seconds', { 'retry-after': '7' }, 7 * second],
	['never longer than a period', { 'retry-after': '86400' }, minute],
])('a request refused for the quota makes everyone wait: %s', async (_, headers, waitMs) => {
	const bed = bench();
	await learn(bed, {});
	(await bed.clock.run(bed.enter())).leave(answered(headers, 'quota'));
	const startedAt = await nextStart(bed);
	expect(startedAt).toBeGreaterThanOrEqual(waitMs);
	expect(startedAt).toBeLessThan(waitMs + second);
});

test('Retry-After may be a date by the server’s clock', async () => {
	const bed = bench();
	await learn(bed, { date: new Date(bed.clock.now() + hour).toUTCString() });
	const headers = {
		date: new Date(bed.clock.now() + hour).toUTCString(),
		'retry-after': new Date(bed.clock.now() + hour + 20 * second).toUTCString(),
	};
	(await bed.clock.run(bed.enter())).leave(answered(headers, 'quota'));
	const startedAt = await nextStart(bed);
	expect(startedAt).toBeGreaterThanOrEqual(20 * second);
	expect(startedAt).toBeLessThan(22 * second);
});

test('a request refused for the quota waits for the reset that the refusal tells', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 30, resetInMs: 40 * second }));
	const headers = bed.told({ remaining: 0, resetInMs: 40 * second });
	(await bed.clock.run(bed.enter())).leave(answered(headers, 'quota'));
	const startedAt = await nextStart(bed);
	expect(startedAt).toBeGreaterThanOrEqual(40 * second);
	expect(startedAt).toBeLessThan(42 * second);
});

test('processes that wait for the same reset do not come back at the same moment', async () => {
	const returns = new Set<number>();
	for (let seed = 1; seed <= 10; seed++) {
		const bed = bench();
		const clock = new VirtualClock({ seed });
		const gate = new RequestGate(clock);
		const enter = () =>
			clock.run(
				gate.enter({
					signal: new AbortController().signal,
					meter: new WaitMeter(hour, clock.now),
					onWait: () => undefined,
				}),
			);
		(await enter()).leave(answered(bed.told({ remaining: 0, resetInMs: 10 * second }), 'quota'));
		await enter();
		returns.add(clock.elapsedMs);
	}
	expect(returns.size).toBeGreaterThan(5);
});

test('spike arrest halves what goes side by side and spaces the starts', async () => {
	const bed = bench();
	const { clock } = bed;
	await learn(bed, bed.told({ remaining: 50, resetInMs: minute }));
	const together = await clock.run(Promise.all(Array.from({ length: 6 }, () => bed.enter())));
	await clock.pass(50);
	for (const admission of together) {
		admission.leave(answered(bed.told({ remaining: 44, resetInMs: minute }), 'spike'));
	}
	const refusedAt = clock.elapsedMs;
	const waiting = Array.from({ length: 12 }, () => bed.enter());
	await clock.pass(5 * second);
	const after = bed.starts.slice(7).map(({ at }) => at - refusedAt);
	// Six side by side, as nobody answers; the six refusals were one and the same spike.
	expect(after).toHaveLength(6);
	const gaps = after.map((at, index) => at - (after[index - 1] ?? 0));
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
	expect(Math.max(...gaps)).toBeLessThan(2 * second);
	for (const admission of await Promise.all(waiting.slice(0, 6))) {
		admission.leave(answered(bed.told({ remaining: 40, resetInMs: minute })));
	}
	await clock.run(Promise.all(waiting));
	expect(clock.elapsedMs - refusedAt).toBeLessThan(10 * second);
});

test('a spike is remembered by those who come soon after, and forgotten in time', async () => {
	const bed = bench();
	const { clock } = bed;
	/** When each of six that come at once starts, in milliseconds; each is answered a second later. */
	const startsOfSix = async () => {
		await learn(bed, bed.told({ remaining: 50, resetInMs: 50 * second }), second);
		const from = clock.elapsedMs;
		const six = Array.from({ length: 6 }, async () => {
			const admission = await bed.enter();
			clock.after(second, () =>
				admission.leave(answered(bed.told({ remaining: 40, resetInMs: 40 * second }))),
			);
		});
		await clock.run(Promise.all(six));
		return bed.starts.slice(-6).map(({ at }) => at - from);
	};
	expect(await startsOfSix()).toEqual([0, 0, 0, 0, 0, 0]);
	await clock.pass(minute);
	(await clock.run(bed.enter())).leave(
		answered(bed.told({ remaining: 49, resetInMs: minute }), 'spike'),
	);
	await clock.pass(2 * minute);
	expect(new Set(await startsOfSix()).size).toBe(6);
	await clock.pass(15 * minute);
	await startsOfSix();
	expect(await startsOfSix()).toEqual([0, 0, 0, 0, 0, 0]);
});

test('who may not wait as long as it takes is refused at once, and told how long it takes', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 0, resetInMs: 40 * second }));
	const patient = bed.enter({ maxWaitMs: minute });
	const error = await refusal(bed.clock.run(bed.enter({ maxWaitMs: 10 * second })));
	expect(bed.clock.elapsedMs).toBe(0);
	expect(error.code).toBe('RATE_LIMIT');
	expect(error.message).toMatch(/10 s that Max Wait allows.* 4[01] s more/);
	await bed.clock.run(patient);
	expect(bed.clock.sleeping).toBe(0);
});

test('a run that may not wait at all still sends what the window allows', async () => {
	const bed = bench();
	await bed.clock.run(bed.enter({ maxWaitMs: 0 }));
	expect(bed.starts).toHaveLength(1);
});

test('who comes first is let through first', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 1, resetInMs: 5 * second }));
	const names = Array.from({ length: 20 }, (_, index) => `visitor ${index}`);
	const all = names.map(async (name) => {
		const admission = await bed.enter({ name });
		bed.clock.after(100, () => admission.leave(answered({})));
	});
	await bed.clock.run(Promise.all(all));
	expect(bed.starts.slice(1).map(({ name }) => name)).toEqual(names);
});

test('who is cancelled while waiting leaves at once, and the others keep their turn', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 0, resetInMs: 30 * second }));
	const cancel = new AbortController();
	const cancelled = bed.enter({ name: 'cancelled', signal: cancel.signal });
	const others = [bed.enter({ name: 'second' }), bed.enter({ name: 'third' })];
	bed.clock.after(10 * second, () => cancel.abort());
	const error = await refusal(bed.clock.run(cancelled));
	expect(error.code).toBe('CANCELLED');
	expect(bed.clock.elapsedMs).toBe(10 * second);
	const [first] = await bed.clock.run(Promise.all(others.slice(0, 1)));
	first?.leave(answered(bed.told({ remaining: 59, resetInMs: minute })));
	await bed.clock.run(Promise.all(others));
	expect(bed.starts.slice(1).map(({ name }) => name)).toEqual(['second', 'third']);
	expect(bed.clock.sleeping).toBe(0);
});

test('when the only one who waits is cancelled, no timer is left', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 0, resetInMs: 30 * second }));
	const cancel = new AbortController();
	const cancelled = bed.enter({ signal: cancel.signal });
	await bed.clock.pass(second);
	cancel.abort();
	expect((await refusal(cancelled)).code).toBe('CANCELLED');
	expect(bed.clock.sleeping).toBe(0);
});

describe.each([0, hour, -hour])('a server whose clock is %s ms ahead', (skewMs) => {
	test.each([
		['milliseconds', 1100],
		['seconds', 2100],
		['delta-seconds', 2100],
	] as const)('is waited for when it tells the reset in %s', async (format, toleratedMs) => {
		const bed = bench();
		await learn(bed, bed.told({ remaining: 0, resetInMs: 30 * second, format, skewMs }));
		const startedAt = await nextStart(bed);
		expect(startedAt).toBeGreaterThanOrEqual(30 * second);
		expect(startedAt).toBeLessThanOrEqual(30 * second + toleratedMs);
	});
});

test.each([
	['a reset in the far future', { 'x-ratelimit-reset': '4102444800000' }],
	['a reset that is not a number', { 'x-ratelimit-reset': 'soon' }],
	['a reset in the past', { 'x-ratelimit-reset': '1000000000000' }],
	['no reset', {}],
])('%s never makes anyone wait longer than a period', async (_, reset) => {
	const bed = bench();
	const headers = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0', ...reset };
	await learn(bed, headers);
	expect(await nextStart(bed)).toBeLessThanOrEqual(minute + 100);
});

test.each(['-1', '1e3', 'many', '9999999999999', '', '0x3c', 'NaN'])(
	'a remaining of "%s" is not believed',
	async (remaining) => {
		const bed = bench();
		await learn(bed, {
			...bed.told({ remaining: 0, resetInMs: 30 * second }),
			'x-ratelimit-remaining': remaining,
		});
		expect(bed.gate.status.remaining).toBe(59);
	},
);

test('the status tells limit, remaining and reset, and a window that is over no more', async () => {
	const bed = bench();
	expect(bed.gate.status).toEqual({ limit: 60, remaining: 60 });
	await learn(bed, bed.told({ remaining: 12, resetInMs: 30 * second, limit: 20 }));
	const { resetAt, ...counts } = bed.gate.status;
	expect(counts).toEqual({ limit: 20, remaining: 12 });
	const resetInMs = Date.parse(resetAt ?? '') - bed.clock.now();
	expect(resetInMs).toBeGreaterThanOrEqual(30 * second);
	expect(resetInMs).toBeLessThanOrEqual(31 * second);
	await bed.clock.pass(32 * second);
	expect(bed.gate.status).toEqual({ limit: 20, remaining: 20 });
});

test('a moment that comes while it is reckoned with is not slept for below zero', async () => {
	let now = Date.UTC(2026, 0, 15, 12);
	const sleeps: number[] = [];
	const clock: Clock = {
		now: () => (now += 10),
		// A timer that fires a little early, so that the gate reckons again just before the moment.
		sleep: (ms) => {
			sleeps.push(ms);
			now += Math.max(1, ms - 15);
			return Promise.resolve();
		},
		random: () => 0,
	};
	const gate = new RequestGate(clock);
	const enter = () =>
		gate.enter({
			signal: new AbortController().signal,
			meter: new WaitMeter(hour, clock.now),
			onWait: () => undefined,
		});
	const admission = await enter();
	const headers = {
		...{ date: new Date(now).toUTCString(), 'x-ratelimit-limit': '60' },
		...{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 5 * second) },
	};
	admission.leave(answered(headers));
	await enter();
	expect(sleeps.length).toBeGreaterThan(1);
	expect(Math.min(...sleeps)).toBeGreaterThanOrEqual(0);
});
