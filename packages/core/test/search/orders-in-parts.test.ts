import { entryOf, madeUpEntries, subOrder, type Entry } from '../support/listing-server.ts';
import {
	expectWhole,
	ordersIn,
	outcomeOf,
	partsOf,
	searchListing,
	ways,
} from '../support/listing-world.ts';

const bothCounts = ['entries', 'orders'] as const;

/** Pages that were asked for more than once. */
function askedAgain(searches: readonly Record<string, string>[]): string[] {
	const pages = searches.map(({ pagesize, pagenumber }) => `${pagenumber} of ${pagesize}`);
	return pages.filter((page, index) => pages.indexOf(page) !== index);
}

describe('a list of 110 entries for 100 orders', () => {
	const listOf = (apart: number) =>
		madeUpEntries({ orders: 100, inParts: { every: 10, apart }, heldEvery: 7 });

	test.each(ways)('keeps the number of orders that the server named, with %s', async (way) => {
		const server = { entries: listOf(35), counts: 'orders' } as const;
		const { summary } = await searchListing(server, {}, way);
		expect(summary.ordersFound).toBe(100);
	});

	describe.each(bothCounts)('whose number found counts %s', (counts) => {
		describe.each(ways)('read with %s', (way) => {
			test.each([1, 7, 10, 11, 55, 100])('is read to its end in pages of %i', async (pageSize) => {
				for (const apart of [1, 35, 90]) {
					const entries = listOf(apart);
					expectWhole(await searchListing({ entries, counts }, { pageSize }, way));
				}
			});

			test.each(['used', 'asked'] as const)(
				'is read to its end where the server takes 7 for 10 and names the size %s',
				async (echoes) => {
					const server = { entries: listOf(35), counts, maxPageSize: 7, echoes };
					expectWhole(await searchListing(server, {}, way));
				},
			);

			test.each(['suborders', 'raw'])('is given whole as %s', async (output) => {
				expectWhole(await searchListing({ entries: listOf(35), counts }, { output }, way));
			});

			test('counts each order once, however many parts were handed on', async () => {
				const { summary } = await searchListing({ entries: listOf(35), counts }, {}, way);
				expect(summary.ordersReturned).toBe(100);
			});

			test('is read just once', async () => {
				const { searches } = await searchListing({ entries: listOf(35), counts }, {}, way);
				expect(new Set(searches.map(({ pagesize }) => pagesize)).size).toBe(1);
				expect(askedAgain(searches)).toEqual([]);
			});
		});

		test('is one item for each order', async () => {
			const { items } = await searchListing({ entries: listOf(35), counts });
			expect(items).toHaveLength(100);
			expect(ordersIn(items).size).toBe(100);
		});
	});
});

describe.each(ways)('an order that gains a suborder and moves down meanwhile, with %s', (way) => {
	/** Page 1 has been read; the order then comes on page 3, and every order between moves up by one. */
	const changes = [{ kind: 'gain', place: 0, moves: 25, before: [2] }] as const;

	test('does not make up for the one that was skipped', async () => {
		const entries = madeUpEntries({ orders: 40 });
		const listed = await searchListing({ entries, changes }, {}, way);
		expectWhole(listed);
		expect(partsOf(ordersIn(listed.items))).toHaveLength(40 + 81);
	});

	test.each(bothCounts)('nor in a list of parts whose number found counts %s', async (counts) => {
		const entries = madeUpEntries({ orders: 40, inParts: { every: 10, apart: 12 } });
		const listed = await searchListing({ entries, counts, changes }, {}, way);
		expectWhole(listed);
		expect(partsOf(ordersIn(listed.items))).toHaveLength(40 + 81);
	});
});

describe('an order in two entries on pages far apart, collected with a filter', () => {
	const held = subOrder('X-held', 'C', 'CC');
	const free = subOrder('X-free', 'I');
	const others = (from: number): Entry[] =>
		Array.from({ length: 35 }, (_, index) => entryOf(`20-${from + index}`));
	const listWith = (first: Entry['subOrders'], second: Entry['subOrders']) => [
		entryOf('X', { subOrders: first }),
		...others(100),
		entryOf('X', { subOrders: second }),
		...others(200),
	];

	describe.each([
		['in the first', listWith([held], [free])],
		['in the second', listWith([free], [held])],
	])('its held suborder %s', (_, entries) => {
		describe.each([{ onHoldOnly: true }, { holdReason: 'CC' }, { orderStatus: ['blank', 'C'] }])(
			'%j',
			(filter) => {
				test.each(['orders', 'raw'])('is whole as %s', async (output) => {
					const listed = await searchListing({ entries }, { output, ...filter });
					const [subOrders] = [...ordersIn(listed.items)]
						.filter(([key]) => key.startsWith('X '))
						.map(([, numbers]) => numbers);
					expect(subOrders?.toSorted()).toEqual(['X-free', 'X-held']);
					expect(outcomeOf(listed)).toMatchObject({ complete: true, warnings: [], twice: [] });
				});
			},
		);

		test('gives its held suborder alone as a row', async () => {
			const filter = { onHoldOnly: true, output: 'suborders' };
			const { items, summary } = await searchListing({ entries }, filter);
			expect([...ordersIn(items).values()]).toEqual([['X-held']]);
			expect(summary).toMatchObject({ complete: true, ordersReturned: 1 });
		});
	});

	test('is whole where the order’s status was asked for', async () => {
		const entries = listWith([free], [held]);
		const listed = await searchListing({ entries }, { orderStatus: ['C', 'I'] });
		expect([...ordersIn(listed.items).values()]).toEqual([['X-free', 'X-held']]);
		expect(listed.summary.complete).toBe(true);
	});
});
