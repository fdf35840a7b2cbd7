import fc from 'fast-check';
import { earliestEnd, type Situation } from './limit.ts';

const second = 1000;
const minute = 60 * second;
const calm: Situation = {
	pages: 60,
	remaining: 60,
	untilReset: minute,
	latency: second,
	inFlight: 24,
};

const examples: readonly [says: string, situation: Partial<Situation>, seconds: number][] = [
	['one page takes one answer', { pages: 1 }, 1],
	['page 1, and nine at once', { pages: 10 }, 2],
	['page 1, and 59 with 24 side by side', {}, 4],
	['page 1, and 59 at once', { inFlight: Infinity }, 2],
	[
		'with nothing left page 1 waits for the reset',
		{ pages: 1, remaining: 0, untilReset: 9 * second },
		10,
	],
	[
		'what is left is used, and the rest follows the reset',
		{ remaining: 20, untilReset: 9 * second },
		11,
	],
	['150 pages need the window after the next', { pages: 150, untilReset: 9 * second }, 71],
	[
		'no more are left than can start before the reset',
		{ pages: 90, untilReset: 1.5 * second },
		62.5,
	],
	['where windows roll, the 61st goes a minute after the first', { pages: 61, rolls: true }, 61],
];

test.each(examples)('%s', (_, situation, seconds) => {
	expect(earliestEnd({ ...calm, ...situation })).toBe(seconds * second);
});

/** A client that starts whenever it may, at whole parts of a latency, and happens to skip some of them. */
function endOfSome(situation: Situation, skips: readonly boolean[]): number {
	const { pages, remaining, untilReset, latency, inFlight } = situation;
	const step = latency / 4;
	const starts: number[] = [];
	const startsFrom = (from: number, to: number) =>
		starts.filter((start) => start >= from && start < to).length;
	for (let tick = 0; starts.length < pages; tick++) {
		const now = tick * step;
		const windowStart = now < untilReset ? 0 : now - ((now - untilReset) % minute);
		const calls = now < untilReset ? remaining : 60;
		for (;;) {
			const [first] = starts;
			const isKnown = first === undefined || now >= first + latency;
			const isFree = startsFrom(now - latency + 1, now + 1) < inFlight;
			const isLeft = startsFrom(windowStart, now + 1) < calls;
			if (!isKnown || !isFree || !isLeft || starts.length === pages) break;
			if (skips[tick % skips.length]) break;
			starts.push(now);
		}
	}
	return Math.max(...starts) + latency;
}

test('no client that keeps to the rules is earlier', () => {
	fc.assert(
		fc.property(
			fc.record({
				pages: fc.integer({ min: 1, max: 130 }),
				remaining: fc.integer({ min: 0, max: 60 }),
				untilReset: fc.integer({ min: 1, max: 240 }).map((quarter) => quarter * 250),
				latency: fc.constant(second),
				inFlight: fc.integer({ min: 1, max: 30 }),
			}),
			fc.array(fc.boolean(), { maxLength: 7 }).map((skips) => [...skips, false]),
			(situation, skips) => {
				expect(endOfSome(situation, skips)).toBeGreaterThanOrEqual(earliestEnd(situation));
				expect(endOfSome(situation, [false])).toBe(earliestEnd(situation));
			},
		),
		{ numRuns: 200 },
	);
});
