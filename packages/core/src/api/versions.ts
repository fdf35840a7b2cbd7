import type { Account } from '../input/account.ts';
import type { ApiVersionName } from '../input/api-version.ts';
import type { CodeDescription } from '../reference/code-table.ts';
import { v5 } from './v5/index.ts';
import { v6 } from './v6/index.ts';
import type { ApiVersion } from './version.ts';

const versions: Readonly<Record<ApiVersionName, ApiVersion>> = { v5, v6 };

/** The version of the API that an account uses. */
export function versionOf({ apiVersion }: Pick<Account, 'apiVersion'>): ApiVersion {
	return versions[apiVersion];
}

/** All that an account's orders can have as a status: codes, and words of a version that has words. */
export function orderStatusesOf(account: Pick<Account, 'apiVersion'>): CodeDescription[] {
	const { orderStatus } = versionOf(account).codes;
	return orderStatus.codes.map((code) => ({ code, description: orderStatus.describe(code) }));
}
