import {
	Comparing,
	dayMs,
	entered,
	keysOf,
	orderWith,
	start,
	type Codes,
} from '../support/watch-seen.ts';

const watching = () => new Comparing({ statuses: true });
const order = (codes: Codes) => orderWith('A', [codes]);

test('another status is told, the first one seen and another reason are not', () => {
	const watch = watching();
	expect(watch.poll([order('/')])).toEqual([]);
	expect(watch.poll([order('W/')])).toEqual(['statusChanged A-11']);
	expect(watch.last?.events).toMatchObject([{ before: { statusCode: '' } }]);
	expect(watch.poll([order('W/')])).toEqual([]);
	expect(watch.poll([order('W/VO')])).not.toContain('statusChanged A-11');
	expect(watch.poll([])).toEqual([]);
	expect(watch.poll([order('Z9/')])).toContain('statusChanged A-11');
});

test('a suborder that goes back and forth has another id each time', () => {
	const watch = watching();
	const ids = Array.from({ length: 9 }, (_, poll) => {
		watch.poll([order(poll % 2 === 0 ? '/' : 'W/')]);
		return watch.ids;
	}).flat();
	expect(ids).toHaveLength(8);
	expect(new Set(ids).size).toBe(8);
});

test('a suborder is told as created, changed and placed in this order', () => {
	const watch = new Comparing({ statuses: true, created: true });
	watch.poll([], { created: { orders: [], from: start } });
	watch.poll([order('/')]);
	const created = { orders: [order('C/CC')], from: start - 10 * dayMs };
	expect(watch.poll([order('C/CC')], { created })).toEqual([
		'orderCreated A-11',
		'statusChanged A-11',
		'holdPlaced A-11',
	]);
});

test('says which reason a hold had before', () => {
	const watch = watching();
	watch.poll([order('C/CC')]);
	watch.poll([order('F/')]);
	expect(watch.last?.events[0]).toMatchObject({
		event: 'statusChanged',
		before: { statusCode: 'C', holdReasonCode: 'CC' },
	});
});

test('choosing statusChanged baselines its own part alone, and no id comes twice', () => {
	const watch = new Comparing();
	const on = { statuses: true };
	watch.poll([order('/')], {}, on);
	watch.poll([order('W/')], {}, on);
	const ids = watch.ids;
	expect(ids).toHaveLength(1);
	expect(watch.poll([order('/')])).toEqual([]);
	// Chosen again: nothing of what was before, but the hold that is placed now.
	expect(watch.poll([order('/'), orderWith('B', ['C/CC'])], {}, on)).toEqual(['holdPlaced B-11']);
	expect(watch.poll([order('W/')], {}, on)).toEqual(['statusChanged A-11']);
	expect(ids).not.toContain(watch.ids[0]);
});

test('what leaves the lookback is forgotten, and has other ids when it comes back', () => {
	const watch = watching();
	const long = { horizon: start - 300 * dayMs };
	watch.poll([order('/')], long);
	watch.poll([order('W/')], long);
	const ids = watch.ids;
	watch.poll([], { horizon: start });
	expect(watch.state?.statuses?.size).toBe(0);
	watch.poll([order('/')], long);
	expect(watch.poll([order('W/')], long)).toEqual(['statusChanged A-11']);
	expect(ids).not.toContain(watch.ids[0]);
});

test('orders without a date are forgotten as well', () => {
	const watch = watching();
	const undated = orderWith('A', ['/'], { entryTimestamp: 'n/a' });
	watch.poll([undated]);
	expect(watch.poll([{ ...undated, subOrders: order('W/').subOrders }])).toEqual([
		'statusChanged A-11',
	]);
	watch.poll([], { at: start + 40 * dayMs });
	expect(watch.state?.statuses?.size).toBe(0);
});

test('beyond 20,000 suborders none is watched until others have left the lookback', () => {
	const watch = watching();
	const orders = Array.from({ length: 20_005 }, (_, index) =>
		orderWith(`20-${index}`, ['/'], entered(start - index * 1000)),
	);
	watch.poll(orders);
	expect(watch.state?.statuses?.size).toBe(20_000);
	expect(watch.last?.dropped.statuses).toBe(5);
	const newer = orderWith('B', ['/'], entered(start));
	// The 100 oldest that were watched have left it: there is room in the same poll.
	const horizon = start - 19_899 * 1000;
	watch.poll([newer], { horizon });
	expect(watch.last?.dropped.statuses).toBe(0);
	expect(watch.state?.statuses?.has(keysOf(newer)[0] ?? '')).toBe(true);
});
