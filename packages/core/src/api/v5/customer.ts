import type { Problem } from '../../errors/ingram-error.ts';
import type { Customer } from '../../input/customer.ts';

/**
 * What of a customer the API would not know (Order Lookup API v5, Query Parameters): a number without
 * the branch in front, which has at most six digits, and ISO's code of the United Kingdom.
 */
export function problemsWithCustomer({ customerNumber, countryCode }: Customer): Problem[] {
	const problems: Problem[] = [];
	if (/^\d{1,6}$/.test(customerNumber)) {
		problems.push({
			name: 'customerNumber',
			message:
				'Customer Number lacks the branch: it must be the two digits of the branch, a hyphen and the number, e.g. 20-123456.',
		});
	}
	if (countryCode === 'GB') {
		problems.push({
			name: 'countryCode',
			message: 'Country Code must be UK for the United Kingdom: Ingram Micro writes UK, not GB.',
		});
	}
	return problems;
}
