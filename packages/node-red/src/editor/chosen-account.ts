import { apiVersions, type Account, type ApiVersionName } from '@ingram-orders/core';
import { inputOf } from './input-of.ts';

/** For checks in a form: what else belongs to an account is checked in its own dialog. */
export function accountWith(apiVersion: ApiVersionName): Account {
	return {
		environment: 'production',
		origin: 'https://api.ingrammicro.com',
		clientId: 'any',
		customerNumber: 'any',
		apiVersion,
		countryCode: 'UK',
	};
}

/** The API version of the account that is chosen in the open dialog, else of the stored one. */
export function chosenVersion(node: EditorNode): ApiVersionName {
	const field = inputOf('account');
	const id = field.length > 0 ? field.val() : node['account'];
	return readVersion(typeof id === 'string' ? RED.nodes.node(id)?.['apiVersion'] : undefined);
}

/** Accounts that were stored before there was a choice have the first. */
export function readVersion(stored: unknown): ApiVersionName {
	return apiVersions.find((version) => version === stored) ?? apiVersions[0];
}
