import { sideBySide } from '../../src/requests/side-by-side.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const never = new AbortController().signal;

/** Work that takes some time, by its value, and how much of it was under way at once. */
function bench(durations: readonly number[]) {
	const clock = new VirtualClock();
	const seen = { begun: [] as number[], underWay: 0, maxUnderWay: 0 };
	const work = async (ms: number, index: number): Promise<string> => {
		seen.begun.push(index);
		seen.maxUnderWay = Math.max(seen.maxUnderWay, ++seen.underWay);
		await clock.sleep(Math.abs(ms), never);
		seen.underWay--;
		if (ms < 0) throw new Error(`${index} failed`);
		return `${index}: ${ms}`;
	};
	return { clock, seen, run: (limit: number) => sideBySide(durations, limit, work) };
}

test('results come in the order of the values, whatever takes longest', async () => {
	const { clock, seen, run } = bench([50, 10, 40, 30, 20]);
	expect(await clock.run(run(2))).toEqual(['0: 50', '1: 10', '2: 40', '3: 30', '4: 20']);
	expect(seen.maxUnderWay).toBe(2);
	// 50 and 30 ms by one worker, the others by the other.
	expect(clock.elapsedMs).toBe(80);
});

test('a limit above the number of values lets all go at once', async () => {
	const { clock, seen, run } = bench([10, 20, 30]);
	await clock.run(run(24));
	expect(seen.maxUnderWay).toBe(3);
	expect(clock.elapsedMs).toBe(30);
});

test('of no values there are no results', async () => {
	const { clock, run } = bench([]);
	expect(await clock.run(run(3))).toEqual([]);
});

test('the first failure is told at once, and nothing more begins', async () => {
	const { clock, seen, run } = bench([100, -10, 30, 30, 30]);
	await expect(clock.run(run(2))).rejects.toThrow('1 failed');
	expect(clock.elapsedMs).toBe(10);
	await clock.settle();
	expect(seen.begun).toEqual([0, 1]);
});
