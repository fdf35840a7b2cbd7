import fc from 'fast-check';
import { isEnteredWithin } from '../../../src/api/v6/period.ts';
import { v6 } from '../../../src/api/v6/index.ts';
import { planSearch, type SearchInput } from '../../../src/search/plan.ts';
import { readSearchAnswer } from '../../../src/api/v6/search-answer.ts';
import { testAccount } from '../../support/accounts.ts';
import { orderOfV6, pageOfV6 } from '../../support/v6-answers.ts';

const account = testAccount({ apiVersion: 'v6' });
const now = Date.UTC(2026, 0, 15, 12);
const dayMs = 24 * 60 * 60 * 1000;

function asked(input: SearchInput) {
	const { criteria } = planSearch(input, account, 'UTC');
	const [listing] = v6.listings(account, criteria, now);
	if (!listing) throw new Error('There is nothing to read.');
	const request = listing.page(2, 50);
	return { ...request, parameters: [...new URL(request.url).searchParams] };
}

test('the page, the numbers and a period in whole days with a margin are asked for', () => {
	const { url, parameters } = asked({
		orderNumber: '20-RD128',
		customerOrderNumber: 'PO 1/&',
		createdAfter: '2026-01-05T10:00:00Z',
		createdBefore: '2026-01-07',
	});
	expect(url).toContain('/resellers/v6/orders/search?');
	expect(parameters).toEqual([
		['ingramOrderNumber', '20-RD128'],
		['customerOrderNumber', 'PO 1/&'],
		['ingramOrderDate-bt', '2026-01-03'],
		['ingramOrderDate-bt', '2026-01-09'],
		['pageSize', '50'],
		['pageNumber', '2'],
	]);
});

test.each([
	[{ createdAfter: '2026-01-05' }, ['2026-01-03', '2026-01-17']],
	[{ createdBefore: '2026-01-05' }, ['2000-01-01', '2026-01-07']],
	[{ createdAfter: '2026-02-05' }, ['2026-02-03', '2026-02-07']],
	[{}, []],
])('%j is asked for as %j, never as a lone day', (input, days) => {
	const dates = asked(input).parameters.filter(([name]) => name === 'ingramOrderDate-bt');
	expect(dates.map(([, day]) => day)).toEqual(days);
});

test('status and hold are not asked for, as orders are found by their own status alone', () => {
	const { parameters } = asked({ orderStatus: 'V', onHoldOnly: true, holdReason: 'blank' });
	expect(parameters.map(([name]) => name)).toEqual(['pageSize', 'pageNumber']);
});

test('the customer is in headers', () => {
	expect(asked({ customerNumber: '30-000001', countryCode: 'ES' }).headers).toEqual({
		'im-customernumber': '30-000001',
		'im-countrycode': 'ES',
		'im-senderid': expect.stringMatching(/^.{1,32}$/) as unknown,
	});
});

test.each([
	[{ holdReason: 'CH' }, /Hold Reason cannot be used with version 6/],
	[{ customerNumber: '20-123456789' }, /Customer Number must be at most 10/],
])('%j is refused before any request', (input, words) => {
	expect(() => planSearch(input, account, 'UTC')).toThrow(words);
});

test('a number without a branch and GB may be right in version 6', () => {
	expect(() =>
		testAccount({ apiVersion: 'v6', customerNumber: '280695', countryCode: 'GB' }),
	).not.toThrow();
	expect(() => testAccount({ customerNumber: '280695' })).toThrow(/branch/);
	expect(() => testAccount({ countryCode: 'GB' })).toThrow(/UK/);
});

test('purchase orders are matched exactly, but for letter case and blanks around them', () => {
	const { criteria } = planSearch({ customerOrderNumber: 'PO-1' }, account, 'UTC');
	const isAskedFor = v6.orderFilter(criteria);
	const order = (customerOrderNumber: string) => ({
		...{ orderNumber: '20-1', customerOrderNumber, entryTimestamp: '2026-01-10' },
		...{ subOrders: [], links: [], raw: {} },
	});
	expect(isAskedFor?.(order(' po-1 '))).toBe(true);
	expect(isAskedFor?.(order('PO-11'))).toBe(false);
});

test.each([
	...['20-RD128', ' 20-rd128 ', 'rd128', '20-RD128-11', '20-RD128-21'].map((asked) => [
		asked,
		true,
	]),
	...['20-RD12', '20-RD1281', 'D128', '20', '20-RD128x', '-1'].map((asked) => [asked, false]),
] as const)('the number %j is that of order 20-RD128 or of its shipments: %p', (asked, isIts) => {
	const { criteria } = planSearch({ orderNumber: asked }, account, 'UTC');
	const subOrder = (subOrderNumber: string) => ({
		...{ subOrderNumber, statusCode: '', status: '', holdReasonCode: '', holdReason: '' },
		...{ onHold: false, links: [], raw: {} },
	});
	const order = {
		...{ orderNumber: '20-RD128', customerOrderNumber: 'PO-1', entryTimestamp: '2026-01-10' },
		...{ subOrders: [subOrder('20-RD128-11'), subOrder('')], links: [], raw: {} },
	};
	expect(v6.orderFilter(criteria)?.(order)).toBe(isIts);
});

test('a shipment is found by its number where its order has another one', () => {
	const { criteria } = planSearch({ orderNumber: '30-XYZ-11' }, account, 'UTC');
	const raw = { ...{ subOrderNumber: '30-XYZ-11', subOrderStatus: '' } };
	const [order] = [orderOfV6('20-RD128', [])].map((sent) => ({ ...sent, subOrders: [raw] }));
	const outcome = readSearchAnswer({ status: 200, headers: {}, body: pageOfV6([order]) });
	if (outcome.kind !== 'value') throw new Error('It is not a page.');
	expect(outcome.value.orders.map((found) => v6.orderFilter(criteria)?.(found))).toEqual([true]);
});

test('what is on hold is one list of the period, which cannot end at a moment', () => {
	const { criteria } = planSearch({ createdAfter: '2026-01-05' }, account, 'UTC');
	const lists = v6.heldListings(account, criteria, now);
	expect(lists).toHaveLength(1);
	for (const list of [lists[0], lists[0]?.endingAt(now)]) {
		const { searchParams } = new URL(list?.page(1, 100).url ?? '');
		expect([...searchParams]).toEqual([
			['ingramOrderDate-bt', '2026-01-03'],
			['ingramOrderDate-bt', '2026-01-17'],
			['orderStatus', 'ON HOLD'],
			['pageSize', '100'],
			['pageNumber', '1'],
		]);
	}
});

test('a time is compared to the millisecond; a day is kept where it may lie in the period', () => {
	const period = { createdAfter: now, createdBefore: now + dayMs };
	const at = (time: number) => new Date(time).toISOString();
	fc.assert(
		fc.property(fc.integer({ min: -5 * dayMs, max: 5 * dayMs }), (shift) => {
			const time = now + shift;
			expect(isEnteredWithin(at(time), period)).toBe(shift >= 0 && shift <= dayMs);
			// Whatever zone the day is of, an order entered within the period is kept.
			const zone = fc.sample(fc.integer({ min: -12, max: 14 }), 1)[0] ?? 0;
			const localDay = at(time + zone * 3_600_000).slice(0, 10);
			if (shift >= 0 && shift <= dayMs) expect(isEnteredWithin(localDay, period)).toBe(true);
		}),
	);
	expect(isEnteredWithin('2026-01-01', period)).toBe(false);
	expect(isEnteredWithin('no date', period)).toBe(true);
});
