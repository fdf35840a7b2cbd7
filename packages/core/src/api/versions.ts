import type { Account } from '../input/account.ts';
import { v5 } from './v5/index.ts';
import type { ApiVersion } from './version.ts';

/** The version of the API that an account uses. */
export function versionOf(_account: Account): ApiVersion {
	return v5;
}
