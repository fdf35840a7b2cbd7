import { entryOf, madeUpEntries, subOrder } from '../support/listing-server.ts';
import {
	expectWhole,
	outcomeOf,
	searchListing,
	ways,
	type Listed,
} from '../support/listing-world.ts';

const bothCounts = ['entries', 'orders'] as const;
const outputs = ['suborders', 'orders', 'raw'] as const;
const filters = [
	['no filter', {}],
	['On Hold Only', { onHoldOnly: true }],
	['a hold reason', { holdReason: 'CC' }],
	['a status', { orderStatus: 'C' }],
] as const;

/** 200 orders, some or all of them in two entries, every second with a suborder on hold. */
const listOf = (inParts: { every: number; apart: number }) =>
	madeUpEntries({ orders: 200, inParts, heldEvery: 2 });

const lists = [
	listOf({ every: 3, apart: 1 }),
	listOf({ every: 3, apart: 35 }),
	listOf({ every: 1, apart: 1 }),
];
const partsFarApart = listOf({ every: 3, apart: 35 });

/** The limit is met, no page was read twice, and the user knows that there is more. */
function expectCutAt(limit: number, listed: Listed): void {
	const { items, summary, searches } = listed;
	expect(items).toHaveLength(limit);
	expect(outcomeOf(listed)).toMatchObject({
		complete: true,
		warnings: ['LIMIT_REACHED'],
		twice: [],
	});
	const message = summary.warnings[0]?.message;
	expect(message).toContain(String(limit));
	expect(message).toContain(summary.ordersFound.toLocaleString('en-US'));
	const pages = searches.map(({ pagenumber }) => pagenumber);
	expect(pages).toEqual([...new Set(pages)]);
}

describe.each(ways)('a limit on a list with orders in two entries, with %s', (way) => {
	describe.each(bothCounts)('whose number found counts %s', (counts) => {
		describe.each(outputs)('as %s', (output) => {
			test.each(filters)('is filled exactly with %s', async (_, filter) => {
				for (const limit of [1, 10, 25, 60]) {
					for (const entries of lists) {
						const input = { output, limit, ...filter };
						expectCutAt(limit, await searchListing({ entries, counts }, input, way));
					}
				}
			});

			test('is filled exactly where the page size is left to the search', async () => {
				const server = { entries: partsFarApart, counts };
				const input = { output, limit: 100, pageSize: undefined };
				expectCutAt(100, await searchListing(server, input, way));
			});
		});
	});

	test('above what there is cuts nothing and says nothing', async () => {
		for (const counts of bothCounts) {
			const listed = await searchListing({ entries: partsFarApart, counts }, { limit: 1000 }, way);
			expectWhole(listed);
		}
	});
});

describe.each(ways)('a limit that leaves out no more than a part of an order, with %s', (way) => {
	test.each(bothCounts)(
		'says so although as many items as orders were given, the number found counting %s',
		async (counts) => {
			const parts = [
				entryOf('A', { subOrders: [subOrder('A-11')] }),
				...Array.from({ length: 14 }, (_, index) => entryOf(`B${index}`)),
				entryOf('A', { subOrders: [subOrder('A-21')] }),
			];
			const input = { limit: 15, output: 'suborders' };
			expectCutAt(15, await searchListing({ entries: parts, counts }, input, way));
		},
	);

	test('says so where an order in parts comes before one that was left out', async () => {
		const parts = [
			entryOf('A', { subOrders: [subOrder('A-11')] }),
			entryOf('B'),
			entryOf('A', { subOrders: [subOrder('A-21')] }),
			entryOf('C'),
			entryOf('D'),
		];
		const server = { entries: parts, counts: 'orders' } as const;
		const input = { limit: 4, output: 'suborders', pageSize: 1 };
		expectCutAt(4, await searchListing(server, input, way));
	});

	test.each(outputs)('says so where a list of plain orders is cut: %s', async (output) => {
		for (const limit of [1, 9, 10, 11, 44]) {
			const listed = await searchListing(
				{ entries: Array.from({ length: 45 }, (_, index) => entryOf(`20-${index}`)) },
				{ output, limit },
				way,
			);
			expectCutAt(limit, listed);
			expect(listed.summary.warnings[0]?.message).toMatch(/\b45\b/);
		}
	});
});
