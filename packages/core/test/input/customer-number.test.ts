import { IngramError, planSearch } from '@ingram-orders/core';
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

test('a customer number that is a number is taken as its digits', () => {
	expect(testAccount({ customerNumber: 20123456 }).customerNumber).toBe('20123456');
});
