import { SteadyWatch, changed, createWatchWorld, watchedOrder } from '../support/watch-world.ts';
import { dayMs, start } from '../support/watch-seen.ts';

/** Orders over 30 days, the first ones on hold. */
function manyOrders(count: number, held: number) {
	return Array.from({ length: count }, (_, index) =>
		watchedOrder(
			`20-${index}`,
			[index < held ? 'C/CC' : '/', 'F/'],
			start - Math.floor(((index + 1) / count) * 29 * dayMs),
		),
	);
}

test('with 50,000 orders in the lookback and 40 on hold a poll takes 4 requests, and one for each that left', async () => {
	const world = createWatchWorld();
	world.server.orders = manyOrders(50_000, 40);
	const watch = new SteadyWatch(world, {
		fullScanEvery: 0,
		events: ['holdPlaced', 'holdReleased'],
	});
	expect(await watch.poll()).toEqual([]);
	expect(watch.last?.held).toBe(40);
	expect(watch.requests).toBe(4);
	await watch.poll();
	expect(watch.requests).toBe(4);
	for (const number of ['20-3', '20-7', '20-8']) {
		world.server.orders = changed(world.server.orders, number, ['F/', 'F/']);
	}
	world.server.orders = changed(world.server.orders, '20-100', ['S/', 'F/']);
	expect((await watch.poll()).sort()).toEqual([
		...['holdPlaced 20-100-11', 'holdReleased 20-3-11', 'holdReleased 20-7-11'],
		'holdReleased 20-8-11',
	]);
	expect(watch.requests).toBe(4 + 3);
});

test('new orders cost one request more', async () => {
	const world = createWatchWorld();
	world.server.orders = manyOrders(50_000, 40);
	const watch = new SteadyWatch(world, { fullScanEvery: 0, events: ['orderCreated'] });
	await watch.poll();
	const { clock, server } = world;
	server.orders = [watchedOrder('new', ['/', '/'], clock.now()), ...server.orders];
	expect(await watch.poll()).toEqual(['orderCreated new-11', 'orderCreated new-21']);
	expect(watch.requests).toBe(5);
});

test('the state of 1,000 suborders on hold takes 100 bytes for each', async () => {
	const world = createWatchWorld();
	world.server.orders = Array.from({ length: 1000 }, (_, index) =>
		watchedOrder(`20-RD${index + 1000}`, ['C/CC'], start - index * 60_000, {
			customerOrderNumber: `Purchase order ${index} of the branch in Example Town`,
		}),
	);
	const watch = new SteadyWatch(world, { fullScanEvery: 0 });
	await watch.poll();
	expect(watch.last?.held).toBe(1000);
	const bytes = new TextEncoder().encode(JSON.stringify(watch.stored)).length;
	expect(bytes).toBeLessThan(1000 * 100 + 400);
});
