import type { EndedHolds } from '../../src/watch/state.ts';
import {
	Comparing,
	dayMs,
	entered,
	hourMs,
	keysOf,
	orderWith,
	start,
	type Codes,
} from '../support/watch-seen.ts';

/** Many orders with one suborder on hold each. */
function manyHeld(count: number, codes: Codes = 'C/CC') {
	return Array.from({ length: count }, (_, index) => orderWith(`20-${index + 1}`, [codes]));
}

test('the first poll tells nothing of what is on hold, and the next one only what is new', () => {
	const watch = new Comparing();
	expect(watch.poll([orderWith('A', ['C/CC', '/'])])).toEqual([]);
	expect(watch.poll([orderWith('A', ['C/CC', 'S/'])])).toEqual(['holdPlaced A-21']);
});

test('where it is wanted, the first poll tells what is on hold as placed', () => {
	const watch = new Comparing({ tellFirst: true });
	const orders = [orderWith('A', ['C/CC', '/']), orderWith('B', ['/CC'])];
	expect(watch.poll(orders).sort()).toEqual(['holdPlaced A-11', 'holdPlaced B-11']);
	expect(watch.poll(orders)).toEqual([]);
});

test('a hold is placed, changed and released, and the next one has other ids', () => {
	const watch = new Comparing();
	const ids: string[] = [];
	const poll = (codes: Codes) => {
		const told = watch.poll([orderWith('A', [codes])]);
		ids.push(...watch.ids);
		return told;
	};
	poll('/');
	for (let round = 0; round < 3; round++) {
		expect(poll('C/CC')).toEqual(['holdPlaced A-11']);
		expect(poll('C/CH')).toEqual(['holdChanged A-11']);
		expect(poll('S/CH')).toEqual(['holdChanged A-11']);
		expect(poll('/CH')).toEqual(['holdChanged A-11']);
		expect(poll('F/CH')).toEqual(['holdReleased A-11']);
		expect(poll('F/')).toEqual([]);
	}
	expect(new Set(ids).size).toBe(15);
});

test('a hold that goes back and forth tells each change under an id of its own', () => {
	const watch = new Comparing();
	watch.poll([orderWith('A', ['C/CC'])]);
	const ids = (['S/CC', 'C/CC', 'S/CC', 'C/CC'] as const).flatMap((codes) => {
		watch.poll([orderWith('A', [codes])]);
		return watch.ids;
	});
	expect(new Set(ids).size).toBe(4);
});

test('an event says how the suborder was and since when it was on hold', () => {
	const watch = new Comparing();
	watch.poll([]);
	watch.poll([orderWith('A', ['C/CC'])]);
	const since = watch.at;
	watch.poll([orderWith('A', ['C/CH'])]);
	expect(watch.last?.events).toMatchObject([
		{ before: { statusCode: 'C', holdReasonCode: 'CC' }, heldSince: since, isGone: false },
	]);
	watch.poll([orderWith('A', ['F/'])]);
	expect(watch.last?.events).toMatchObject([
		{ before: { statusCode: 'C', holdReasonCode: 'CH' }, heldSince: since },
	]);
});

test('the same events have the same ids whenever they are polled', () => {
	const idsOf = (times: readonly number[]) => {
		const watch = new Comparing({ overdueHours: [2] });
		const codes = ['/', 'C/CC', 'S/CC', '/', 'C/CC'] as const;
		return codes.flatMap((each, index) => {
			watch.poll([orderWith('A', [each])], { at: start + (times[index] ?? 0) });
			return watch.ids;
		});
	};
	expect(idsOf([0, 10, 20, 30, 40])).toEqual(idsOf([0, 1000, 2777, 2_000_000, 2_000_001]));
});

test('more than 1,000 holds at once are told in one poll after the other, the oldest first', () => {
	const watch = new Comparing({ tellFirst: true });
	const orders = manyHeld(2500).map((order, index) => ({
		...order,
		...entered(start - (index + 1) * 1000),
	}));
	const told = [watch.poll(orders), watch.poll(orders), watch.poll(orders)];
	expect(told.map(({ length }) => length)).toEqual([1000, 1000, 500]);
	expect(told[0]?.[0]).toBe('holdPlaced 20-2500-11');
	expect(new Set(told.flat()).size).toBe(2500);
	expect(watch.poll(orders)).toEqual([]);
});

test('beyond 5,000 holds none is watched until there is room, and how many is known', () => {
	const watch = new Comparing();
	const orders = manyHeld(5010);
	watch.poll(orders);
	expect(watch.state?.held.size).toBe(5000);
	expect(watch.last?.dropped.held).toBe(10);
	const released = orderWith('20-1', ['F/']);
	const told = watch.poll([released, ...orders.slice(1)]);
	expect(told).toHaveLength(2);
	expect(watch.last?.dropped.held).toBe(9);
});

describe('A suborder that is in none of the lists', () => {
	test('is on hold as long as it could not be looked up', () => {
		const watch = new Comparing();
		watch.poll([orderWith('A', ['C/CC'])]);
		for (let poll = 0; poll < 10; poll++) expect(watch.poll([])).toEqual([]);
		expect(watch.poll([orderWith('A', ['C/CC'])])).toEqual([]);
		expect(watch.poll([orderWith('A', ['/'])])).toEqual(['holdReleased A-11']);
	});

	test('is told as released when it could not be found three times running', () => {
		const order = orderWith('A', ['C/CC']);
		const absent = new Set(keysOf(order));
		const watch = new Comparing();
		watch.poll([order]);
		expect(watch.poll([], { absent })).toEqual([]);
		expect(watch.poll([], { absent })).toEqual([]);
		expect(watch.poll([order])).toEqual([]);
		expect(watch.poll([], { absent })).toEqual([]);
		expect(watch.poll([])).toEqual([]);
		expect(watch.poll([], { absent })).toEqual([]);
		expect(watch.poll([], { absent })).toEqual(['holdReleased A-11']);
		expect(watch.last?.events).toMatchObject([
			{ isGone: true, before: { statusCode: 'C', holdReasonCode: 'CC' } },
		]);
		expect(watch.last?.events[0]?.now.subOrder?.onHold).toBe(false);
		expect(watch.poll([], { absent })).toEqual([]);
	});

	test('is told as placed again when it comes back', () => {
		const order = orderWith('A', ['C/CC']);
		const watch = new Comparing({ tellFirst: true });
		watch.poll([order]);
		const [first] = watch.ids;
		for (let poll = 0; poll < 3; poll++) watch.poll([], { absent: new Set(keysOf(order)) });
		expect(watch.poll([order])).toEqual(['holdPlaced A-11']);
		expect(watch.ids).not.toContain(first);
	});
});

describe('Overdue', () => {
	const overdue = (hours: readonly number[]) => new Comparing({ overdueHours: hours });

	test('is told once for each of the hours, whatever happens meanwhile', () => {
		const watch = overdue([2, 5]);
		const told: string[][] = [];
		watch.poll([]);
		for (let poll = 0; poll < 10; poll++) {
			told.push(watch.poll([orderWith('A', [poll < 5 ? 'C/CC' : 'C/CH'])]));
		}
		expect(told.map((names) => names.join())).toEqual([
			...['holdPlaced A-11', '', 'holdOverdue A-11', '', ''],
			...['holdChanged A-11,holdOverdue A-11', '', '', '', ''],
		]);
	});

	test('after a long time, is told for all hours that have passed, each with its own id', () => {
		const watch = overdue([24, 72]);
		watch.poll([]);
		watch.poll([orderWith('A', ['C/CC'])]);
		expect(watch.poll([orderWith('A', ['C/CC'])], { at: start + 5 * dayMs })).toHaveLength(2);
		expect(new Set(watch.ids).size).toBe(2);
	});

	test('counts anew with the next hold', () => {
		const watch = overdue([1]);
		watch.poll([]);
		const ids: string[] = [];
		for (let hold = 0; hold < 2; hold++) {
			watch.poll([orderWith('A', ['C/CC'])]);
			expect(watch.poll([orderWith('A', ['C/CC'])])).toEqual(['holdOverdue A-11']);
			ids.push(...watch.ids);
			watch.poll([orderWith('A', ['/'])]);
		}
		expect(new Set(ids).size).toBe(2);
	});

	test('is told only of what is seen on hold', () => {
		const watch = overdue([1]);
		watch.poll([orderWith('A', ['C/CC'])]);
		expect(watch.poll([])).toEqual([]);
		expect(watch.poll([])).toEqual([]);
		expect(watch.poll([orderWith('A', ['F/'])])).toEqual(['holdReleased A-11']);
	});

	test('hours that are asked for later tell only of what passes them from then on', () => {
		const watch = overdue([3]);
		const order = orderWith('A', ['C/CC']);
		watch.poll([order]);
		watch.poll([order]);
		expect(watch.poll([order], {}, { overdueHours: [1, 3, 4] })).toEqual([]);
		expect(watch.poll([order], {}, { overdueHours: [1, 3, 4] })).toEqual(['holdOverdue A-11']);
		expect(watch.poll([order], {}, { overdueHours: [1, 3, 4] })).toEqual(['holdOverdue A-11']);
		expect(watch.poll([order], {}, { overdueHours: [1, 3, 4] })).toEqual([]);
	});

	test('where it was not asked for in between, tells nothing of that time', () => {
		const watch = new Comparing();
		const order = orderWith('A', ['C/CC']);
		watch.poll([order], {}, { overdueHours: [2] });
		watch.poll([order]);
		watch.poll([order]);
		watch.poll([order]);
		expect(watch.poll([order], {}, { overdueHours: [2, 6] })).toEqual([]);
		watch.poll([order], {}, { overdueHours: [2, 6] });
		expect(watch.poll([order], {}, { overdueHours: [2, 6] })).toEqual(['holdOverdue A-11']);
	});
});

describe('Held by its reason alone', () => {
	const unswept = [{ from: 0, to: start - 10 * dayMs }];
	const old = (codes: Codes) => orderWith('A', [codes], entered(start - 20 * dayMs));

	test('tells nothing of what was there before its period was read', () => {
		const watch = new Comparing();
		watch.poll([], { unswept });
		expect(watch.poll([old('/CC')], { unswept: [] })).toEqual([]);
		expect(watch.poll([old('/CH')], { unswept: [] })).toEqual(['holdChanged A-11']);
		expect(watch.poll([old('/')], { unswept: [] })).toEqual(['holdReleased A-11']);
		expect(watch.poll([old('/CC')], { unswept: [] })).toEqual(['holdPlaced A-11']);
	});

	test('tells what is new since its period was read', () => {
		const watch = new Comparing();
		watch.poll([], { unswept });
		const younger = orderWith('B', ['/CC'], entered(start - dayMs));
		expect(watch.poll([younger], { unswept })).toEqual(['holdPlaced B-11']);
	});

	test('a hold by its status is told, read or not', () => {
		const watch = new Comparing();
		watch.poll([], { unswept });
		expect(watch.poll([old('C/CC')], { unswept })).toEqual(['holdPlaced A-11']);
	});
});

describe('An order from before the lookback', () => {
	const old = (codes: Codes) => orderWith('A', [codes], entered(start - 40 * dayMs));

	test('is not told as placed when it comes up by chance', () => {
		const watch = new Comparing({ tellFirst: true });
		watch.poll([]);
		expect(watch.poll([old('C/CC')])).toEqual([]);
		expect(watch.state?.held.size).toBe(0);
	});

	test('is told as released where it was on hold before', () => {
		const watch = new Comparing();
		watch.poll([old('C/CC')], { at: start - 20 * dayMs });
		expect(watch.poll([old('C/CH')], { at: start })).toEqual(['holdChanged A-11']);
		expect(watch.poll([old('/')], { at: start + hourMs })).toEqual(['holdReleased A-11']);
		expect(watch.state?.endedHolds.size).toBe(0);
	});

	test('gets another id for its next hold when the lookback is made longer', () => {
		const watch = new Comparing({ tellFirst: true });
		const long = { horizon: start - 300 * dayMs };
		watch.poll([old('C/CC')], long);
		const ids = watch.ids;
		watch.poll([old('/')]);
		watch.poll([]);
		expect(watch.poll([old('C/CC')], long)).toEqual(['holdPlaced A-11']);
		expect(ids).not.toContain(watch.ids[0]);
	});
});

test('of holds that are over the newest 10,000 of the lookback are known, and how far the counts of all others got', () => {
	const watch = new Comparing();
	watch.poll([]);
	if (!watch.state) throw new Error('A poll leaves a state.');
	const secondOf = (index: number) => start / 1000 - index;
	const ended = Array.from({ length: 10_003 }, (_, index): [string, EndedHolds] => [
		`key ${index}`,
		{ holds: index === 10_001 ? 7 : 1, enteredAt: secondOf(index) },
	]);
	const old: [string, EndedHolds] = ['old', { holds: 3, enteredAt: (start - 31 * dayMs) / 1000 }];
	watch.state = { ...watch.state, endedHolds: new Map([old, ...ended.toReversed()]) };
	watch.poll([], { at: start });
	expect([...watch.state.endedHolds.keys()]).toEqual(
		Array.from({ length: 10_000 }, (_, index) => `key ${index}`),
	);
	expect(watch.state.forgottenHolds).toEqual({ before: secondOf(10_000) + 1, count: 7 });
});

test('at the very edge of the lookback a hold that is over is known still', () => {
	const watch = new Comparing();
	watch.poll([]);
	if (!watch.state) throw new Error('A poll leaves a state.');
	const enteredAt = start / 1000 - 30 * 86_400;
	watch.state = {
		...watch.state,
		endedHolds: new Map([
			['in', { holds: 1, enteredAt }],
			['out', { holds: 1, enteredAt: enteredAt - 1 }],
		]),
	};
	watch.poll([], { at: start });
	expect([...watch.state.endedHolds.keys()]).toEqual(['in']);
});
