import type { WatchInput } from '@ingram-orders/core';
import { dayMs, hourMs, start } from '../support/watch-seen.ts';
import { createWatchWorld, SteadyWatch, watchedOrder } from '../support/watch-world.ts';

/** A watch, and what its polls ask for. */
function watching(input: WatchInput) {
	const world = createWatchWorld();
	const watch = new SteadyWatch(world, { fullScanEvery: 0, ...input });
	const asked: Readonly<Record<string, string>>[] = [];
	world.server.onRequest = ({ query }) => {
		asked.push(query);
		return undefined;
	};
	return { world, watch, asked };
}

const toSecond = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');

test('holds are asked for from the lookback, or from the oldest one that is known', async () => {
	const { world, watch, asked } = watching({ events: 'holdPlaced' });
	const ages = [26, 28, 27];
	world.server.orders = ages.map((days) =>
		watchedOrder(`A${days}`, ['C/CC'], start - days * dayMs),
	);
	await watch.poll();
	const starts = () =>
		new Set(asked.splice(0).map(({ startcreatetimestamp = '' }) => startcreatetimestamp));
	expect(starts()).toEqual(new Set([toSecond(world.clock.now() - 30 * dayMs)]));
	await world.clock.pass(10 * dayMs);
	await watch.poll();
	expect(starts()).toEqual(new Set([toSecond(start - 28 * dayMs)]));
	expect(watch.last?.requests).toBe(watch.requests);
});

test('new orders are asked for from a quarter of an hour before the newest one that is known', async () => {
	const { world, watch, asked } = watching({ events: 'orderCreated' });
	world.server.orders = [3, 2, 5].map((hours) =>
		watchedOrder(`A${hours}`, ['/'], start - hours * hourMs),
	);
	await watch.poll();
	asked.length = 0;
	await watch.poll();
	const created = asked.filter(({ orderstatus }) => orderstatus === undefined);
	expect(created.map(({ startcreatetimestamp }) => startcreatetimestamp)).toEqual([
		toSecond(start - 2 * hourMs - 15 * 60_000),
	]);
	expect(watch.last?.requests).toBe(watch.requests);
	expect(watch.last?.warnings).toEqual([]);
});

test('a part of the lookback that cannot be read is told once, at the third time, and then passed over', async () => {
	const { world, watch } = watching({ events: 'holdReleased', fullScanEvery: 2 });
	const old = (codes: string) => [watchedOrder('A', [codes], start - 20 * dayMs)];
	world.server.orders = old('/CC');
	// Both windows have been read, so the hold is known.
	for (let poll = 0; poll < 2; poll++) await watch.poll();
	world.server.orders = old('F/');
	world.server.onRequest = ({ query }) =>
		query['orderstatus'] === undefined && query['ordernumber'] === undefined
			? 'refused'
			: undefined;
	const warnings: string[] = [];
	const told: string[] = [];
	for (let poll = 0; poll < 8; poll++) {
		told.push(...(await watch.poll()));
		warnings.push(...(watch.last?.warnings ?? []));
	}
	expect(warnings).toHaveLength(2);
	for (const warning of warnings) {
		expect(warning).toMatch(/^The orders entered from \S+Z to \S+Z could not be read: /);
	}
	// What was on hold there is looked up by its number.
	expect(told).toEqual(['holdReleased A-11']);
});
