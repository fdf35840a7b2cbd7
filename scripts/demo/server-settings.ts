import type { AccountSettings } from '@ingram-orders/core';

/** Which server the demo asks, and as whom. */
export interface ServerSettings extends AccountSettings {
	clientSecret: unknown;
}

const variables = [
	'INGRAM_BASE_URL',
	'INGRAM_CLIENT_ID',
	'INGRAM_CLIENT_SECRET',
	'INGRAM_CUSTOMER_NUMBER',
	'INGRAM_COUNTRY_CODE',
] as const;

/** Ingram Micro's own servers by the address a user would write. */
const ownServers: Readonly<Record<string, string>> = {
	'https://api.ingrammicro.com': 'production',
	'https://api.ingrammicro.com/sandbox': 'sandbox',
};

/** The settings of the environment; undefined when none of its variables is set, for the simulator. */
export function serverFromEnvironment(env: NodeJS.ProcessEnv): ServerSettings | undefined {
	if (variables.every((name) => env[name] === undefined)) return undefined;
	const baseUrl = env['INGRAM_BASE_URL']?.trim().replace(/\/$/, '');
	return {
		environment: ownServers[baseUrl ?? ''] ?? 'custom',
		baseUrl,
		clientId: env['INGRAM_CLIENT_ID'],
		clientSecret: env['INGRAM_CLIENT_SECRET'],
		customerNumber: env['INGRAM_CUSTOMER_NUMBER'],
		countryCode: env['INGRAM_COUNTRY_CODE'],
	};
}

/** Names the variable behind each setting, so that a failure can be mended where the value stands. */
export const variableOf: Readonly<Record<string, (typeof variables)[number]>> = {
	baseUrl: 'INGRAM_BASE_URL',
	clientId: 'INGRAM_CLIENT_ID',
	clientSecret: 'INGRAM_CLIENT_SECRET',
	customerNumber: 'INGRAM_CUSTOMER_NUMBER',
	countryCode: 'INGRAM_COUNTRY_CODE',
};
