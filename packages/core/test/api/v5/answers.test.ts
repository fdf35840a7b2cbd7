import { readDocumentAnswer } from '../../../src/api/v5/document-answer.ts';
import { readSearchAnswer } from '../../../src/api/v5/search-answer.ts';
import { v5 } from '../../../src/api/v5/index.ts';
import { criteriaFor, type Criteria } from '../../../src/input/criteria.ts';
import { testAccount } from '../../support/accounts.ts';
import { orderOf, pageOf } from '../../support/scripted-world.ts';

function search(body: string) {
	return readSearchAnswer({ status: 200, headers: {}, body });
}

function preambleOf(
	requeststatus: string,
	returnmessage: string,
	orderSearch: object = {},
): string {
	return JSON.stringify({
		serviceresponse: {
			responsepreamble: { requeststatus, returnmessage },
			ordesearchresponse: orderSearch,
		},
	});
}

test.each([
	['', true, 'it is empty.'],
	['<html>', true, 'it is not JSON.'],
	['[1]', false, 'it is JSON, but not an object.'],
	['{}', false, 'it holds no list of orders.'],
	['{"ordesearchresponse":{}}', false, 'it does not say how many orders were found.'],
	[pageOf(['x']), false, 'an order in it is not an object.'],
	[pageOf([{ ordernumber: '' }]), false, 'an order in it has no number.'],
	[pageOf([orderOf('1', ['x' as unknown as object])]), false, 'a suborder in it is not an object.'],
])('the body %j cannot be read; worth another try: %p', (body, retryable, words) => {
	expect(search(body)).toMatchObject({
		kind: 'failed',
		failure: {
			...{ code: 'UNREADABLE_ANSWER', retryable },
			message: expect.stringContaining(words) as string,
		},
	});
});

test('a page has its size and its orders, with what the API says of their holds', () => {
	const subOrder = {
		subordernumber: '11',
		statuscode: 'C',
		holdreasoncode: 'CC',
		holdreason: 'Why',
	};
	const order = { ordernumber: '20-1', suborders: [subOrder] };
	expect(search(pageOf([order], 7, '25'))).toMatchObject({
		kind: 'value',
		value: {
			...{ ordersFound: 7, pageSize: 25 },
			orders: [
				{ orderNumber: '20-1', customerOrderNumber: '', subOrders: [{ holdReason: 'Why' }] },
			],
		},
	});
});

test.each([
	'No data found',
	'no order found',
	'No Orders found',
	'No record found.',
	'No records found',
])('"%s" says that nothing was found, and nothing of a total that is told', (words) => {
	for (const status of ['FAILED', 'SUCCESS']) {
		expect(search(preambleOf(status, words))).toMatchObject({ value: { ordersFound: 0 } });
		const told = { ordersfound: '6', orders: [] };
		expect(search(preambleOf(status, words, told))).toMatchObject({ value: { ordersFound: 6 } });
	}
});

test.each([
	['FAILED', 'Internal: No data found', 'REQUEST_REFUSED'],
	['fail', 'Something', 'REQUEST_REFUSED'],
	['Not failed', 'Something', undefined],
])('a preamble of %s, "%s" is %p', (status, words, code) => {
	const outcome = search(preambleOf(status, words, { ordersfound: '0' }));
	expect(outcome).toMatchObject(code === undefined ? { kind: 'value' } : { failure: { code } });
});

describe('a document', () => {
	const document = (status: string, message: string, ordernumber = '20-1') =>
		readDocumentAnswer({
			...{ status: 200, headers: {} },
			body: JSON.stringify({
				serviceresponse: {
					responsepreamble: { responsestatus: status, responsemessage: message },
					orderdetailresponse: { ordernumber },
				},
			}),
		});

	test.each([
		['FAILED', 'Invoice not found', '20-1', 'NOT_FOUND'],
		['FAILED', 'Order Not Found.', '20-1', 'NOT_FOUND'],
		['FAILED', 'Words', 'Not Found', 'NOT_FOUND'],
		['FAILED', '', 'NOT-FOUND', 'NOT_FOUND'],
		['FAILED', 'The order not found', '20-1', 'REQUEST_REFUSED'],
		['FAILED', 'Words', 'Was not found', 'REQUEST_REFUSED'],
		['FAILED', 'Words', 'Not found here', 'REQUEST_REFUSED'],
		['SUCCESS', 'Order not found', '20-1', undefined],
		['Never failed', 'Order not found', 'Not found', undefined],
	])('with %s, "%s" and the number %s is %p', (status, message, number, code) => {
		expect(document(status, message, number)).toMatchObject(
			code === undefined ? { value: { ordernumber: number } } : { failure: { code } },
		);
	});
});

describe('a list', () => {
	const account = testAccount();
	const [start, end] = [Date.UTC(2026, 0, 10), Date.UTC(2026, 0, 12)];
	const listsOf = (asked: Partial<Criteria>) =>
		v5.listings(account, criteriaFor(account, asked), end);
	const queryOf = (list: ReturnType<typeof listsOf>[number] | undefined) =>
		Object.fromEntries(new URL(list?.page(1, 10).url ?? '').searchParams);

	test('with a start and no end ends at the time that is named, unless that is before its start', () => {
		const [list] = listsOf({ createdAfter: start });
		expect(queryOf(list)).not.toHaveProperty('endcreatetimestamp');
		for (const time of [start, end]) {
			const expected = new Date(time).toISOString().replace('.000Z', 'Z');
			expect(queryOf(list?.endingAt(time))).toMatchObject({ endcreatetimestamp: expected });
		}
		expect(list?.endingAt(start - 1)).toBe(list);
	});

	test('with an end of its own, or without a start, stays as it is', () => {
		for (const asked of [{ createdAfter: start, createdBefore: end }, { createdBefore: end }, {}]) {
			const [list] = listsOf(asked);
			expect(list?.endingAt(end)).toBe(list);
		}
	});

	test('is one for each status, and a single one where the blank status is among them', () => {
		const statuses = (...codes: string[]) =>
			listsOf({ orderStatus: new Set(codes) }).map((list) => queryOf(list)['orderstatus']);
		expect(statuses('C', 'S')).toEqual(['C', 'S']);
		expect(statuses('C', '')).toEqual([undefined]);
		expect(statuses()).toEqual([undefined]);
	});
});
