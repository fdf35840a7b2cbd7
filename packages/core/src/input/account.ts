import { apiVersions, defaultApiVersion, type ApiVersionName } from './api-version.ts';
import type { Field, FieldReader } from './fields.ts';

/** Which of Ingram Micro's servers is used; `custom` is a gateway or a simulator. */
export type Environment = 'production' | 'sandbox' | 'custom';

/** What a user fills in, not yet checked. */
export interface AccountSettings {
	environment: unknown;
	/** With `custom` only: an origin such as `https://gateway.example`. */
	baseUrl?: unknown;
	clientId: unknown;
	/** Checked where it is given, and not kept. */
	clientSecret?: unknown;
	customerNumber: unknown;
	countryCode: unknown;
	/** `v5` (when unset) or `v6`. */
	apiVersion?: unknown;
}

/** A checked account. Holds no secret. */
export interface Account {
	environment: Environment;
	/** Scheme, host and port, without a default port and without a trailing slash. */
	origin: string;
	/** The App ID; it identifies whose rate limit is used. */
	clientId: string;
	customerNumber: string;
	/** Two letters in upper case; `UK`, not `GB`. */
	countryCode: string;
	apiVersion: ApiVersionName;
}

type AccountField = Field<keyof AccountSettings>;
type AccountReader = FieldReader<keyof AccountSettings>;

const environment: AccountField = { name: 'environment', label: 'Environment' };
const baseUrl: AccountField = { name: 'baseUrl', label: 'Base URL' };
const clientId: AccountField = { name: 'clientId', label: 'App ID' };
const clientSecret: AccountField = { name: 'clientSecret', label: 'Client Secret' };
const customerNumber: AccountField = { name: 'customerNumber', label: 'Customer Number' };
const countryCode: AccountField = { name: 'countryCode', label: 'Country Code' };

const apiVersion: AccountField = { name: 'apiVersion', label: 'API Version' };

const environments: readonly Environment[] = ['production', 'sandbox', 'custom'];

/** Order Lookup API v5, API Request. */
const ingramOrigin = 'https://api.ingrammicro.com';

/** Reads an account's settings, and reports what is wrong whatever the version of the API. */
export function readAccount(reader: AccountReader, settings: AccountSettings): Account {
	const chosen = readEnvironment(reader);
	const account: Account = {
		environment: chosen,
		origin: chosen === 'custom' ? readBaseUrl(reader) : ingramOrigin,
		clientId: reader.requiredText(clientId),
		customerNumber: reader.requiredText(customerNumber),
		countryCode: reader.country(countryCode),
		apiVersion: reader.choice(apiVersion, apiVersions) ?? defaultApiVersion,
	};
	if ('clientSecret' in settings) reader.requiredText(clientSecret);
	return account;
}

function readEnvironment(reader: AccountReader): Environment {
	if (reader.isUnset(environment)) {
		reader.report(environment, 'Environment must be production, sandbox or custom.');
	}
	return reader.choice(environment, environments) ?? 'production';
}

function readBaseUrl(reader: AccountReader): string {
	const value = reader.value(baseUrl);
	const url = typeof value === 'string' ? parseUrl(value.trim()) : undefined;
	const refuse = (message: string) => {
		reader.report(baseUrl, message);
		return '';
	};
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		return refuse('Base URL must be an address such as https://gateway.example.com.');
	}
	if (url.username || url.password || url.search || url.hash || url.pathname !== '/') {
		return refuse(
			'Base URL must be only scheme, host and port, e.g. https://gateway.example.com, without user, path or query.',
		);
	}
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		return refuse(
			'Base URL must start with https://; plain http:// is accepted only for this machine (localhost), because the client secret would be readable on the way.',
		);
	}
	return url.origin;
}

function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/** Whether a URL's hostname is this machine. */
export function isLoopback(hostname: string): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith('.localhost') ||
		hostname === '[::1]' ||
		/^127(\.\d{1,3}){3}$/.test(hostname)
	);
}
