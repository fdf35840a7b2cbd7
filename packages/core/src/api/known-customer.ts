import type { Account } from '../input/account.ts';
import { readCustomer, type Customer } from '../input/customer.ts';
import type { FieldReader } from '../input/fields.ts';
import { versionOf } from './versions.ts';

/** The customer a call is about; what the account's version of the API would not know is reported. */
export function readKnownCustomer(
	reader: FieldReader<'customerNumber' | 'countryCode'>,
	account: Account,
): Customer {
	const customer = readCustomer(reader, account);
	reader.add(versionOf(account).problemsWith({ ...customer, holdReason: new Set() }));
	return customer;
}
