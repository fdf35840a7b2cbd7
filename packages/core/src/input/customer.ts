import type { Account } from './account.ts';
import type { FieldReader } from './fields.ts';

/** Whose orders a call is about. */
export type Customer = Pick<Account, 'customerNumber' | 'countryCode'>;

/** What a user sets where a call is not about the account's own customer number and country. */
export interface CustomerInput {
	/** Overrides the account's. */
	customerNumber?: unknown;
	/** Overrides the account's. */
	countryCode?: unknown;
}

const customerNumber = { name: 'customerNumber', label: 'Customer Number' } as const;
const countryCode = { name: 'countryCode', label: 'Country Code' } as const;

/** The customer number and country that a call sets, each the account's where it is not set. */
export function readCustomer(
	reader: FieldReader<'customerNumber' | 'countryCode'>,
	account: Customer,
): Customer {
	return {
		customerNumber: reader.isUnset(customerNumber)
			? account.customerNumber
			: reader.text(customerNumber, 'e.g. 20-123456'),
		countryCode: reader.isUnset(countryCode) ? account.countryCode : reader.country(countryCode),
	};
}
