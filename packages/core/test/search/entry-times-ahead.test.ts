import { madeUpEntries } from '../support/listing-server.ts';
import {
	expectWhole,
	expectWholeOrTold,
	searchListing,
	ways,
	type Listed,
} from '../support/listing-world.ts';

const second = 1000;
const hour = 3600 * second;

/** The test's clock begins here. */
const start = Date.UTC(2026, 0, 15, 12);

/** A start and no end: then the end may be fixed, so that new orders fall outside. */
const input = { createdAfter: '2026-01-01', pageSize: 100 };

/** Who is wrong: the clock that stamps the orders, or the one that writes the `Date` header. */
const clocks = [
	['200 orders', 'entry times run 2 h ahead', { entriesAheadMs: 2 * hour, dateAheadMs: 0 }],
	['200 orders', 'the Date header is 2 h behind', { entriesAheadMs: 0, dateAheadMs: -2 * hour }],
	['3 orders', 'entry times run 90 s ahead', { entriesAheadMs: 90 * second, dateAheadMs: 0 }],
	['3 orders', 'the Date header is 90 s behind', { entriesAheadMs: 0, dateAheadMs: -90 * second }],
] as const;

/** 350 orders, one every 36 s until now by the clock that stamps them. */
function listOf(entriesAheadMs: number) {
	return madeUpEntries({ orders: 350, everyMs: 36 * second, newestAt: start + entriesAheadMs });
}

function ends({ searches }: Listed): Set<string | undefined> {
	return new Set(searches.map((query) => query['endcreatetimestamp']));
}

describe.each(clocks)('%s are newer than the answer that brings them, as %s', (_, __, ahead) => {
	const entries = listOf(ahead.entriesAheadMs);

	describe.each(ways)('read with %s', (way) => {
		test('newest first, all are found and no end is fixed', async () => {
			const listed = await searchListing({ entries, ...ahead }, input, way);
			expectWhole(listed);
			expect(listed.summary).toMatchObject({ ordersFound: 350, requests: 4 });
			expect(ends(listed)).toEqual(new Set([undefined]));
		});

		test('newest first in a list that grows, all are found', async () => {
			const changes = [{ kind: 'insert', count: 2, before: [3] }] as const;
			expectWhole(await searchListing({ entries, changes, ...ahead }, input, way));
		});

		test('oldest first, all are found or the result says that it is incomplete', async () => {
			const server = { entries, sorted: 'oldest-first', ...ahead } as const;
			expectWholeOrTold(await searchListing(server, input, way));
		});
	});
});

describe('where all clocks agree, new orders do no harm', () => {
	const entries = listOf(-hour);
	const changes = [{ kind: 'insert', count: 2, before: [3] }] as const;
	const delayMs = () => 2 * second;

	test('newest first, they stay outside of the end that is fixed at page 1’s Date', async () => {
		const listed = await searchListing({ entries, changes, delayMs }, input);
		expectWhole(listed);
		expect(listed.summary).toMatchObject({ ordersReturned: 350, requests: 4 });
		expect(ends(listed)).toEqual(new Set([undefined, '2026-01-15T12:00:00Z']));
	});

	test('oldest first, they come last or stay outside', async () => {
		const server = { entries, changes, delayMs, sorted: 'oldest-first' } as const;
		const listed = await searchListing(server, input);
		expectWhole(listed);
		expect(listed.searches).toHaveLength(4);
	});
});
