import { checkAccount, type Account, type AccountSettings } from '@ingram-orders/core';

/** Does not look like a credential, so that only the knowledge of it can take it out of a text. */
export const secret = 'demo-secret';

/** The simulator's own application and customer. */
export function testAccount(changes: Partial<AccountSettings> = {}): Account {
	return checkAccount({
		environment: 'custom',
		baseUrl: 'http://localhost',
		clientId: 'demo-app',
		customerNumber: '20-123456',
		countryCode: 'UK',
		...changes,
	});
}
