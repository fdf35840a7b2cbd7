import type { Account } from '../input/account.ts';

/** Where everything of the account's environment lies (Order Lookup API v5, API Request). */
export function resellersPath(account: Account): string {
	return account.environment === 'sandbox' ? '/sandbox/resellers' : '/resellers';
}

/** The path in the account's environment; the sandbox may send links that lead to production. */
export function inEnvironment(account: Account, path: string): string {
	return account.environment === 'sandbox' && path.startsWith('/resellers/')
		? `/sandbox${path}`
		: path;
}

/** Whether a path belongs to the reseller API; encoded dots and slashes could climb out of it again. */
export function isApiPath(path: string): boolean {
	return /^\/(sandbox\/)?resellers\/./.test(path) && !/%(2e|2f|5c)/i.test(path);
}
