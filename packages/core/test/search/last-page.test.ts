import { madeUpEntries, type Change, type ListingOptions } from '../support/listing-server.ts';
import { expectWhole, searchListing, ways, type Listed } from '../support/listing-world.ts';

describe('pages as they arrive', () => {
	test.each([
		[1, 1],
		[2, 1],
		[99, 1],
		[100, 1],
		[101, 2],
		[200, 2],
		[230, 3],
		[1000, 10],
	])('%i orders at 100 a page come in %i arrays', async (orders, pages) => {
		const entries = madeUpEntries({ orders });
		const listed = await searchListing({ entries }, { pageSize: 100 }, 'pages');
		expectWhole(listed);
		expect(listed.items).toHaveLength(orders);
		expect(listed.arrays).toHaveLength(pages);
		for (const array of listed.arrays.slice(0, -1)) {
			expect(array.length).toBeGreaterThanOrEqual(99);
		}
	});

	test('the order that was held back leaves with the last page where a filter drops some', async () => {
		const entries = madeUpEntries({ orders: 230, heldEvery: 2 });
		const input = { pageSize: 100, onHoldOnly: true };
		const { arrays, items } = await searchListing({ entries }, input, 'pages');
		expect(items).toHaveLength(115);
		expect(arrays).toHaveLength(3);
	});

	test('the order that was held back leaves with the last page of a limit', async () => {
		const entries = madeUpEntries({ orders: 500 });
		const input = { pageSize: 100, limit: 300 };
		const { arrays, items } = await searchListing({ entries }, input, 'pages');
		expect(items).toHaveLength(300);
		expect(arrays).toHaveLength(3);
	});

	test('the order that was held back leaves with a page that was asked for alone', async () => {
		const entries = madeUpEntries({ orders: 50 });
		const { arrays } = await searchListing({ entries }, { pageNumber: 2 }, 'pages');
		expect(arrays.map(({ length }) => length)).toEqual([10]);
	});
});

describe.each(ways)('the page that is told while it is read, with %s', (way) => {
	/** What was told of each page, e.g. `3/12`. */
	function toldOf({ progress }: Listed) {
		const told = progress.filter((step) => step.kind === 'page');
		return {
			told: told.map(({ page, pages }) => `${page}/${pages}`),
			ranBack: told.filter(({ page }, index) => page < (told[index - 1]?.page ?? 1)),
			beyond: told.filter(({ page, pages }) => page > pages),
			lostOrders: told.filter(({ orders }, index) => orders < (told[index - 1]?.orders ?? 0)),
		};
	}

	const change = (change: Change): Omit<ListingOptions, 'entries'> => ({ changes: [change] });

	test('is one after the other in a list at rest', async () => {
		const listed = await searchListing({ entries: madeUpEntries({ orders: 45 }) }, {}, way);
		expect(toldOf(listed).told).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
	});

	test.each([
		[
			'a list that grows once and is caught up with',
			{},
			change({ kind: 'insert', count: 2, before: [4] }),
		],
		[
			'a list that goes on growing',
			{},
			change({ kind: 'insert', count: 1, before: [2, 4, 6, 11, 12] }),
		],
		[
			'a list that grows at its end',
			{},
			{ ...change({ kind: 'insert', count: 12, before: [4] }), sorted: 'oldest-first' as const },
		],
		[
			'a list that shrinks and is read again',
			{},
			change({ kind: 'delete', place: 3, count: 1, before: [4] }),
		],
		['a search for several statuses', { orderStatus: ['C', 'I', 'S'] }, {}],
	])('never runs back in %s', async (_, input, server) => {
		const entries = madeUpEntries({ orders: 100, heldEvery: 2 });
		const listed = await searchListing({ entries, ...server }, input, way);
		expect(toldOf(listed)).toMatchObject({ ranBack: [], beyond: [], lostOrders: [] });
	});
});
