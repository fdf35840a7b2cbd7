import type { Account } from './account.ts';
import type { Field, FieldReader } from './fields.ts';

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
			: checkBranch(reader, customerNumber, reader.text(customerNumber, 'e.g. 20-123456')),
		countryCode: reader.isUnset(countryCode) ? account.countryCode : reader.country(countryCode),
	};
}

/**
 * Refuses a customer number without the branch in front, which the API would not know. Ingram Micro
 * writes `20-123456`; with the branch but without the hyphen there are more than six digits.
 */
export function checkBranch<Name extends string>(
	reader: FieldReader<Name>,
	field: Field<Name>,
	text: string,
): string {
	if (/^\d{1,6}$/.test(text)) {
		reader.report(
			field,
			`${field.label} lacks the branch: it must be the two digits of the branch, a hyphen and the number, e.g. 20-123456.`,
		);
	}
	return text;
}
