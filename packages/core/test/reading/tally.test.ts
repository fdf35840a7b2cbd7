import type { Order, SearchPage } from '../../src/orders/order.ts';
import {
	addedMeanwhile,
	isWhole,
	missingEntries,
	newTally,
	notePage,
	type Tally,
} from '../../src/reading/tally.ts';

/** A page of which only the counts matter. */
function page(entries: number, ordersFound: number): SearchPage {
	return { ordersFound, pageSize: 100, orders: Array<Order>(entries) };
}

/** What pages add up to; each is its entries, the total it tells, and how many entries are repeats. */
function tallyOf(
	pages: readonly [entries: number, total: number, repeats?: number][],
	orders?: number,
): Tally {
	const tally = newTally();
	for (const [entries, total, repeats = 0] of pages) notePage(tally, page(entries, total), repeats);
	tally.orders = orders ?? tally.entries;
	return tally;
}

test('is whole when the entries come to the total', () => {
	expect(isWhole(tallyOf([[0, 0]]))).toBe(true);
	const whole = tallyOf([
		[100, 150],
		[50, 150],
	]);
	expect([isWhole(whole), missingEntries(whole)]).toEqual([true, 0]);
	const short = tallyOf([
		[100, 150],
		[49, 150],
	]);
	expect([isWhole(short), missingEntries(short)]).toEqual([false, 1]);
});

test('an entry that shifted to a later page counts once, and its place is still read', () => {
	const tally = tallyOf([
		[100, 151],
		[50, 151, 1],
	]);
	expect(tally.entries).toBe(149);
	expect(isWhole(tally)).toBe(false);
});

test('a page past the end says nothing of the total, and that nothing follows', () => {
	const tally = tallyOf([
		[100, 150],
		[0, 0],
	]);
	expect(tally).toMatchObject({ latestTotal: 150, hasEnd: true, hasShrunk: false });
	expect(missingEntries(tally)).toBe(0);
	expect(isWhole(tally)).toBe(false);
});

test('an empty page that tells another total than before is believed', () => {
	const tally = tallyOf([
		[100, 150],
		[0, 149],
	]);
	expect(tally).toMatchObject({ latestTotal: 149, hasShrunk: true });
});

test('a server that gives its last page again and again is at its end', () => {
	const tally = tallyOf([
		[100, 150],
		[100, 150, 100],
	]);
	expect(tally.hasEnd).toBe(true);
	expect(missingEntries(tally)).toBe(0);
	expect(isWhole(tally)).toBe(false);
});

test('a page of repeats alone is no end where the list grew in between', () => {
	const tally = tallyOf([
		[100, 150],
		[100, 250, 100],
	]);
	expect(tally.hasEnd).toBe(false);
	expect(missingEntries(tally)).toBe(50);
});

test('a list that shrank may have skipped entries, even if the numbers agree', () => {
	const tally = tallyOf([
		[100, 150],
		[49, 149],
	]);
	expect(tally).toMatchObject({ entries: 149, latestTotal: 149, hasShrunk: true });
	expect(isWhole(tally)).toBe(false);
});

describe('where orders are told in several entries', () => {
	test('one more page is expected until one is empty, as the total may count orders', () => {
		const tally = tallyOf([[100, 100]], 80);
		expect(missingEntries(tally)).toBe(1);
		expect(isWhole(tally)).toBe(false);
		notePage(tally, page(0, 0), 0);
		expect(missingEntries(tally)).toBe(0);
		expect(isWhole(tally)).toBe(true);
	});

	test('a total of orders is reached by orders, if no entry has moved', () => {
		expect(
			isWhole(
				tallyOf(
					[
						[100, 80],
						[0, 0],
					],
					80,
				),
			),
		).toBe(true);
		expect(
			isWhole(
				tallyOf(
					[
						[100, 80],
						[0, 0],
					],
					79,
				),
			),
		).toBe(false);
		expect(
			isWhole(
				tallyOf(
					[
						[60, 80],
						[41, 80, 1],
						[0, 0],
					],
					80,
				),
			),
		).toBe(false);
	});
});

describe('entries added at the front meanwhile', () => {
	test('are what is missing from the new total where everything else was read', () => {
		expect(
			addedMeanwhile(
				tallyOf([
					[100, 150],
					[50, 152],
				]),
			),
		).toBe(2);
		expect(
			addedMeanwhile(
				tallyOf([
					[100, 150],
					[50, 150],
				]),
			),
		).toBe(0);
	});

	test('cannot be told apart where others are missing, or the list has shrunk', () => {
		expect(
			addedMeanwhile(
				tallyOf([
					[100, 150],
					[49, 152],
				]),
			),
		).toBe(0);
		expect(
			addedMeanwhile(
				tallyOf([
					[100, 150],
					[40, 140],
					[11, 153],
				]),
			),
		).toBe(0);
	});
});
