import { v6 } from '../../../src/api/v6/index.ts';
import { readDocumentAnswer } from '../../../src/api/v6/document-answer.ts';
import { readSearchAnswer } from '../../../src/api/v6/search-answer.ts';
import { criteriaFor, type Criteria } from '../../../src/input/criteria.ts';
import { testAccount } from '../../support/accounts.ts';

const bodyOf = (message: string) => JSON.stringify({ errors: [{ message }] });

function search(status: number, body: string) {
	return readSearchAnswer({ status, headers: {}, body });
}

test.each([
	['<html>', true, 'it is not JSON.'],
	['"text"', false, 'it is JSON, but not an object.'],
	['[]', false, 'it is JSON, but not an object.'],
])('the body %j cannot be read; worth another try: %p', (body, retryable, words) => {
	expect(search(200, body)).toMatchObject({
		kind: 'failed',
		failure: {
			...{ code: 'UNREADABLE_ANSWER', retryable },
			message: expect.stringContaining(words) as string,
		},
	});
});

test.each([
	...[[200, ' \r\n '] as const, [204, ''] as const],
	...[
		...['No order found', 'No record was found', 'No records were found', 'no data found'],
		...['Order not found', 'Orders not found', 'Record not found', 'Records not found'],
	].map((words) => [404, bodyOf(words)] as const),
])('%i with %j says that nothing was found', (status, body) => {
	expect(search(status, body)).toMatchObject({ kind: 'value', value: { ordersFound: 0 } });
	expect(readDocumentAnswer({ status, headers: {}, body })).toMatchObject({
		kind: 'failed',
		failure: { code: 'NOT_FOUND' },
	});
});

test('a document that is not there tells the API’s words', () => {
	const answer = { status: 404, headers: {}, body: bodyOf('Order not found.') };
	expect(readDocumentAnswer(answer)).toMatchObject({ failure: { apiMessage: 'Order not found.' } });
});

test.each(['no apiproduct match', 'No API product match found', 'NoApiProductMatch'])(
	'"%s" says that the App ID may not use version 6',
	(words) => {
		expect(search(403, bodyOf(words))).toMatchObject({
			kind: 'failed',
			failure: { code: 'ACCESS_DENIED', message: expect.stringContaining('version 6') as string },
		});
	},
);

test.each([
	['CustomerNumber must be in the format X', /form of the customer number/],
	['Customer  number cannot be blank', /form of the customer number/],
	['Invalid CustomerNumber', /form of the customer number/],
	['Invalid customer number', /form of the customer number/],
	['CountryCode is invalid', /form of the country code/],
	['Country code cannot be blank', /form of the country code/],
	['Invalid country code', /form of the country code/],
])('"%s" is a matter of form with 400, and of nothing else', (words, message) => {
	const matchesForm = { failure: { message: expect.stringMatching(message) as string } };
	expect(search(400, bodyOf(words))).toMatchObject({ kind: 'failed', ...matchesForm });
	expect(search(500, bodyOf(words))).not.toMatchObject(matchesForm);
});

test('on the list of holds is what has the word for any hold', () => {
	expect(['ON HOLD', 'S', 'HOLD', ''].map((status) => v6.isListedAsHeld(status))).toEqual([
		...[true, false, false, false],
	]);
});

test.each<[Partial<Criteria>, boolean]>([
	[{}, true],
	[{ orderNumber: '20-1' }, false],
	[{ customerOrderNumber: 'PO-1' }, false],
	[{ createdAfter: 0 }, false],
	[{ createdBefore: 0 }, false],
])('a search for %j is told to reach back 20 days only: %p', (asked, isTold) => {
	const account = testAccount({ apiVersion: 'v6' });
	const codes = v6.warningsOf(criteriaFor(account, asked)).map(({ code }) => code);
	expect(codes).toEqual(isTold ? ['LAST_20_DAYS'] : []);
});
