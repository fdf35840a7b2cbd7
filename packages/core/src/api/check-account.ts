import { readAccount, type Account, type AccountSettings } from '../input/account.ts';
import { FieldReader } from '../input/fields.ts';
import { versionOf } from './versions.ts';

/**
 * Checks an account's settings.
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function checkAccount(settings: AccountSettings): Account {
	const reader = new FieldReader<keyof AccountSettings>(settings);
	const account = readAccount(reader, settings);
	reader.add(versionOf(account).problemsWith({ ...account, holdReason: new Set() }));
	reader.finish();
	return account;
}
