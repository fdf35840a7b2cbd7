import type { Account } from '../options.ts';

/** A link of an answer, relative to the host as in the document's sample. */
export interface Link {
	readonly topic: 'orders' | 'invoices';
	readonly href: string;
	readonly type: 'GET';
}

/** What a link of version 5 ends with. */
export function accountQuery({ customerNumber, countryCode }: Account): string {
	return `?customerNumber=${encodeURIComponent(customerNumber)}&isoCountryCode=${countryCode}`;
}
