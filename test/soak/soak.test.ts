import { judgeMemory } from './live-memory.ts';
import { reportText } from './report-text.ts';
import { runSoak } from './run-soak.ts';
import { readOptions, type Sabotage } from './soak-options.ts';

// Pauses are real ones, which a busy machine makes longer.
jest.setTimeout(120_000);

const small = { seed: 1, searches: 150, polls: 150, lanes: 10 };

test('a small soak finds nothing wrong, and leaves nothing behind', async () => {
	const report = await runSoak(small);
	const text = reportText(report);
	expect(text).toContain('\n0 wrong results.');
	expect(report.left).toEqual([]);
	expect(report.problems).toEqual([]);
	expect(report.isGood).toBe(true);
	const { tally } = report;
	expect([...tally.searches.values()].reduce((sum, each) => sum + each)).toBe(150);
	expect(tally.searches.get('all given')).toBeGreaterThan(50);
	expect(tally.watch.polls).toBeGreaterThanOrEqual(150);
	expect(tally.watch.events).toBeGreaterThan(50);
	expect(tally.faults.size).toBeGreaterThan(15);
});

const losesOne: Sabotage = (given) => given.slice(1);
const repeatsOne: Sabotage = (given) => [...given, ...given.slice(0, 1)];

test.each([
	['lost', losesOne, 'missing'],
	['given twice', repeatsOne, 'given twice'],
])('an order that is %s is noticed, with what repeats the search', async (_, sabotage, words) => {
	const { isGood, tally } = await runSoak({ ...small, searches: 25, polls: 0, sabotage });
	expect(isGood).toBe(false);
	const found = tally.failures.filter((failure) => failure.includes(words));
	expect(found.length).toBeGreaterThan(5);
	expect(found[0]).toMatch(/^search (\d+): [^]*npm run soak -- --seed 1 --search \1$/);
});

test.each([
	['lost', losesOne, 'Not told'],
	['told twice', repeatsOne, 'Told for nothing'],
])('an event that is %s is noticed, with what repeats the watch', async (_, sabotage, words) => {
	const { isGood, tally } = await runSoak({ ...small, searches: 0, polls: 20, sabotage });
	expect(isGood).toBe(false);
	expect(tally.failures[0]).toContain(words);
	expect(tally.failures[0]).toMatch(/^poll \d+ of watch (\d+): [^]*--seed 1 --watch \1$/);
});

describe('memory', () => {
	const samples = (bytesPerRun: number) =>
		Array.from({ length: 30 }, (_, index) => {
			const done = (index + 1) * 600;
			// It wobbles by a tenth of a megabyte, as it does after a forced collection.
			return { done, bytes: 20e6 + done * bytesPerRun + ((index * 7) % 5) * 20_000 };
		});

	test.each([0, -50, 50])('is flat with %i bytes more for each run', (bytes) => {
		expect(judgeMemory(samples(bytes)).verdict).toBe('flat');
	});

	test('grows with half a kilobyte more for each run', () => {
		expect(judgeMemory(samples(500)).verdict).toBe('GROWING');
	});

	test('is not judged after a few runs', () => {
		expect(judgeMemory(samples(500).slice(0, 5)).verdict).toBe('not judged');
	});
});

test('flags are read, and wrong ones are refused', () => {
	expect(readOptions(['--help'])).toBe('help');
	expect(readOptions(['--searches', '5', '--seed', '7', '--watch', '3'])).toEqual({
		...{ seed: 7, searches: 5, polls: 10_000, lanes: 16, onlyWatch: 3 },
	});
	expect(() => readOptions(['--polls', 'many'])).toThrow('--polls must be a whole number');
	expect(() => readOptions(['--pols', '5'])).toThrow('--pols');
});
