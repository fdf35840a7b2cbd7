import type { AccountSettings } from '@ingram-orders/core';

/** Which server the demo asks, and as whom. */
export interface ServerSettings extends AccountSettings {
	clientSecret: unknown;
}

/** The variables of the environment that name a server, with what they hold. */
export const serverVariables = {
	INGRAM_BASE_URL: 'e.g. https://api.ingrammicro.com/sandbox, or the address of a gateway',
	INGRAM_CLIENT_ID: 'the App ID',
	INGRAM_CLIENT_SECRET: 'the Client Secret',
	INGRAM_CUSTOMER_NUMBER: 'your customer number at Ingram Micro, e.g. 20-123456',
	INGRAM_COUNTRY_CODE: 'two letters, e.g. DE; UK for the United Kingdom',
} as const;

/** Ingram Micro's own servers by the address a user would write. */
const ownServers: Readonly<Record<string, string>> = {
	'https://api.ingrammicro.com': 'production',
	'https://api.ingrammicro.com/sandbox': 'sandbox',
};

/** The settings of the environment; undefined when none of its variables is set, for the simulator. */
export function serverFromEnvironment(env: NodeJS.ProcessEnv): ServerSettings | undefined {
	if (Object.keys(serverVariables).every((name) => env[name] === undefined)) return undefined;
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
export const variableOf: Readonly<Record<string, keyof typeof serverVariables>> = {
	baseUrl: 'INGRAM_BASE_URL',
	clientId: 'INGRAM_CLIENT_ID',
	clientSecret: 'INGRAM_CLIENT_SECRET',
	customerNumber: 'INGRAM_CUSTOMER_NUMBER',
	countryCode: 'INGRAM_COUNTRY_CODE',
};
