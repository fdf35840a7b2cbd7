import type { WatchInput } from '@ingram-orders/core';
import type { Fault, WatchedOrder } from '../support/watch-server.ts';
import { dayMs, start } from '../support/watch-seen.ts';
import { changed, createWatchWorld, SteadyWatch, watchedOrder } from '../support/watch-world.ts';

const minute = 60_000;
const all = { events: ['holdPlaced', 'holdChanged', 'holdReleased'] };

function watching(orders: readonly WatchedOrder[], input: WatchInput = all) {
	const world = createWatchWorld();
	world.server.orders = orders;
	return { world, server: world.server, watch: new SteadyWatch(world, input) };
}

const held = (number: string, codes = 'C/CC', enteredAt = start - 5 * dayMs) =>
	watchedOrder(number, [codes], enteredAt);

describe('What is on hold', () => {
	test('is not taken for released when it leaves the lookback, or moves between the lists', async () => {
		const { world, server, watch } = watching([held('A', 'C/CC')]);
		await watch.poll();
		for (let day = 0; day < 40; day++) {
			await world.clock.pass(dayMs);
			expect(await watch.poll()).toEqual([]);
		}
		expect(watch.requests).toBe(5);
		server.orders = changed(server.orders, 'A', ['S/CC']);
		expect(await watch.poll()).toEqual(['holdChanged A-11']);
		server.orders = changed(server.orders, 'A', ['F/']);
		expect(await watch.poll()).toEqual(['holdReleased A-11']);
	});

	test('moves to a list that was read already, and is looked up', async () => {
		const { server, watch } = watching([held('A', 'S/CC')], { ...all, fullScanEvery: 0 });
		await watch.poll();
		const first = server.requests;
		server.onRequest = ({ number }) => {
			// C is read first.
			if (number === first + 2) server.orders = changed(server.orders, 'A', ['C/CC']);
			return undefined;
		};
		expect(await watch.poll()).toEqual(['holdChanged A-11']);
		expect(watch.requests).toBe(5);
	});

	test('without a suborder number, moves between lists as one suborder', async () => {
		const order = (codes: string): WatchedOrder => {
			const made = held('A', codes);
			return { ...made, subOrders: made.subOrders.map((each) => ({ ...each, number: '' })) };
		};
		const { server, watch } = watching([order('C/CC')], { ...all, fullScanEvery: 0 });
		await watch.poll();
		const first = server.requests;
		server.onRequest = ({ number }) => {
			if (number === first + 2) server.orders = [order('S/CC')];
			return undefined;
		};
		expect(await watch.poll()).toEqual(['holdChanged ']);
		for (let poll = 0; poll < 5; poll++) expect(await watch.poll()).toEqual([]);
	});

	test('by its reason alone, is found within the polls of a full scan', async () => {
		const { server, watch } = watching([held('A', '/')], { ...all, fullScanEvery: 5 });
		for (let poll = 0; poll < 5; poll++) await watch.poll();
		for (const codes of ['/CC', '/CH', 'F/CH']) {
			server.orders = changed(server.orders, 'A', [codes]);
			const told: string[] = [];
			for (let poll = 0; poll < 5; poll++) told.push(...(await watch.poll()));
			expect(told).toHaveLength(1);
		}
	});

	test('without a full scan, is told as released even when only its reason was left', async () => {
		const { server, watch } = watching([held('A')], { ...all, fullScanEvery: 0 });
		await watch.poll();
		server.orders = changed(server.orders, 'A', ['/CC']);
		expect(await watch.poll()).toEqual(['holdChanged A-11']);
		expect(await watch.poll()).toEqual([]);
		expect(watch.requests).toBe(5);
		server.orders = changed(server.orders, 'A', ['/']);
		expect(await watch.poll()).toEqual(['holdReleased A-11']);
		await watch.poll();
		expect(watch.requests).toBe(4);
	});

	test('by its reason alone, is told as released after it has left the lookback', async () => {
		const { world, server, watch } = watching([held('A', '/CC')], { ...all, fullScanEvery: 3 });
		for (let poll = 0; poll < 3; poll++) await watch.poll();
		expect(watch.last?.held).toBe(1);
		await world.clock.pass(29 * dayMs);
		server.orders = changed(server.orders, 'A', ['/']);
		const told: string[] = [];
		for (let poll = 0; poll < 3; poll++) told.push(...(await watch.poll()));
		expect(told).toEqual(['holdReleased A-11']);
	});
});

describe('What can be left to the next poll', () => {
	/** Requests for these orders fail. */
	const failing =
		(numbers: readonly string[], fault: Fault = 'unavailable') =>
		({ query }: { query: Readonly<Record<string, string>> }) =>
			numbers.includes(query['ordernumber'] ?? '') ? fault : undefined;

	test('a look-up that always fails holds up no other, and goes to the back of the queue', async () => {
		const numbers = ['A', 'B', 'C', 'D'];
		const input = { ...all, fullScanEvery: 0 };
		const { server, watch } = watching(
			numbers.map((number) => held(number)),
			input,
		);
		await watch.poll();
		server.orders = numbers.map((number) => held(number, 'F/'));
		const asked: string[] = [];
		const fails = failing(['A', 'C']);
		server.onRequest = (request) => {
			const { ordernumber } = request.query;
			if (ordernumber !== undefined && asked.at(-1) !== ordernumber) asked.push(ordernumber);
			return fails(request);
		};
		expect((await watch.poll()).sort()).toEqual(['holdReleased B-11', 'holdReleased D-11']);
		server.orders = [...server.orders, held('E', 'C/CC'), held('F', 'C/CC')];
		await watch.poll();
		server.orders = changed(changed(server.orders, 'E', ['F/']), 'F', ['F/']);
		asked.length = 0;
		expect((await watch.poll()).sort()).toEqual(['holdReleased E-11', 'holdReleased F-11']);
		expect(asked.slice(0, 2).sort()).toEqual(['E', 'F']);
		expect(asked.slice(2).sort()).toEqual(['A', 'C']);
		// In the third poll in which they failed, once each.
		expect(watch.last?.warnings).toEqual([
			expect.stringMatching(/^Order A was on hold and could not be looked up: /),
			expect.stringMatching(/^Order C /),
		]);
		for (let poll = 0; poll < 5; poll++) {
			expect(await watch.poll()).toEqual([]);
			expect(watch.last?.warnings).toEqual([]);
			expect(watch.requests).toBe(4 + 2);
		}
		server.onRequest = () => undefined;
		expect((await watch.poll()).sort()).toEqual(['holdReleased A-11', 'holdReleased C-11']);
	});

	test('a window that always fails holds up no other', async () => {
		const { server, watch } = watching([held('A', '/', start - 20 * dayMs)], {
			...all,
			fullScanEvery: 3,
		});
		for (let poll = 0; poll < 3; poll++) await watch.poll();
		server.orders = changed(server.orders, 'A', ['/CC']);
		server.onRequest = ({ query }) => {
			const isNewest =
				query['orderstatus'] === undefined && query['endcreatetimestamp'] === undefined;
			return isNewest ? 'not-json' : undefined;
		};
		const warnings: string[] = [];
		const told: string[] = [];
		for (let poll = 0; poll < 12; poll++) {
			told.push(...(await watch.poll()));
			warnings.push(...(watch.last?.warnings ?? []));
		}
		expect(told).toEqual(['holdPlaced A-11']);
		expect(warnings).toEqual([
			expect.stringMatching(/^The orders entered from .* could not be read/),
		]);
	});

	test('a window that takes longer than a poll may take is said to, and holds up no other', async () => {
		const { server, watch } = watching([held('A', '/', start - 20 * dayMs)], {
			...all,
			fullScanEvery: 3,
		});
		for (let poll = 0; poll < 3; poll++) await watch.poll();
		server.orders = changed(server.orders, 'A', ['/CC']);
		server.onRequest = ({ query }) => {
			const isNewest =
				query['orderstatus'] === undefined && query['endcreatetimestamp'] === undefined;
			return isNewest ? 'hang' : undefined;
		};
		const warnings: string[] = [];
		const told: string[] = [];
		for (let poll = 0; poll < 16; poll++) {
			const deadlineAt = watch.process.world.clock.now() + 5 * minute + 36_000;
			told.push(...(await watch.poll({ deadlineAt })));
			warnings.push(...(watch.last?.warnings ?? []));
		}
		expect(told).toEqual(['holdPlaced A-11']);
		expect(warnings).toEqual([expect.stringMatching(/Choose a larger Full Scan Every/)]);
	});
});

describe('New orders', () => {
	const created = { events: ['orderCreated'], fullScanEvery: 0 };

	test('an order that says to be of the future hides none of today', async () => {
		const { world, server, watch } = watching([], created);
		await watch.poll();
		server.orders = [held('Future', '/', start + 300 * dayMs)];
		expect(await watch.poll()).toEqual(['orderCreated Future-11']);
		server.orders = [...server.orders, held('Today', '/', world.clock.now())];
		expect(await watch.poll()).toEqual(['orderCreated Today-11']);
		expect(await watch.poll()).toEqual([]);
	});

	test('an order from before the time that the first poll looked at is not told', async () => {
		const { watch } = watching([held('Old', '/', start - dayMs - 5 * minute)], created);
		expect([await watch.poll(), await watch.poll(), await watch.poll()]).toEqual([[], [], []]);
	});

	test('what came in a long time is told in as many polls as it takes', async () => {
		const { world, server, watch } = watching([], created);
		await watch.poll();
		const from = world.clock.now();
		await world.clock.pass(20 * dayMs);
		server.orders = Array.from({ length: 40 }, (_, index) =>
			held(`20-${index}`, '/', from + (index + 1) * 0.49 * dayMs),
		);
		let left = 0;
		server.onRequest = ({ query }) => {
			if (query['orderstatus'] !== undefined) return undefined;
			return left-- > 0 ? undefined : 'rate-limit';
		};
		const told: string[] = [];
		for (let poll = 0; poll < 12; poll++) {
			left = 3;
			const before = told.length;
			told.push(...(await watch.poll({ deadlineAt: world.clock.now() + 5 * minute + 10_000 })));
			if (poll < 5) expect(told.length).toBeGreaterThan(before);
		}
		expect(told).toHaveLength(40);
		expect(new Set(told).size).toBe(40);
	});
});
