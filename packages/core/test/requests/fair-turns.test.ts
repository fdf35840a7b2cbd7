import type { HttpRequest } from '@ingram-orders/core';
import { asked } from '../support/scripted-world.ts';
import { createWorld, search, type World } from '../support/simulated-world.ts';

const second = 1000;
const minute = 60 * second;
const windowStart = Date.UTC(2026, 0, 15, 12);
const latencyMs = 300;

/** A world whose window has just begun, with as many pages of one order each. */
function worldOf(orders: number): World {
	return createWorld({
		startAt: windowStart,
		latencyMs,
		api: { orders, documentedOrders: false },
	});
}

/** Searches of one test differ by their page size, so that it tells whose request one is. */
function isOf(pageSize: number, request: HttpRequest): boolean {
	return asked(request)['pagesize'] === String(pageSize);
}

describe('a look-up of one page', () => {
	const moments = [
		['its pages wait for a slot', 2 * second],
		['its pages wait for the reset of the window', 30 * second],
		['its pages wait for the next reset', 90 * second],
		['its first answer has just come', 2 * latencyMs],
	] as const;

	test.each(moments)('goes before the pages of a long search while %s', async (_, passedMs) => {
		const world = worldOf(300);
		const long = search(world, { pageSize: 1 });
		await world.clock.pass(passedMs);
		const before = world.sent.length;
		const lookUp = await world.clock.run(search(world, { pageSize: 7, pageNumber: 1 }));
		expect(lookUp.error).toBeUndefined();
		const sent = world.sent.slice(before);
		expect(sent.findIndex((request) => isOf(7, request))).toBeLessThan(2);
		expect(await world.clock.run(long)).toMatchObject({
			summary: { complete: true, ordersReturned: 300 },
		});
		expect(world.api.violations).toEqual([]);
	});

	test('goes before the pages of several long searches', async () => {
		const world = worldOf(300);
		const long = [1, 2, 3].map((pageSize) => search(world, { pageSize }));
		await world.clock.pass(30 * second);
		const before = world.sent.length;
		await world.clock.run(search(world, { pageSize: 7, pageNumber: 1 }));
		const sent = world.sent.slice(before);
		expect(sent.findIndex((request) => isOf(7, request))).toBeLessThan(2);
		await world.clock.run(Promise.all(long));
	});

	test('that comes first goes first, where several wait', async () => {
		const world = worldOf(300);
		const long = search(world, { pageSize: 1 });
		await world.clock.pass(30 * second);
		const before = world.sent.length;
		const sizes = [7, 8, 9, 10];
		const lookUps = sizes.map((pageSize) => search(world, { pageSize, pageNumber: 1 }));
		await world.clock.run(Promise.all(lookUps));
		const turns = sizes.map((pageSize) =>
			world.sent.slice(before).findIndex((request) => isOf(pageSize, request)),
		);
		expect(turns).toEqual([...turns].sort((one, other) => one - other));
		expect(Math.max(...turns)).toBeLessThan(sizes.length + 1);
		await world.clock.run(long);
	});
});

test.each([
	['start together', 0],
	['start one after the other', 5 * second],
	['start while the first waits for the reset', 30 * second],
])('long searches that %s share the window', async (_, apartMs) => {
	const world = worldOf(600);
	// 200, 150 and 120 pages.
	const sizes = [3, 4, 5];
	const searches: ReturnType<typeof search>[] = [];
	for (const pageSize of sizes) {
		searches.push(search(world, { pageSize, maxWait: 3600 }));
		await world.clock.pass(apartMs);
	}
	await world.clock.pass(2 * minute - world.clock.elapsedMs - second);
	const before = world.sent.length;
	await world.clock.pass(minute);
	const oneWindow = world.sent.slice(before);
	expect(oneWindow).toHaveLength(60);
	for (const pageSize of sizes) {
		const share = oneWindow.filter((request) => isOf(pageSize, request)).length;
		// An equal share would be 20.
		expect(share).toBeGreaterThanOrEqual(10);
		expect(share).toBeLessThanOrEqual(30);
	}
	const results = await world.clock.run(Promise.all(searches));
	for (const { summary } of results) expect(summary).toMatchObject({ complete: true });
	expect(world.api.violations).toEqual([]);
});

test('look-ups one after the other do not keep a long search from its end', async () => {
	const world = worldOf(60);
	const long = search(world, { pageSize: 1, maxWait: 3600 });
	const lookUps = async () => {
		for (let item = 1; item <= 120; item++) {
			await search(world, { pageSize: 7, pageNumber: 1, maxWait: 3600 });
		}
		return world.clock.elapsedMs;
	};
	const lookUpsEnd = lookUps();
	const { summary, tookMs } = await world.clock.run(long);
	expect(summary).toMatchObject({ complete: true, ordersReturned: 60 });
	// Its 60 pages fit into two windows, even if it gets no more than half of each.
	expect(tookMs).toBeLessThan(minute + 10 * second);
	// The third window is left to look-ups, which take 300 ms each.
	expect(await world.clock.run(lookUpsEnd)).toBeLessThan(2 * minute + 25 * second);
	expect(world.api.violations).toEqual([]);
});
