import { versionOf } from '../api/versions.ts';
import type { Account } from '../input/account.ts';
import { readCustomer, type Customer } from '../input/customer.ts';
import type { FieldReader } from '../input/fields.ts';
import { labelOf } from '../input/search-fields.ts';

/** How a document is given, not yet checked. */
export interface SimplifyInput {
	/** True when unset: keys in camelCase and numbers as numbers; false: as the API sent it. */
	simplify?: unknown;
}

export const orderNumberField = { name: 'orderNumber', label: labelOf('orderNumber') } as const;
export const linkField = { name: 'link', label: 'Link' } as const;
const simplify = { name: 'simplify', label: 'Simplify' } as const;

export function readSimplify(reader: FieldReader<'simplify'>): boolean {
	return reader.isUnset(simplify) || reader.flag(simplify);
}

/** Whose document is wanted, with what the version of the API would not know of them reported. */
export function readKnownCustomer(
	reader: FieldReader<'customerNumber' | 'countryCode'>,
	account: Account,
): Customer {
	const customer = readCustomer(reader, account);
	reader.add(versionOf(account).problemsWith({ ...customer, holdReason: new Set() }));
	return customer;
}
