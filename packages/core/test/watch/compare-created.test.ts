import { Comparing, entered, hourMs, orderWith, start } from '../support/watch-seen.ts';

const watching = () => new Comparing({ created: true });

test('the first poll tells nothing; then each order that was not there, with all its suborders', () => {
	const watch = watching();
	const old = orderWith('A', ['/'], entered(start - hourMs));
	const from = start - 2 * hourMs;
	expect(watch.poll([], { created: { orders: [old], from } })).toEqual([]);
	const added = orderWith('B', ['/', 'F/'], entered(start));
	expect(watch.poll([], { created: { orders: [old, added], from } })).toEqual([
		'orderCreated B-11',
		'orderCreated B-21',
	]);
	expect(watch.poll([], { created: { orders: [old, added], from } })).toEqual([]);
});

test('an order without suborders, and one without a date, are told once', () => {
	const watch = watching();
	const from = start;
	watch.poll([], { created: { orders: [], from } });
	const orders = [
		orderWith('A', [], entered(start + 1000)),
		orderWith('B', ['/'], { entryTimestamp: 'soon' }),
	];
	expect(watch.poll([], { created: { orders, from } }).sort()).toEqual([
		'orderCreated A',
		'orderCreated B-11',
	]);
	expect(watch.poll([], { created: { orders, from } })).toEqual([]);
});

test('an order that comes late, or shares its second with a known one, is told', () => {
	const watch = watching();
	const from = start - 15 * 60_000;
	const known = orderWith('A', ['/'], entered(start));
	watch.poll([], { created: { orders: [known], from } });
	const late = orderWith('B', ['/'], entered(start - 14 * 60_000));
	const same = orderWith('C', ['/'], entered(start));
	const told = watch.poll([], { created: { orders: [known, late, same], from } });
	expect(told).toEqual(['orderCreated B-11', 'orderCreated C-11']);
});

test('remembers only what is asked for again', () => {
	const watch = watching();
	const orders = [0, 1, 2].map((hours) =>
		orderWith(`20-${hours}`, ['/'], entered(start - hours * hourMs)),
	);
	watch.poll([], { created: { orders, from: start - 1.5 * hourMs } });
	expect(watch.state?.created).toMatchObject({ from: start - 1.5 * hourMs });
	expect(watch.state?.created?.seen.size).toBe(2);
});

test('of more orders than can be remembered none is told twice, and how many is known', () => {
	const watch = watching();
	const orders = Array.from({ length: 20_100 }, (_, index) =>
		orderWith(`20-${index}`, ['/'], entered(start - Math.floor(index / 7) * 1000)),
	);
	watch.poll([], { created: { orders, from: start - 2 * hourMs } });
	const { from = 0, seen } = watch.state?.created ?? {};
	expect(seen?.size).toBeLessThanOrEqual(20_000);
	expect(watch.last?.dropped.created).toBe(20_100 - (seen?.size ?? 0));
	const again = orders.filter(({ entryTimestamp }) => Date.parse(entryTimestamp) >= from);
	expect(again.length).toBeGreaterThan(19_000);
	expect(watch.poll([], { created: { orders: again, from } })).toEqual([]);
});

test('where nothing could be asked, nothing is forgotten; where it is not wanted, all of it', () => {
	const watch = watching();
	const from = start;
	const orders = [orderWith('A', ['/'], entered(start))];
	watch.poll([], { created: { orders, from } });
	watch.poll([]);
	expect(watch.poll([], { created: { orders, from } })).toEqual([]);
	watch.poll([], {}, { created: false });
	expect(watch.state?.created).toBeUndefined();
	// Chosen again: a baseline of its own.
	const more = [...orders, orderWith('B', ['/'], entered(start))];
	expect(watch.poll([], { created: { orders: more, from } })).toEqual([]);
});

test('of more orders than can be remembered the newest are, in whatever order they come', () => {
	const oldestFirst = Array.from({ length: 20_002 }, (_, index) =>
		orderWith(`20-${index}`, ['/'], entered(start + index * 1000)),
	);
	for (const orders of [oldestFirst, oldestFirst.toReversed()]) {
		const watch = watching();
		watch.poll([], { created: { orders, from: start } });
		expect(watch.state?.created?.seen.size).toBe(20_000);
		expect(watch.state?.created?.from).toBe(start + 2000);
		expect(watch.last?.dropped.created).toBe(2);
	}
});

test('orders that will not be asked for again are not missed', () => {
	const watch = watching();
	const orders = [0, 1, 2].map((hours) =>
		orderWith(`20-${hours}`, ['/'], entered(start - hours * hourMs)),
	);
	watch.poll([], { created: { orders, from: start } });
	expect(watch.last?.dropped.created).toBe(0);
});
