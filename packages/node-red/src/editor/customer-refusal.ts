import { textOf } from './text-of.ts';

/**
 * Which text says why a customer number or a country is refused, which the core has decided: the two
 * letters that it refuses are GB, and a number of few digits lacks its branch.
 */
export function customerRefusal(
	property: 'customerNumber' | 'countryCode',
	value: unknown,
): string {
	const text = textOf(value).trim();
	if (property === 'countryCode') return /^[A-Za-z]{2}$/.test(text) ? 'countryIsUk' : 'countryCode';
	if (text === '') return 'customerNumber';
	return /^\d{1,6}$/.test(text) ? 'customerBranch' : 'customerForm';
}
