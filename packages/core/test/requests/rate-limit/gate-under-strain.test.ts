import { getEventListeners } from 'node:events';
import { WaitMeter } from '../../../src/requests/rate-limit/wait-meter.ts';
import {
	answered,
	bench,
	learn,
	nextStart,
	refusal,
	type Bench,
} from '../../support/gate-bench.ts';

const second = 1000;
const minute = 60 * second;

/** How many of so many that ask now start at once. */
async function startsOf(bed: Bench, visitors: number): Promise<number> {
	const before = bed.starts.length;
	for (let visitor = 1; visitor <= visitors; visitor++) void bed.enter();
	await bed.clock.pass(10);
	return bed.starts.length - before;
}

/** Random parts of waits, and margins for clocks that differ. */
const toleratedMs = 250;

test('the reset is told as the server told it', async () => {
	const bed = bench();
	const resetAt = new Date(bed.clock.now() + 30 * second).toISOString();
	await learn(bed, bed.told({ remaining: 12, resetInMs: 30 * second, limit: 50 }));
	expect(bed.gate.status).toEqual({ limit: 50, remaining: 12, resetAt });
	await bed.clock.pass(31 * second);
	expect(bed.gate.status).toEqual({ limit: 50, remaining: 50 });
});

test('who is refused waits no longer, and leaves nothing on the signal', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 0, resetInMs: 40 * second }));
	const { signal } = new AbortController();
	const meter = new WaitMeter(10 * second, bed.clock.now);
	await refusal(bed.clock.run(bed.enter({ signal, meter })));
	await bed.clock.pass(minute);
	expect(meter.waitedMs).toBe(0);
	expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a server that names its present moment as the reset is asked at once, then after 1, 2, 4 … s, a minute at most', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 30, resetInMs: minute }));
	let refusedAt = 0;
	for (const waitMs of [0, 0, 1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * second)) {
		const admission = await bed.clock.run(bed.enter());
		expect(bed.clock.elapsedMs - refusedAt).toBeGreaterThanOrEqual(waitMs);
		expect(bed.clock.elapsedMs - refusedAt).toBeLessThanOrEqual(waitMs + toleratedMs);
		admission.leave(answered({ 'retry-after': '0' }, 'quota'));
		refusedAt = bed.clock.elapsedMs;
	}
});

test('a refusal that comes after its window has ended holds nobody up, then or later', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 1, resetInMs: 5 * second }));
	const late = await bed.clock.run(bed.enter());
	await bed.clock.pass(6 * second);
	late.leave(answered(bed.told({ remaining: 0, resetInMs: -second }), 'quota'));
	expect(await nextStart(bed)).toBe(6 * second);

	const refused = await bed.clock.run(bed.enter());
	refused.leave(answered(bed.told({ remaining: 0, resetInMs: 50 * second }), 'quota'));
	await bed.clock.pass(51 * second);
	expect(await startsOf(bed, 4)).toBe(4);
});

test('a server that fails gets half as many side by side', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 50, resetInMs: minute }));
	const all = await bed.clock.run(Promise.all(Array.from({ length: 12 }, () => bed.enter())));
	await bed.clock.pass(50);
	for (const admission of all) {
		admission.leave(answered(bed.told({ remaining: 38, resetInMs: minute }), 'broken'));
	}
	expect(await startsOf(bed, 12)).toBe(6);
});

test.each([
	[60, 1100],
	[6, 10 * second],
])(
	'however many spikes, %i calls a minute are used up evenly, and nothing starts for a little more than a second',
	async (limit, pauseMs) => {
		const bed = bench();
		const told = () => bed.told({ remaining: 50, resetInMs: minute, limit });
		await learn(bed, told());
		for (let spike = 1; spike <= 10; spike++) {
			(await bed.clock.run(bed.enter())).leave(answered(told(), 'spike'));
		}
		const refusedAt = bed.clock.elapsedMs;
		expect((await nextStart(bed)) - refusedAt).toBe(pauseMs);
	},
);

describe('to wait for the rate limit', () => {
	test('ends when the request starts', async () => {
		const bed = bench();
		await learn(bed, bed.told({ remaining: 0, resetInMs: 10 * second }));
		const meter = new WaitMeter(minute, bed.clock.now);
		await bed.clock.run(bed.enter({ meter }));
		await bed.clock.pass(minute);
		expect(meter.waitedMs).toBeGreaterThanOrEqual(10 * second);
		expect(meter.waitedMs).toBeLessThan(11 * second);
	});

	test('is not to wait for an answer that is under way', async () => {
		const bed = bench();
		await learn(bed, bed.told({ remaining: 0, resetInMs: 10 * second, limit: 1 }));
		const meter = new WaitMeter(minute, bed.clock.now);
		const first = bed.enter();
		void bed.enter({ meter });
		await bed.clock.run(first);
		await bed.clock.pass(30 * second);
		expect(meter.waitedMs).toBeLessThan(11 * second);
	});
});

test('who has been cancelled already gets no turn', async () => {
	const bed = bench();
	const error = await refusal(bed.clock.run(bed.enter({ signal: AbortSignal.abort() })));
	expect(error.code).toBe('CANCELLED');
	expect(await startsOf(bed, 2)).toBe(1);
});

test('while only answers are waited for, no timer runs', async () => {
	const bed = bench();
	await learn(bed, {});
	expect(await startsOf(bed, 20)).toBe(12);
	expect(bed.clock.sleeping).toBe(0);
});

test('as many as 24 go side by side where the server answers well, and sixteen while a new window is unknown', async () => {
	const bed = bench();
	const { clock } = bed;
	const told = () => bed.told({ remaining: 900, resetInMs: minute - clock.elapsedMs, limit: 1000 });
	await learn(bed, told(), 500);
	let underWay = 0;
	let maxUnderWay = 0;
	for (let visitor = 1; visitor <= 200; visitor++) {
		void bed.enter().then((admission) => {
			underWay++;
			maxUnderWay = Math.max(maxUnderWay, underWay);
			clock.after(500, () => {
				underWay--;
				admission.leave(answered(told()));
			});
		});
	}
	await clock.pass(30 * second);
	expect(maxUnderWay).toBe(24);
	await clock.pass(31 * second);
	expect(await startsOf(bed, 24)).toBe(16);
});

test.each(['broken', 'refused'] as const)(
	'an answer that is %s and says nothing of the limit lets one more go alone',
	async (result) => {
		const bed = bench();
		(await bed.clock.run(bed.enter())).leave(answered({}, result));
		expect(await startsOf(bed, 6)).toBe(1);
	},
);

describe('after refusals', () => {
	test('that came together, as many go at the reset as before', async () => {
		const bed = bench();
		await learn(bed, bed.told({ remaining: 50, resetInMs: 20 * second }));
		const six = await bed.clock.run(Promise.all([1, 2, 3, 4, 5, 6].map(() => bed.enter())));
		await bed.clock.pass(50);
		for (const admission of six) {
			admission.leave(answered(bed.told({ remaining: 0, resetInMs: 19 * second }), 'quota'));
		}
		await bed.clock.pass(20 * second);
		expect(await startsOf(bed, 6)).toBe(6);
	});

	test('in a row, one goes alone, whatever comes of those that were sent before', async () => {
		const bed = bench();
		await learn(bed, bed.told({ remaining: 50, resetInMs: minute }));
		(await bed.clock.run(bed.enter())).leave(answered({ 'retry-after': '1' }, 'quota'));
		const [one, other] = await bed.clock.run(Promise.all([bed.enter(), bed.enter()]));
		await bed.clock.pass(50);
		one.leave(answered({ 'retry-after': '1' }, 'quota'));
		await bed.clock.pass(50);
		other.leave(answered(bed.told({ remaining: 40, resetInMs: 50 * second })));
		await bed.clock.pass(5 * second);
		expect(await startsOf(bed, 6)).toBe(1);
	});
});

test('a first request goes first, then who has nothing under way, then who reads ahead; no two first ones in a row', async () => {
	const bed = bench();
	const told = () => bed.told({ remaining: 50, resetInMs: minute });
	const [reader, known] = [1, 2].map(() => new WaitMeter(minute, bed.clock.now)) as [
		WaitMeter,
		WaitMeter,
	];
	(await bed.clock.run(bed.enter({ meter: known }))).leave(answered(told()));
	const underWay = await bed.clock.run(
		Promise.all(Array.from({ length: 12 }, () => bed.enter({ meter: reader }))),
	);
	const before = bed.starts.length;
	void bed.enter({ meter: reader, name: 'reads ahead' });
	void bed.enter({ meter: known, name: 'nothing under way' });
	void bed.enter({ name: 'first' });
	void bed.enter({ name: 'another first' });
	for (const admission of underWay) {
		admission.leave(answered(told(), 'refused'));
		await bed.clock.pass(0);
	}
	expect(bed.starts.slice(before).map(({ name }) => name)).toEqual([
		...['first', 'nothing under way', 'another first', 'reads ahead'],
	]);
});

test('an answer that tells of the window lets others go, whatever else it says', async () => {
	const bed = bench();
	const headers = bed.told({ remaining: 50, resetInMs: minute });
	(await bed.clock.run(bed.enter())).leave(answered(headers, 'refused'));
	expect(await startsOf(bed, 6)).toBe(6);
});

test('after a window that ended late, one goes first, and one more every few seconds without an answer', async () => {
	const bed = bench();
	await learn(bed, bed.told({ remaining: 0, resetInMs: minute }));
	const late = await bed.clock.run(bed.enter());
	await bed.clock.pass(100);
	late.leave(
		answered(bed.told({ remaining: 0, resetInMs: minute - bed.clock.elapsedMs }), 'quota'),
	);
	await bed.clock.pass(5 * second);
	expect(await startsOf(bed, 6)).toBe(1);
	await bed.clock.pass(3 * second);
	expect(bed.starts.length).toBe(4);
});
