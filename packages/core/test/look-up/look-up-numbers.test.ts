import { OrderSearch, planSearch, type SearchInput } from '@ingram-orders/core';
import type { Order } from '@ingram-orders/simulator';
import fc from 'fast-check';
import { testAccount } from '../support/accounts.ts';
import { property } from '../support/property.ts';
import { createWorld, orderNumbers, search } from '../support/simulated-world.ts';

const startAt = Date.UTC(2026, 0, 15, 12);
const dayMs = 24 * 60 * 60 * 1000;

async function searchIn(
	input: SearchInput,
	options: { orders?: number; apiVersion?: string } = {},
) {
	const { orders = 300, apiVersion = 'v5' } = options;
	const api = { orders, documentedOrders: false };
	const world = createWorld({ api, account: testAccount({ apiVersion }), startAt });
	return { ...(await world.clock.run(search(world, input))), world };
}

/** The orders there are, for tests to choose numbers from. */
function ordersIn(orders = 300): readonly Order[] {
	return createWorld({ api: { orders, documentedOrders: false }, startAt }).api.orders;
}

function rowsOf({ items }: { items: readonly { json: object }[] }): string[] {
	return items.map(({ json }) => (json as { subOrderNumber: string }).subOrderNumber);
}

const allTime = startAt - 90 * dayMs;
const all = ordersIn();
const numbers = all.map(({ orderNumber }) => orderNumber);
const purchaseOrders = all.map(({ customerOrderNumber }) => customerOrderNumber);

test('several numbers give the orders of all of them, in their order', async () => {
	const asked = [numbers[7], numbers[3], numbers[200]];
	for (const orderNumber of [asked, asked.join('\n'), `${asked.join('\r\n')}\r\n`]) {
		const { items, summary } = await searchIn({ orderNumber, output: 'orders' });
		expect(items.map(({ json }) => (json as { orderNumber: string }).orderNumber)).toEqual(asked);
		expect(summary).toMatchObject({ complete: true, requests: 3, notFound: [] });
	}
});

test('a customer order number may hold a comma, and is matched but for blanks and letter case', async () => {
	const orders = all.slice(0, 5).map((order, index) => ({
		...order,
		customerOrderNumber: `PO ${index}, part`,
	}));
	const world = createWorld({ api: { orders, documentedOrders: false }, startAt });
	const asked = [' po 3, PART ', 'PO 1, part', 'PO 3, part', 'PO 9, part'];
	const result = await world.clock.run(
		search(world, { customerOrderNumber: asked, createdAfter: allTime, output: 'orders' }),
	);
	expect(result.items.map(({ json }) => json)).toMatchObject([
		{ customerOrderNumber: 'PO 3, part' },
		{ customerOrderNumber: 'PO 1, part' },
	]);
	expect(result.summary).toMatchObject({ requests: 1, notFound: ['PO 9, part'] });
});

test('with a start, many numbers take the pages of the period', async () => {
	const orderNumber = numbers.slice(0, 250);
	const { items, summary } = await searchIn({
		orderNumber,
		createdAfter: allTime,
		output: 'orders',
	});
	expect(items).toHaveLength(250);
	expect(summary).toMatchObject({ requests: 3, complete: true, ordersFound: 250, notFound: [] });
});

test('few numbers of a long period are asked for one by one, after page 1 told its size', async () => {
	const orderNumber = numbers.slice(0, 3);
	const { items, summary } = await searchIn(
		{ orderNumber, createdAfter: allTime, output: 'orders' },
		{ orders: 800 },
	);
	expect(items.length).toBeLessThanOrEqual(3);
	expect(summary.requests).toBe(4);
});

test('an order that is asked for with its branch and without it comes once', async () => {
	const [one = '', two = '', three = ''] = numbers;
	const orderNumber = [three, one, two.slice(3), one.slice(3), one.replace('-', ''), two];
	for (const createdAfter of [allTime, undefined]) {
		const { items, summary } = await searchIn({ orderNumber, createdAfter, output: 'orders' });
		expect(items.map(({ json }) => (json as { orderNumber: string }).orderNumber)).toEqual([
			...[three, one, two],
		]);
		expect(summary.notFound).toEqual([]);
		expect(await numbersByPage({ orderNumber, createdAfter, output: 'orders' })).toEqual([
			...[three, one, two],
		]);
	}
});

/** The order numbers of the items, read as they arrive. */
async function numbersByPage(input: SearchInput): Promise<string[]> {
	const api = { orders: 300, documentedOrders: false };
	const { client, clock } = createWorld({ api, startAt });
	const read = new OrderSearch(client, planSearch(input, client.account, 'UTC'));
	const found: string[] = [];
	const reading = (async () => {
		for await (const items of read.pages()) found.push(...orderNumbers(items));
	})();
	await clock.run(reading);
	return found;
}

test('without a start nothing is read that was not asked for', async () => {
	const { summary } = await searchIn({ orderNumber: numbers.slice(0, 20) });
	expect(summary.requests).toBe(20);
});

test('numbers without an order are told, the first ten of them in a warning', async () => {
	const missing = Array.from({ length: 12 }, (_, index) => `99-NONE${index}`);
	const { summary } = await searchIn({ orderNumber: [numbers[0], ...missing] });
	expect(summary.notFound).toEqual(missing);
	expect(summary.warnings).toEqual([
		{
			code: 'NOT_FOUND',
			message: `12 of 13 numbers have no order: ${missing.slice(0, 10).join(', ')} and 2 more.`,
		},
	]);
	const one = await searchIn({ orderNumber: '99-NONE1' });
	expect(one.summary).toMatchObject({ notFound: ['99-NONE1'], warnings: [{ code: 'NO_MATCH' }] });
});

test('a number whose shipments are all filtered out was found all the same', async () => {
	const shipped = all.find(({ subOrders }) =>
		subOrders.every(({ statusCode }) => statusCode === 'I'),
	);
	const orderNumber = [shipped?.orderNumber, '99-NONE'];
	const { items, summary } = await searchIn({ orderNumber, onHoldOnly: true });
	expect(items).toEqual([]);
	expect(summary.notFound).toEqual(['99-NONE']);
});

test('a limit ends the look-ups, and numbers that nobody looked for are not missing', async () => {
	const orderNumber = ['99-NONE', ...numbers.slice(0, 100)];
	const { items, summary } = await searchIn({ orderNumber, limit: 5, output: 'orders' });
	expect(items).toHaveLength(5);
	expect(summary.requests).toBeLessThan(20);
	expect(summary).toMatchObject({ complete: true, notFound: ['99-NONE'] });
	expect(summary.warnings).toMatchObject([
		{ message: 'Stopped at the limit of 5, with 6 of 101 numbers looked up.' },
		{ message: '1 of 6 numbers have no order: 99-NONE.' },
	]);
});

test.each([
	[{ orderNumber: ['20-1', { a: 1 }] }, /Order Number must be text, .* or a list/],
	[{ customerOrderNumber: 'PO\t1\nPO 2' }, /Customer Order Number must not contain tabs/],
	[{ orderNumber: ['20-1', '20-2'], pageNumber: 2 }, /Page Number must be empty/],
	[
		{ orderNumber: Array.from({ length: 10_001 }, (_, i) => `20-${i}`) },
		/at most 10,000 .* 10,001/,
	],
])('%j is refused before any request', async (input, words) => {
	await expect(searchIn(input)).rejects.toThrow(words);
});

property(
	'one by one or by the period: the same rows, in as few requests as either takes',
	150,
	fc.record({
		chosen: fc.uniqueArray(fc.integer({ min: 0, max: 320 }), { minLength: 2, maxLength: 60 }),
		field: fc.constantFrom('orderNumber' as const, 'customerOrderNumber' as const),
		from: fc.integer({ min: 0, max: 70 * dayMs }),
		length: fc.option(fc.integer({ min: 0, max: 40 * dayMs }), { nil: undefined }),
		onHoldOnly: fc.boolean(),
		pageSize: fc.constantFrom(9, 30, 100),
		apiVersion: fc.constantFrom('v5', 'v6'),
	}),
	async ({ chosen, field, from, length, onHoldOnly, pageSize, apiVersion }) => {
		const known = field === 'orderNumber' ? numbers : purchaseOrders;
		const asked = [...new Set(chosen.map((index) => known[index] ?? `99-NONE${index}`))];
		const createdAfter = startAt - from;
		const period = {
			createdAfter,
			...(length !== undefined && { createdBefore: createdAfter + length }),
		};
		const input = { ...period, onHoldOnly, pageSize };
		const expected: string[] = [];
		const absent: string[] = [];
		for (const number of asked) {
			const alone = await searchIn({ ...input, [field]: number }, { apiVersion });
			expected.push(...rowsOf(alone));
			absent.push(...(alone.summary.notFound ?? []));
		}
		const pages = (await searchIn({ ...period, pageSize }, { apiVersion })).summary.requests;

		const together = await searchIn({ ...input, [field]: asked }, { apiVersion });
		expect(rowsOf(together).sort()).toEqual(expected.sort());
		expect(together.summary).toMatchObject({ complete: true, notFound: absent });
		// Page 1 tells which is cheaper, and is one of the period's pages where they are.
		const probe = asked.length > 2 && pages > asked.length ? 1 : 0;
		const fewest = asked.length > 2 ? Math.min(asked.length, pages) : asked.length;
		expect(together.summary.requests).toBe(fewest + probe);
	},
);
