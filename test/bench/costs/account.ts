import { checkAccount } from '@ingram-orders/core';

/** The account that the simulated pages are of. */
export const account = checkAccount({
	environment: 'custom',
	baseUrl: 'http://localhost',
	clientId: 'demo-app',
	customerNumber: '20-123456',
	countryCode: 'UK',
});
