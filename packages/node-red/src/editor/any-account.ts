import type { Account } from '@ingram-orders/core';

/** For checks in a form, where any account does: what belongs to it is checked in its own dialog. */
export const anyAccount: Account = {
	environment: 'production',
	origin: 'https://api.ingrammicro.com',
	clientId: 'any',
	customerNumber: 'any',
	apiVersion: 'v5',
	countryCode: 'UK',
};
