import { IngramError, type IngramErrorCode } from '@ingram-orders/core';
import { FailingPolls } from '../../src/watch/failing.ts';
import { hourMs, start } from '../support/watch-seen.ts';

const minute = 60_000;

function failure(code: IngramErrorCode): IngramError {
	return new IngramError({ code, message: code, remedy: '', retryable: true });
}

/** Polls that fail, each so many minutes after the first. Returns which of them are told. */
function toldOf(
	polls: readonly [minutes: number, code: IngramErrorCode][],
	failing = new FailingPolls(),
): number[] {
	return polls
		.filter(([minutes, code]) => failing.failed(failure(code), start + minutes * minute))
		.map(([minutes]) => minutes);
}

test.each<IngramErrorCode>([
	...(['SERVICE_UNAVAILABLE', 'UNREACHABLE', 'TIMEOUT'] as const),
	...(['UNREADABLE_ANSWER', 'INCOMPLETE'] as const),
])('%s is told only after three polls and 15 minutes', (code) => {
	expect(toldOf([0, 5, 10, 15, 20].map((minutes) => [minutes, code]))).toEqual([15]);
	expect(toldOf([0, 60, 120, 180].map((minutes) => [minutes, code]))).toEqual([120]);
});

test.each<IngramErrorCode>([
	...(['AUTHENTICATION', 'ACCESS_DENIED', 'CUSTOMER_MISMATCH'] as const),
	...(['INVALID_INPUT', 'REQUEST_REFUSED', 'NOT_FOUND'] as const),
])('%s is told at once, and once', (code) => {
	expect(toldOf([0, 10, 40, 100, 1000].map((minutes) => [minutes, code]))).toEqual([0]);
});

test('each outage is told, and none that a complete poll has ended', () => {
	const failing = new FailingPolls();
	const outage = [0, 10, 20].map((minutes): [number, IngramErrorCode] => [minutes, 'TIMEOUT']);
	expect(toldOf(outage, failing)).toEqual([20]);
	failing.succeeded();
	expect(failing.present).toBeUndefined();
	expect(toldOf(outage.slice(0, 2), failing)).toEqual([]);
	failing.succeeded();
	expect(toldOf(outage, failing)).toEqual([20]);
});

test('a failure for good is told though one that passes was told before, but not the other way round', () => {
	expect(
		toldOf(
			[
				...([
					[0, 'TIMEOUT'],
					[10, 'TIMEOUT'],
					[20, 'TIMEOUT'],
					[30, 'AUTHENTICATION'],
				] as const),
				...([
					[40, 'AUTHENTICATION'],
					[50, 'TIMEOUT'],
					[90, 'ACCESS_DENIED'],
				] as const),
			].map(([minutes, code]): [number, IngramErrorCode] => [minutes, code]),
		),
	).toEqual([20, 30, 90]);
});

describe('Once it was told, polls rest', () => {
	test('5 minutes, then twice as long each time, and never longer than half an hour', () => {
		const failing = new FailingPolls();
		let now = start;
		const rests: number[] = [];
		for (let poll = 0; poll < 6; poll++) {
			failing.failed(failure('AUTHENTICATION'), now);
			let minutes = 0;
			while (failing.rests(now + minutes * minute)) minutes++;
			rests.push(minutes);
			now += minutes * minute;
		}
		expect(rests).toEqual([5, 10, 20, 30, 30, 30]);
	});

	test('but not before', () => {
		const failing = new FailingPolls();
		failing.failed(failure('TIMEOUT'), start);
		expect(failing.rests(start + 1)).toBe(false);
	});

	test('a clock that was put back does not make the rest longer', () => {
		const failing = new FailingPolls();
		failing.failed(failure('AUTHENTICATION'), start);
		expect(failing.rests(start - 1000 * hourMs)).toBe(false);
	});
});

test('the present outage is known by its first poll and its latest failure', () => {
	const failing = new FailingPolls();
	failing.failed(failure('TIMEOUT'), start);
	failing.failed(failure('ACCESS_DENIED'), start + minute);
	expect(failing.present).toMatchObject({ since: start, failure: { code: 'ACCESS_DENIED' } });
});

test('who was told that it fails for good is not told that it also fails for a while', () => {
	const polls = [0, 10, 20, 30, 40].map((minutes): [number, IngramErrorCode] => [
		minutes,
		minutes === 0 ? 'AUTHENTICATION' : 'TIMEOUT',
	]);
	expect(toldOf(polls)).toEqual([0]);
});
