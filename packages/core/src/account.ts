import { invalidInput } from './errors/invalid-input.ts';
import type { Problem } from './errors/ingram-error.ts';
import { hasControlCharacters } from './input-values.ts';

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
}

/** Order Lookup API v5, API Request. */
const ingramOrigin = 'https://api.ingrammicro.com';

/**
 * Checks an account's settings.
 * @throws IngramError `INVALID_INPUT` with every wrong value.
 */
export function checkAccount(settings: AccountSettings): Account {
	const problems: Problem[] = [];
	const environment = readEnvironment(settings.environment, problems);
	const account: Account = {
		environment,
		origin: environment === 'custom' ? readBaseUrl(settings.baseUrl, problems) : ingramOrigin,
		clientId: readText('clientId', 'App ID', settings.clientId, problems),
		customerNumber: readCustomerNumber(settings.customerNumber, problems),
		countryCode: readCountryCode(settings.countryCode, problems),
	};
	if ('clientSecret' in settings) {
		readText('clientSecret', 'Client Secret', settings.clientSecret, problems);
	}
	if (problems.length > 0) throw invalidInput(problems);
	return account;
}

/** The customer number as text; empty text and control characters are reported. */
export function readCustomerNumber(value: unknown, problems: Problem[]): string {
	return readText('customerNumber', 'Customer Number', value, problems);
}

/** Two letters in upper case; anything else is reported. Any two letters are accepted. */
export function readCountryCode(value: unknown, problems: Problem[]): string {
	const text = typeof value === 'string' ? value.trim().toUpperCase() : '';
	if (/^[A-Z]{2}$/.test(text)) return text;
	problems.push({
		name: 'countryCode',
		message: `Country Code must be two letters, e.g. DE or UK.`,
	});
	return '';
}

/** The origin's token endpoint by the document; an older path is still served. */
export function tokenUrl(account: Account, path = '/oauth/oauth30/token'): string {
	return account.origin + path;
}

function readEnvironment(value: unknown, problems: Problem[]): Environment {
	if (value === 'production' || value === 'sandbox' || value === 'custom') return value;
	problems.push({
		name: 'environment',
		message: 'Environment must be production, sandbox or custom.',
	});
	return 'production';
}

function readText(name: string, label: string, value: unknown, problems: Problem[]): string {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || text.trim() === '') {
		problems.push({ name, message: `${label} must not be empty.` });
		return '';
	}
	const unset = /^\$\{(\w+)\}$/.exec(text.trim())?.[1];
	if (unset !== undefined) {
		problems.push({
			name,
			message: `${label} names the environment variable ${unset}, which is not set.`,
		});
	}
	if (hasControlCharacters(text.trim())) {
		problems.push({ name, message: `${label} must not contain control characters.` });
	}
	return text.trim();
}

function readBaseUrl(value: unknown, problems: Problem[]): string {
	const url = typeof value === 'string' ? parseUrl(value.trim()) : undefined;
	const problem = (message: string) => {
		problems.push({ name: 'baseUrl', message });
		return '';
	};
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		return problem('Base URL must be an address such as https://gateway.example.com.');
	}
	if (url.username || url.password || url.search || url.hash || url.pathname !== '/') {
		return problem(
			'Base URL must be only scheme, host and port, e.g. https://gateway.example.com, without user, path or query.',
		);
	}
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		return problem(
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
