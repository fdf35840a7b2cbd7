import type { Account } from '../input/account.ts';
import type { Customer } from '../input/customer.ts';
import type { JsonObject } from '../json.ts';
import { inEnvironment } from './paths.ts';
import { v5 } from './v5/index.ts';
import { v6 } from './v6/index.ts';
import type { ApiRequest } from './version.ts';

export { documentIn } from './v5/document-answer.ts';

/**
 * The request for a document that a search result links to: an order's details or an invoice. Its path
 * tells the version of the API, as results of version 6 also link to documents of version 5.
 */
export function documentRequest(
	link: string,
	account: Account,
	customer: Customer = account,
): ApiRequest<JsonObject> {
	const url = new URL(link);
	url.pathname = inEnvironment(account, url.pathname);
	const version = /\/resellers\/v6(\.\d+)?\//i.test(url.pathname) ? v6 : v5;
	return version.document(url, customer);
}
