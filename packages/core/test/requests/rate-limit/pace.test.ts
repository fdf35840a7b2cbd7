import { Pace } from '../../../src/requests/rate-limit/pace.ts';

const second = 1000;
const minute = 60 * second;
const latencyMs = 300;

/** A pace and its time. */
class Bench {
	readonly pace = new Pace();
	now = 0;

	/** So many good answers, one after the other, while as many as may be are under way. */
	answers(count: number, tookMs = latencyMs, wasFull = true): void {
		for (let answer = 0; answer < count; answer++) {
			this.pace.started(this.now);
			this.now += tookMs;
			this.pace.answeredWell({ sentAt: this.now - tookMs, receivedAt: this.now }, wasFull);
		}
	}

	get exchange() {
		return { sentAt: this.now - latencyMs, receivedAt: this.now };
	}
}

test('begins with twelve side by side, and grows by one with each good answer up to 24', () => {
	const bench = new Bench();
	expect(bench.pace.concurrency).toBe(12);
	bench.answers(5);
	expect(bench.pace.concurrency).toBe(17);
	bench.answers(100);
	expect(bench.pace.concurrency).toBe(24);
});

test('does not grow while nobody needs more', () => {
	const bench = new Bench();
	bench.answers(50, latencyMs, false);
	expect(bench.pace.concurrency).toBe(12);
});

test('a failure of the server halves it, once for all that were under way together', () => {
	const bench = new Bench();
	bench.answers(4);
	const together = [0, 50, 100].map((ms) => ({
		sentAt: bench.now - latencyMs,
		receivedAt: bench.now + ms,
	}));
	for (const exchange of together) bench.pace.answeredBadly(exchange);
	expect(bench.pace.concurrency).toBe(8);
	bench.pace.answeredBadly({ sentAt: bench.now + second, receivedAt: bench.now + 2 * second });
	expect(bench.pace.concurrency).toBe(4);
});

test('however often the server fails, one goes', () => {
	const { pace } = new Bench();
	for (let time = 0; time < 20; time++) {
		pace.answeredBadly({ sentAt: time * second, receivedAt: time * second + 1 });
	}
	expect(pace.concurrency).toBe(1);
});

describe('spike arrest', () => {
	/** The pause that would use up a limit of 60 evenly. */
	const maxGapMs = second;

	/** The next starts and the pause between them. */
	function nextGap({ pace }: Bench, at: number): number {
		pace.started(at);
		return pace.nextStart - at;
	}

	test('halves it and holds it there for minutes, and puts a pause between starts', () => {
		const bench = new Bench();
		bench.answers(4);
		const opensAt = bench.pace.arrested(bench.exchange, maxGapMs);
		expect(opensAt).toBeGreaterThan(bench.now);
		expect(opensAt).toBeLessThan(bench.now + 2 * second);
		expect(nextGap(bench, opensAt)).toBeGreaterThan(0);
		bench.now = opensAt;
		bench.answers(100);
		expect(bench.pace.concurrency).toBe(8);
		expect(nextGap(bench, bench.now)).toBeGreaterThan(0);
	});

	test('met again doubles the pause, up to the one that uses up the limit evenly', () => {
		const bench = new Bench();
		const gaps: number[] = [];
		for (let time = 0; time < 6; time++) {
			bench.now = bench.pace.arrested({ sentAt: bench.now, receivedAt: bench.now }, maxGapMs);
			gaps.push(nextGap(bench, bench.now));
			bench.now += second;
		}
		expect(gaps[1]).toBe(2 * (gaps[0] ?? 0));
		expect(gaps.at(-1)).toBe(maxGapMs);
	});

	test('of requests that were under way together is one', () => {
		const bench = new Bench();
		bench.answers(4);
		for (let refusal = 0; refusal < 5; refusal++) bench.pace.arrested(bench.exchange, maxGapMs);
		expect(bench.pace.concurrency).toBe(8);
	});

	test('is forgotten after a quarter of an hour', () => {
		const bench = new Bench();
		bench.pace.arrested({ sentAt: 0, receivedAt: 0 }, maxGapMs);
		bench.now = 15 * minute;
		bench.answers(50);
		expect(bench.pace.concurrency).toBe(24);
		expect(nextGap(bench, bench.now)).toBe(0);
	});
});

describe('answers that take more than twice as long', () => {
	test('halve what was grown, and stop the growing for a while', () => {
		const bench = new Bench();
		bench.answers(18);
		bench.answers(30, 4 * latencyMs);
		expect(bench.pace.concurrency).toBe(12);
		bench.now += minute;
		bench.answers(50, 4 * latencyMs);
		expect(bench.pace.concurrency).toBe(24);
	});

	test('never take it below the twelve it began with', () => {
		const bench = new Bench();
		for (let times = 0; times < 6; times++) bench.answers(20, latencyMs * 3 ** times);
		expect(bench.pace.concurrency).toBeGreaterThanOrEqual(12);
	});

	test('are no sign of anything where they are still quick', () => {
		const bench = new Bench();
		bench.answers(20, 5);
		bench.answers(20, 60);
		expect(bench.pace.concurrency).toBe(24);
	});
});

test('after minutes without a request it begins with twelve again', () => {
	const bench = new Bench();
	bench.answers(50);
	bench.pace.started(bench.now + minute);
	expect(bench.pace.concurrency).toBe(24);
	bench.pace.started(bench.now + 10 * minute);
	expect(bench.pace.concurrency).toBe(12);
});

test('one slow answer among many is no sign of load', () => {
	const bench = new Bench();
	bench.answers(10);
	bench.answers(1, 5 * latencyMs, false);
	expect(bench.pace.concurrency).toBe(22);
});

test('slow answers leave half of many, and no fewer than twelve', () => {
	const many = new Bench();
	many.answers(30);
	many.answers(5, 5 * latencyMs, false);
	expect(many.pace.concurrency).toBe(12);
	const few = new Bench();
	few.answers(2);
	few.answers(5, 5 * latencyMs, false);
	expect(few.pace.concurrency).toBe(12);
});

test('slow answers neither hold back the twelve of the start, nor raise what failures have left', () => {
	const bench = new Bench();
	bench.answers(1, latencyMs, false);
	bench.answers(5, 5 * latencyMs, false);
	bench.answers(1, 5 * latencyMs);
	expect(bench.pace.concurrency).toBe(13);
	const failed = new Bench();
	failed.answers(1, latencyMs, false);
	failed.pace.answeredBadly(failed.exchange);
	failed.answers(5, 5 * latencyMs, false);
	expect(failed.pace.concurrency).toBe(6);
});

test('refusals of requests that were under way together are one spike: the pause doubles once', () => {
	const { pace } = new Bench();
	const spikeAt = (sentAt: number) => {
		pace.started(sentAt);
		for (const receivedAt of [1, 2, 3, 4, 5]) {
			pace.arrested({ sentAt, receivedAt: sentAt + receivedAt }, minute);
		}
		return pace.nextStart - sentAt;
	};
	expect([0, 2000, 4000].map(spikeAt)).toEqual([200, 400, 800]);
});
