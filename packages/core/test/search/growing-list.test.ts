import type { Fault } from '@ingram-orders/simulator';
import { createWorld, orderNumbers, search } from '../support/simulated-world.ts';

const all = { output: 'orders', pageSize: 10 };

/** A list of 100 orders to which faults happen while its ten pages are read. */
function listWith(faults: readonly Fault[]) {
	return createWorld({
		api: { orders: 100, documentedOrders: false, faults },
		latencyMs: () => 1000,
	});
}

test('orders that are added while the pages are read are found with one more request', async () => {
	const world = listWith([{ endpoint: 'search', kind: 'insert-orders', count: 2, requests: [4] }]);
	const { items, summary } = await world.clock.run(search(world, all));

	expect(summary).toMatchObject({ complete: true, ordersFound: 102, ordersReturned: 102 });
	expect(new Set(orderNumbers(items))).toEqual(
		new Set(world.api.orders.map(({ orderNumber }) => orderNumber)),
	);
	// Ten pages, an eleventh as the last one was shifted, and page 1 again.
	expect(summary.requests).toBe(12);
});

test('a list that goes on growing is caught up with again', async () => {
	const world = listWith([
		{ endpoint: 'search', kind: 'insert-orders', count: 1, requests: [4, 11] },
	]);
	const { items, summary } = await world.clock.run(search(world, all));

	expect(summary.complete).toBe(true);
	expect(items).toHaveLength(102);
});

test('a list that shrinks is read again, as an order may have slipped to a page already read', async () => {
	const world = listWith([{ endpoint: 'search', kind: 'delete-orders', count: 1, requests: [4] }]);
	const { items, summary } = await world.clock.run(search(world, all));

	expect(summary).toMatchObject({ complete: true, ordersFound: 99 });
	expect(orderNumbers(items)).toEqual(
		expect.arrayContaining(world.api.orders.map(({ orderNumber }) => orderNumber)),
	);
	expect(summary.requests).toBeGreaterThan(20);
});
