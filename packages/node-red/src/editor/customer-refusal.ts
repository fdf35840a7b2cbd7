import { textOf } from './text-of.ts';

/**
 * Which text says why a customer number or a country is refused, which the core has decided: the two
 * letters that it refuses are GB, and a number that is there lacks its branch.
 */
export function customerRefusal(
	property: 'customerNumber' | 'countryCode',
	value: unknown,
): string {
	const text = textOf(value).trim();
	if (property === 'customerNumber') return text === '' ? 'customerNumber' : 'customerBranch';
	return /^[A-Za-z]{2}$/.test(text) ? 'countryIsUk' : 'countryCode';
}
