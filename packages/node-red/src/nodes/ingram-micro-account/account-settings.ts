import { checkAccount, IngramClient, type AccountSettings } from '@ingram-orders/core';
import { gates } from '../../host/gates.ts';
import { axiosHost } from '../../host/axios-host.ts';

/** What a user fills in, with the secret. */
export interface Settings extends AccountSettings {
	clientSecret: unknown;
}

/** Kept apart from the node's own properties, and never sent to the editor. */
export interface Credentials {
	clientId?: string;
	clientSecret?: string;
}

/**
 * The client of an account; it keeps one token for all who use it.
 * @throws IngramError `INVALID_INPUT` with every wrong setting
 */
export function createClient(settings: Settings): IngramClient {
	return new IngramClient({
		account: checkAccount(settings),
		host: axiosHost,
		gates,
		authorization: { clientSecret: String(settings.clientSecret).trim() },
	});
}
