import {
	anyNumber,
	either,
	isRecord,
	listOf,
	oneOf,
	optional,
	positiveNumber,
	problemsIn,
	text,
	trueOrFalse,
	wholeNumber,
	type Check,
} from './check-values.ts';
import { defaultV5, v5Checks, type V5Settings } from './api/v5/options.ts';
import { defaultV6, v6Checks, type V6Settings } from './api/v6/options.ts';
import { parseFault } from './parse-fault.ts';
import {
	apiVersionNames,
	erps,
	OptionError,
	resetFormats,
	type ApiOptions,
	type Application,
	type SearchOptions,
	type Settings,
} from './options.ts';
import type { RateLimitSettings } from './rate-limit.ts';

type Unset = 'lookbackDays' | 'fixedPageSize' | 'splitOrders';

export type SearchSettings = Required<Omit<SearchOptions, Unset>> & Pick<SearchOptions, Unset>;

/** All options of the API with their defaults filled in; `today` defaults to the clock's start. */
export interface ResolvedOptions extends Required<
	Omit<ApiOptions, 'today' | 'rateLimit' | 'search' | 'v5' | 'v6'>
> {
	readonly today: number | undefined;
	readonly rateLimit: RateLimitSettings;
	readonly search: SearchSettings;
	readonly v5: V5Settings;
	readonly v6: V6Settings;
}

const defaultApplication: Application = {
	clientId: 'demo-app',
	clientSecret: 'demo-secret',
	accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
};

const defaultRateLimit: RateLimitSettings = {
	limit: 60,
	windowMs: 60_000,
	start: 'clock',
	phaseMs: 0,
	resetFormat: 'milliseconds',
	exceededStatus: 429,
	otherCalls: 0,
	otherCallsAt: 'window-start',
	spikeArrest: 0,
	sharedByVersions: false,
};

const defaultSearch: SearchSettings = {
	statusFilter: 'orders',
	maxPageSize: 100,
	echoPageSize: 'asked',
	ordersFound: 'entries',
	noDataFound: 'FAILED',
	serviceContainer: 'serviceresponse',
	searchContainer: 'ordesearchresponse',
	sampleOnly: false,
};

/** Fills in the defaults. Throws `OptionError` naming every value that cannot be used. */
export function resolveOptions(options: ApiOptions): ResolvedOptions {
	const problems = [
		...problemsIn({ ...options }, optionChecks),
		...problemsIn({ ...options.rateLimit }, rateLimitChecks, 'rateLimit.'),
		...problemsIn({ ...options.search }, searchChecks, 'search.'),
		...problemsIn({ ...options.v5 }, v5Checks, 'v5.'),
		...problemsIn({ ...options.v6 }, v6Checks, 'v6.'),
	];
	if (problems.length > 0) throw new OptionError(problems.join('; '));
	return {
		now: options.now ?? Date.now,
		skewMs: options.skewMs ?? 0,
		dateSkewMs: options.dateSkewMs ?? 0,
		timeScale: options.timeScale ?? 1,
		applications: options.applications ?? [defaultApplication],
		orders: options.orders ?? 300,
		documentedOrders: options.documentedOrders ?? true,
		seed: options.seed ?? 1,
		today: options.today,
		days: options.days ?? 60,
		unknownCodes: options.unknownCodes ?? false,
		tokenLifetime: options.tokenLifetime ?? 86_399,
		latencyMs: options.latencyMs ?? 0,
		rateLimit: { ...defaultRateLimit, ...options.rateLimit },
		search: { ...defaultSearch, ...options.search },
		v5: { ...defaultV5, ...options.v5 },
		v6: { ...defaultV6, ...options.v6 },
		faults: (options.faults ?? []).map(parseFault),
	};
}

/** Checks changed settings that may come from anywhere. Throws `OptionError`. */
export function parseSettings(value: unknown): Settings {
	if (!isRecord(value)) throw new OptionError('settings must be an object');
	const { v6 } = value;
	const problems = [
		...problemsIn(value, settingChecks),
		...(isRecord(v6) ? problemsIn(v6, v6Checks, 'v6.') : []),
	];
	if (problems.length > 0) throw new OptionError(problems.join('; '));
	return value;
}

const latency: Check = (value) => {
	const accepted = 'a number of ms of at least 0, or { min, max } in ms';
	const isDuration = (each: unknown): each is number =>
		typeof each === 'number' && Number.isFinite(each) && each >= 0;
	if (isDuration(value)) return undefined;
	if (!isRecord(value)) return accepted;
	const { min, max } = value;
	return isDuration(min) && isDuration(max) && min <= max ? undefined : accepted;
};

const settingChecks: Readonly<Record<keyof Settings, Check>> = {
	latencyMs: optional(latency),
	skewMs: optional(anyNumber),
	dateSkewMs: optional(anyNumber),
	tokenLifetime: optional(wholeNumber(1)),
	v6: optional((value) => (isRecord(value) ? undefined : 'an object')),
};

const anything: Check = () => undefined;

const optionChecks: Readonly<Record<keyof ApiOptions, Check>> = {
	...settingChecks,
	now: anything,
	timeScale: optional(positiveNumber),
	applications: optional(checkApplications),
	orders: optional(
		either(wholeNumber(0, 5_000_000), (value) =>
			Array.isArray(value) ? undefined : 'a list of orders',
		),
	),
	documentedOrders: optional(trueOrFalse),
	seed: optional(wholeNumber(0)),
	today: optional(anyNumber),
	days: optional(positiveNumber),
	unknownCodes: optional(trueOrFalse),
	rateLimit: anything,
	search: anything,
	v5: anything,
	faults: anything,
};

const rateLimitChecks: Readonly<Record<keyof RateLimitSettings, Check>> = {
	limit: optional(wholeNumber(1)),
	windowMs: optional(positiveNumber),
	start: optional(oneOf(['clock', 'first-request', 'rolling'])),
	phaseMs: optional(anyNumber),
	resetFormat: optional(oneOf(resetFormats)),
	exceededStatus: optional(oneOf([429, 500])),
	otherCalls: optional(wholeNumber(0)),
	otherCallsAt: optional(oneOf(['window-start', 'spread'])),
	spikeArrest: optional(wholeNumber(0)),
	sharedByVersions: optional(trueOrFalse),
};

const searchChecks: Readonly<Record<keyof SearchSettings, Check>> = {
	statusFilter: optional(oneOf(['orders', 'suborders'])),
	lookbackDays: optional(positiveNumber),
	maxPageSize: optional(wholeNumber(1)),
	fixedPageSize: optional(wholeNumber(1)),
	echoPageSize: optional(oneOf(['asked', 'used'])),
	splitOrders: optional(splitting),
	ordersFound: optional(oneOf(['entries', 'orders'])),
	noDataFound: optional(oneOf(['FAILED', 'SUCCESS'])),
	serviceContainer: optional(text),
	searchContainer: optional(text),
	sampleOnly: optional(trueOrFalse),
};

function splitting(value: unknown): string | undefined {
	const checks = { every: wholeNumber(1), apart: wholeNumber(1) };
	return isRecord(value) && problemsIn(value, checks).length === 0
		? undefined
		: '{ every, apart }, both whole numbers of at least 1';
}

function checkApplications(value: unknown): string | undefined {
	const accepted =
		'a list of applications, each with a clientId of its own, a clientSecret, and accounts with a customerNumber and a countryCode of two capital letters';
	if (!Array.isArray(value) || value.length === 0) return accepted;
	const ids = new Set(value.map((each) => (isRecord(each) ? each['clientId'] : undefined)));
	return ids.size === value.length && value.every(isApplication) ? undefined : accepted;
}

function isApplication(value: unknown): boolean {
	if (!isRecord(value)) return false;
	const { clientId, clientSecret, accounts, apiVersions } = value;
	return (
		isFilled(clientId) &&
		isFilled(clientSecret) &&
		Array.isArray(accounts) &&
		accounts.every(isAccount) &&
		optional(listOf(oneOf(apiVersionNames)))(apiVersions) === undefined
	);
}

function isAccount(value: unknown): boolean {
	if (!isRecord(value)) return false;
	const { customerNumber, countryCode, erp } = value;
	return (
		isFilled(customerNumber) &&
		typeof countryCode === 'string' &&
		/^[A-Z]{2}$/.test(countryCode) &&
		optional(oneOf(erps))(erp) === undefined
	);
}

function isFilled(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}
