import { getEventListeners } from 'node:events';
import { onAbort } from '../../src/requests/on-abort.ts';

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
