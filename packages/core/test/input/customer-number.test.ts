import { IngramError, planSearch, planWatch } from '@ingram-orders/core';
import { testAccount } from '../support/accounts.ts';

/** What an expression gives that failed to compute a number. */
const notNumbers = [NaN, Infinity, -Infinity];

function failureOf(work: () => unknown): IngramError {
	try {
		work();
	} catch (error) {
		if (error instanceof IngramError) return error;
		throw error;
	}
	throw new Error('It was accepted.');
}

test.each(notNumbers)('an account with the customer number %p is refused', (customerNumber) => {
	const error = failureOf(() => testAccount({ customerNumber }));
	expect(error).toMatchObject({ code: 'INVALID_INPUT', problems: [{ name: 'customerNumber' }] });
	expect(error.message).toContain('Customer Number');
});

test.each(notNumbers)('a search with the customer number %p is refused', (customerNumber) => {
	const error = failureOf(() => planSearch({ customerNumber }, testAccount(), 'UTC'));
	expect(error).toMatchObject({ code: 'INVALID_INPUT', problems: [{ name: 'customerNumber' }] });
	expect(error.message).toContain('Customer Number');
});

const without =
	'lacks the branch: it must be the two digits of the branch, a hyphen and the number';

test.each(['123456', ' 123456 ', 123456])(
	'a customer number without its branch, %j, is refused before any request',
	(customerNumber) => {
		const calls = [
			() => testAccount({ customerNumber }),
			() => planSearch({ customerNumber }, testAccount(), 'UTC'),
			() => planWatch({ customerNumber }, testAccount()),
		];
		for (const call of calls) {
			const { problems } = failureOf(call);
			expect(problems).toEqual([
				{ name: 'customerNumber', message: `Customer Number ${without}, e.g. 20-123456.` },
			]);
		}
	},
);

test.each(['20-123456', '20123456', '2012345', 'AB-12', '20-12'])(
	'the customer number %s is taken as it is',
	(customerNumber) => {
		expect(testAccount({ customerNumber }).customerNumber).toBe(customerNumber);
	},
);

test('a customer number that is a number is taken as its digits', () => {
	expect(testAccount({ customerNumber: 20123456 }).customerNumber).toBe('20123456');
});
