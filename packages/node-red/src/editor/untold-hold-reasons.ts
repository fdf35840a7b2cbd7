import { apiVersions, type Account } from '@ingram-orders/core';
import { accountWith } from './chosen-account.ts';
import { isProblem } from './is-problem.ts';

/**
 * Whether hold reasons are refused only because the account's version of the API does not tell them:
 * another version would take them. Codes that nobody knows are refused by all.
 */
export function areUntold(check: (account: Account) => unknown): boolean {
	return !apiVersions
		.map(accountWith)
		.every((account) => isProblem('holdReason', () => check(account)));
}
