import { IngramError, planSearch, type SearchInput } from '@ingram-orders/core';
import { testAccount } from '../support/accounts.ts';
import { asked, createScriptedWorld, noDataFound, pageOf } from '../support/scripted-world.ts';
import { search } from '../support/simulated-world.ts';

const account = testAccount();

function refusalOf(input: SearchInput): IngramError {
	try {
		planSearch(input, account, 'Europe/Berlin');
	} catch (error) {
		if (error instanceof IngramError) return error;
		throw error;
	}
	throw new Error('It was accepted.');
}

async function queryOf(input: SearchInput): Promise<Record<string, string>> {
	const world = createScriptedWorld({ api: () => noDataFound });
	await world.clock.run(search(world, input));
	const [request] = world.sent;
	return request ? asked(request) : {};
}

const wrong: [name: keyof SearchInput, value: unknown, says: RegExp][] = [
	['customerNumber', 'a\tb', /Customer Number/],
	['customerNumber', {}, /Customer Number must be text/],
	['countryCode', 'GBR', /two letters/],
	['countryCode', 'U', /two letters/],
	['countryCode', '12', /two letters/],
	['countryCode', 44, /two letters/],
	['orderNumber', '20-1\r\nX:\ty', /Order Number .*control characters/],
	['customerNumber', '20-1\r\nX: y', /Customer Number .*control characters/],
	['orderNumber', 'a\u0000b', /control characters/],
	['orderNumber', {}, /Order Number must be text/],
	['customerOrderNumber', 'PO\u007F1', /Customer Order Number .*control characters/],
	['customerOrderNumber', 1.5, /Customer Order Number must be text/],
	['orderStatus', 'X', /Order Status has no code "X"; accepted are blank, C, D/],
	['orderStatus', ['C', 'constructor'], /no code "constructor"/],
	['orderStatus', 'C,,Q', /"Q"/],
	['orderStatus', ['__proto__'], /__proto__/],
	['orderStatus', [5], /no code 5/],
	['holdReason', 'C', /Hold Reason has no code "C"; accepted are blank, AC/],
	['holdReason', [null], /Hold Reason/],
	['onHoldOnly', 'maybe', /On Hold Only must be true or false, not "maybe"/],
	['createdAfter', 'soon', /Created After: .*not a date/],
	['createdAfter', '2026-02-30', /no such date/],
	['createdBefore', '03/04/2026', /day first or with the month first/],
	['createdBefore', true, /Created Before/],
	['pageSize', 0, /Page Size must be a whole number from 1 to 100, not 0/],
	['pageSize', 101, /from 1 to 100/],
	['pageSize', '2.5', /whole number/],
	['pageSize', NaN, /whole number/],
	['pageSize', [10], /a list/],
	['pageNumber', 0, /Page Number must be a whole number of at least 1/],
	['pageNumber', '-1', /Page Number/],
	['limit', 0, /Limit must be a whole number of at least 1/],
	['limit', 'all', /Limit/],
	['output', 'table', /Output must be suborders, orders or raw, not "table"/],
	['includeLinked', ['order', 'label'], /only order and invoice/],
	['maxWait', -1, /Max Wait must be a whole number from 0/],
	['maxWait', 86_401, /to 86400/],
	['timeout', 0, /Timeout must be a whole number from 1/],
	['timeout', Infinity, /Timeout/],
];

test.each(wrong)('%s: %p is refused by name, with what is accepted', (name, value, says) => {
	const error = refusalOf({ [name]: value });
	expect(error).toMatchObject({ code: 'INVALID_INPUT', retryable: false });
	expect(error.problems).toMatchObject([{ name, message: expect.stringMatching(says) as string }]);
	expect(error.message).toMatch(says);
	expect(error.remedy).toContain('nothing was sent');
});

test('all wrong values of a call are told together', () => {
	const input = Object.fromEntries(wrong.map(([name, value]) => [name, value])) as SearchInput;
	const error = refusalOf(input);
	const named = (error.problems ?? []).map(({ name }) => name);
	expect(named.toSorted()).toEqual([...new Set(wrong.map(([name]) => name))].toSorted());
	for (const { message } of error.problems ?? []) expect(error.message).toContain(message);
});

test('an end before the start is refused', () => {
	const error = refusalOf({ createdAfter: '2026-02-01', createdBefore: '2026-01-31' });
	expect(error.problems).toMatchObject([{ name: 'createdBefore' }]);
});

test('linked documents cannot be added to raw orders', () => {
	expect(refusalOf({ output: 'raw', includeLinked: 'order' }).problems).toMatchObject([
		{ name: 'includeLinked' },
	]);
});

test('long and odd values are quoted shortly', () => {
	const error = refusalOf({ orderStatus: `\u001B[31m${'x'.repeat(5000)}` });
	expect(error.message.length).toBeLessThan(400);
	// eslint-disable-next-line no-control-regex -- these are what must not come through
	expect(error.message).not.toMatch(/[\u0000-\u001F]/);
});

test('nothing is sent for wrong values', async () => {
	const world = createScriptedWorld({ api: () => pageOf([]) });
	for (const [name, value] of wrong) {
		await expect(search(world, { [name]: value })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
	}
	expect([world.sent, world.tokenRequests]).toEqual([[], []]);
	expect(world.clock.elapsedMs).toBe(0);
});

test.each([undefined, null, '', '   ', []])('%p leaves a criterion unset', async (unset) => {
	const names = [
		...['orderNumber', 'customerOrderNumber', 'orderStatus', 'holdReason', 'createdAfter'],
		...['createdBefore', 'customerNumber', 'countryCode', 'pageSize', 'pageNumber', 'limit'],
		...['output', 'includeLinked', 'maxWait', 'timeout', 'onHoldOnly'],
	];
	const input = Object.fromEntries(names.map((name) => [name, unset]));
	expect(await queryOf(input)).toEqual({
		customernumber: '20-123456',
		isocountrycode: 'UK',
		pagesize: '100',
		pagenumber: '1',
	});
});

test('what the API can filter it is asked to filter, in its own forms', async () => {
	const query = await queryOf({
		customerNumber: ' 30-654321 ',
		countryCode: 'de',
		orderNumber: ' 20-1&x=1 ',
		customerOrderNumber: 4500012345,
		orderStatus: ' c ',
		createdAfter: '2026-01-05',
		createdBefore: '2026-07-05',
		pageSize: '50',
	});
	expect(query).toEqual({
		customernumber: '30-654321',
		isocountrycode: 'DE',
		ordernumber: '20-1&x=1',
		customerordernumber: '4500012345',
		orderstatus: 'C',
		// Days of the time zone that was given, in UTC.
		startcreatetimestamp: '2026-01-05T00:00:00Z',
		endcreatetimestamp: '2026-07-05T23:59:59Z',
		pagesize: '50',
		pagenumber: '1',
	});
});

test('a day is a day of the user’s time zone, both ends included', () => {
	const { criteria } = planSearch(
		{ createdAfter: '2026-01-05', createdBefore: '2026-07-05' },
		account,
		'Europe/Berlin',
	);
	expect(new Date(criteria.createdAfter ?? 0).toISOString()).toBe('2026-01-04T23:00:00.000Z');
	expect(new Date(criteria.createdBefore ?? 0).toISOString()).toBe('2026-07-05T21:59:59.000Z');
});

test('what the API cannot filter it is not asked', async () => {
	expect(
		await queryOf({ holdReason: ['CH', 'blank'], onHoldOnly: true, orderStatus: 'blank' }),
	).toEqual({
		customernumber: '20-123456',
		isocountrycode: 'UK',
		pagesize: '100',
		pagenumber: '1',
	});
});
