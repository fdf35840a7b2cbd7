import {
	IngramError,
	OrderSearch,
	planSearch,
	planWithoutNumbers,
	readPeriodTogether,
	type SearchInput,
} from '@ingram-orders/core';
import { secret } from '../support/accounts.ts';
import { createWorld, orderNumbers, type World } from '../support/simulated-world.ts';

const startAt = Date.UTC(2026, 0, 15, 12);
const createdAfter = startAt - 90 * 24 * 60 * 60 * 1000;

function worldOf(orders = 300): World {
	return createWorld({ api: { orders, documentedOrders: false }, startAt });
}

function plansOf({ client }: World, inputs: readonly SearchInput[]) {
	return inputs.map((input) =>
		planSearch({ output: 'orders', createdAfter, ...input }, client.account, 'UTC'),
	);
}

const searchesOf = ({ sent }: World) =>
	sent.filter(({ url }) => url.includes('/orders/search')).length;

test('the pages of the period are read once, and each search finds its own orders', async () => {
	const world = worldOf();
	const [one, two, three, four] = world.api.orders;
	const plans = plansOf(world, [
		{ orderNumber: two?.orderNumber },
		{ orderNumber: [three?.orderNumber, one?.orderNumber] },
		{ customerOrderNumber: four?.customerOrderNumber },
		{ orderNumber: '99-NONE', limit: 1 },
	]);
	const period = await world.clock.run(readPeriodTogether(world.client, plans));
	expect(period).toMatchObject({ missing: [], pages: 3 });
	const found = [];
	for (const plan of plans) {
		const search = new OrderSearch(world.client, plan, {}, period);
		found.push(orderNumbers(await world.clock.run(search.collect())));
		expect(search.summary.complete).toBe(true);
		expect(search.summary.notFound).toEqual(plan === plans[3] ? ['99-NONE'] : []);
	}
	expect(found.slice(0, 2)).toEqual([[two?.orderNumber], [three?.orderNumber, one?.orderNumber]]);
	expect(found[2]).toContain(four?.orderNumber);
	expect(found[3]).toEqual([]);
	expect(searchesOf(world)).toBe(3);
});

test('what is cheaper one by one is left alone, after page 1 told so', async () => {
	const world = worldOf(900);
	const plans = plansOf(
		world,
		world.api.orders.slice(0, 5).map(({ orderNumber }) => ({ orderNumber })),
	);
	expect(await world.clock.run(readPeriodTogether(world.client, plans))).toBeUndefined();
	expect(searchesOf(world)).toBe(1);
});

test.each([
	['without a start', [{ orderNumber: ['20-1', '20-2', '20-3'], createdAfter: undefined }]],
	['where one has no number', [{ orderNumber: ['20-1', '20-2', '20-3'] }, {}]],
	['for two numbers', [{ orderNumber: '20-1' }, { orderNumber: '20-2' }]],
	['without any search', []],
])('nothing is read %s', async (_, inputs: SearchInput[]) => {
	const world = worldOf();
	const plans = plansOf(world, inputs);
	expect(await world.clock.run(readPeriodTogether(world.client, plans))).toBeUndefined();
	expect(searchesOf(world)).toBe(0);
});

test('a period that cannot be read is a failure, which tells no secret', async () => {
	const world = worldOf();
	world.api.control.fault({
		kind: 'status',
		status: 403,
		endpoint: 'search',
		every: 1,
		times: 9,
	});
	const plans = plansOf(world, [{ orderNumber: ['20-1', '20-2', '20-3', '20-4'] }]);
	const failure: unknown = await world.clock.run(
		readPeriodTogether(world.client, plans).catch((thrown: unknown) => thrown),
	);
	expect(failure).toBeInstanceOf(IngramError);
	expect(failure).toMatchObject({ code: 'ACCESS_DENIED' });
	expect(JSON.stringify(failure)).not.toContain(secret);
});

test('searches have all but their numbers in common, or not', () => {
	const world = worldOf();
	const [one, two, other] = plansOf(world, [
		{ orderNumber: '20-1', orderStatus: 'C,S' },
		{ customerOrderNumber: ['PO 1', 'PO 2'], orderStatus: 'S,C' },
		{ orderNumber: '20-1', orderStatus: 'C' },
	]).map(planWithoutNumbers);
	expect(two).toBe(one);
	expect(other).not.toBe(one);
});
