import { Comparing, hourMs, keysOf, orderWith, start } from '../support/watch-seen.ts';

const [key = ''] = keysOf(orderWith('A', ['/']));

/** One suborder that is created, changes, goes on hold and is released; and what is told of each poll. */
function lifeOf(series: string): string[] {
	const watch = new Comparing({ created: true, statuses: true, overdueHours: [1] });
	const ids: string[] = [];
	const poll = (codes: `${string}/${string}` | undefined) => {
		const orders = codes === undefined ? [] : [orderWith('A', [codes])];
		watch.poll(orders, { created: { orders, from: 0 }, series });
		ids.push(...watch.ids);
	};
	poll(undefined);
	for (const codes of ['/', 'C/CC', 'S/CH', 'S/CH', 'F/', 'C/CC'] as const) poll(codes);
	return ids;
}

test('events have the ids of earlier releases, so that an update tells nothing twice', () => {
	expect(lifeOf('')).toEqual([
		`orderCreated:A-11:${key}`,
		`statusChanged:A-11:${key}::C:1`,
		`holdPlaced:A-11:${key}::C/CC:1:0`,
		`statusChanged:A-11:${key}:C:S:2`,
		`holdChanged:A-11:${key}:C/CC:S/CH:1:1`,
		`holdOverdue:A-11:${key}:1:1`,
		`statusChanged:A-11:${key}:S:F:3`,
		`holdReleased:A-11:${key}:S/CH:F/:1:1`,
		`statusChanged:A-11:${key}:F:C:4`,
		`holdPlaced:A-11:${key}::C/CC:2:0`,
	]);
	expect(lifeOf('mark')).toEqual(lifeOf('').map((id) => `${id}:mark`));
	expect(key).toMatch(/^[0-9a-z]{14}$/);
});

test('suborders without a number are told apart by their places', () => {
	const watch = new Comparing({ tellFirst: true });
	const order = orderWith('A', ['C/CC', 'S/CH']);
	const nameless = order.subOrders.map((subOrder) => ({ ...subOrder, subOrderNumber: '' }));
	expect(watch.poll([{ ...order, subOrders: nameless }])).toHaveLength(2);
	expect(new Set(watch.ids).size).toBe(2);
});

test('a hold is released where its order has no suborders any more', () => {
	const watch = new Comparing({ tellFirst: true });
	const order = orderWith('A', ['C/CC']);
	const nameless = order.subOrders.map((subOrder) => ({ ...subOrder, subOrderNumber: '' }));
	watch.poll([{ ...order, subOrders: nameless }]);
	expect(watch.poll([orderWith('A', [])])).toEqual(['holdReleased A']);
	expect(watch.last?.events).toMatchObject([{ isGone: false }]);
	expect(watch.ids[0]).toMatch(/:C\/CC:\/:1:0$/);
});

test('only what cannot be found any more is gone', () => {
	const watch = new Comparing({ created: true, statuses: true });
	const goneOf = (codes: 'C/CC' | 'F/') => {
		const orders = [orderWith('A', [codes])];
		watch.poll(orders, { created: { orders, from: 0 } });
		return watch.last?.events.map(({ isGone }) => isGone);
	};
	watch.poll([], { created: { orders: [], from: 0 } });
	expect([goneOf('C/CC'), goneOf('F/')]).toEqual([
		[false, false],
		[false, false],
	]);
});

test('of hours that were not asked for before, those that have passed are not told', () => {
	const watch = new Comparing({ tellFirst: true });
	const held = [orderWith('A', ['C/CC'])];
	watch.poll(held);
	expect(watch.poll(held, {}, { overdueHours: [1] })).toEqual([]);
	expect(watch.poll(held, { at: start + 2 * hourMs }, { overdueHours: [1, 3] })).toEqual([]);
	expect(watch.poll(held, { at: start + 3 * hourMs }, { overdueHours: [1, 3] })).toEqual([
		'holdOverdue A-11',
	]);
});
