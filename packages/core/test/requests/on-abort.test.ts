import { getEventListeners } from 'node:events';
import { abortWith, onAbort } from '../../src/requests/on-abort.ts';

function listeners(signal: AbortSignal): number {
	return getEventListeners(signal, 'abort').length;
}

test('any number of callbacks are called, and share one listener', () => {
	const stop = new AbortController();
	const called: number[] = [];
	for (let number = 0; number < 20; number++) onAbort(stop.signal, () => called.push(number));

	expect(listeners(stop.signal)).toBe(1);
	stop.abort();
	expect(called).toHaveLength(20);
});

test('a callback that was taken back is not called, and the last one takes the listener with it', () => {
	const stop = new AbortController();
	const called: string[] = [];
	const forgetFirst = onAbort(stop.signal, () => called.push('first'));
	const forgetSecond = onAbort(stop.signal, () => called.push('second'));

	forgetFirst();
	expect(listeners(stop.signal)).toBe(1);
	forgetSecond();
	expect(listeners(stop.signal)).toBe(0);
	stop.abort();
	expect(called).toEqual([]);
});

test('a callback can take back those that come after it', () => {
	const stop = new AbortController();
	const called: string[] = [];
	onAbort(stop.signal, () => {
		called.push('first');
		forgetSecond();
	});
	const forgetSecond = onAbort(stop.signal, () => called.push('second'));

	stop.abort();
	expect(called).toEqual(['first']);
});

test('a signal that has aborted calls back at once, and is not listened to', () => {
	const stop = new AbortController();
	stop.abort();
	const called: string[] = [];
	const forget = onAbort(stop.signal, () => called.push('at once'));
	expect(called).toEqual(['at once']);
	expect(listeners(stop.signal)).toBe(0);
	forget();
	expect(called).toEqual(['at once']);
});

test('the same callback can be given twice, and taken back once', () => {
	const stop = new AbortController();
	let called = 0;
	const callback = () => called++;
	onAbort(stop.signal, callback);
	onAbort(stop.signal, callback)();
	stop.abort();
	expect(called).toBe(1);
});

test('a callback is called once', () => {
	const stop = new AbortController();
	let called = 0;
	onAbort(stop.signal, () => called++);
	stop.abort();
	stop.signal.dispatchEvent(new Event('abort'));
	expect(called).toBe(1);
});

describe('a controller that aborts with a signal', () => {
	test('aborts with it, also where it has', () => {
		const signal = new AbortController();
		const before = abortWith(signal.signal);
		expect(before.stop.signal.aborted).toBe(false);
		signal.abort();
		const after = abortWith(signal.signal);
		expect([before, after].map(({ stop }) => stop.signal.aborted)).toEqual([true, true]);
	});

	test('leaves the signal alone when it is aborted, and when it is forgotten', () => {
		const signal = new AbortController();
		const { stop, forget } = abortWith(signal.signal);
		stop.abort();
		expect(signal.signal.aborted).toBe(false);
		forget();
		expect(listeners(signal.signal)).toBe(0);

		const forgotten = abortWith(signal.signal);
		forgotten.forget();
		signal.abort();
		expect(forgotten.stop.signal.aborted).toBe(false);
	});
});
