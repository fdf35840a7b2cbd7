import { readFileSync } from 'node:fs';
import type { ParseArgsOptionsConfig } from 'node:util';
import { isRecord } from './check-values.ts';
import { OptionError, type SimulatorOptions } from './options.ts';
import { parseFault } from './parse-fault.ts';
import type { Fault } from './fault-types.ts';

interface Flag {
	readonly name: string;
	/** How its value is written in the help; none for a switch. */
	readonly value?: string;
	readonly help: string;
	/** May be given several times. */
	readonly multiple?: boolean;
	/** Makes one option of what was typed several times; a list by default. */
	readonly gather?: (read: readonly unknown[]) => unknown;
	/** Where its value goes among the options, e.g. `rateLimit.limit`. */
	readonly option?: string;
	/** Makes an option of what was typed; numbers by default where `value` is in capitals. */
	readonly read?: (typed: string) => unknown;
}

const asNumber = (typed: string): unknown => (typed.trim() === '' ? NaN : Number(typed));
const asText = (typed: string): unknown => typed;
const asList = (read: readonly unknown[]): unknown => read;

/** Every option of the simulator that has a flag; `--help` and the reading follow this table. */
export const flags: readonly Flag[] = [
	{
		name: 'host',
		value: 'name',
		help: '127.0.0.1 or localhost, nothing else (127.0.0.1)',
		option: 'host',
		read: asText,
	},
	{ name: 'port', value: 'n', help: 'port, 0 for any free one (4010)', option: 'port' },
	{
		name: 'orders',
		value: 'n',
		help: 'how many orders to generate for each account (300)',
		option: 'orders',
	},
	{
		name: 'no-documented-orders',
		help: "leave out the orders of the document's examples",
		option: 'documentedOrders',
		read: () => false,
	},
	{ name: 'seed', value: 'n', help: 'seed of the generated orders (1)', option: 'seed' },
	{
		name: 'today',
		value: 'time',
		help: 'when the newest generated order was entered, e.g. 2026-01-31T12:00:00Z (now)',
		option: 'today',
		read: readTime,
	},
	{
		name: 'days',
		value: 'n',
		help: 'days before today over which orders are spread (60)',
		option: 'days',
	},
	{
		name: 'unknown-codes',
		help: 'some suborders have codes that the document does not list',
		option: 'unknownCodes',
		read: () => true,
	},
	{
		name: 'applications',
		value: 'file',
		help: 'JSON list of { clientId, clientSecret, accounts: [{ customerNumber, countryCode, erp }], orderApi, apiVersions } (demo-app, demo-secret, 20-123456, UK)',
		option: 'applications',
		read: readJsonFile,
	},
	{
		name: 'token-lifetime',
		value: 's',
		help: 'life of a token in seconds (86399)',
		option: 'tokenLifetime',
	},
	{
		name: 'latency',
		value: 'ms',
		help: 'time that an answer takes, or a range such as 50..200 (0)',
		option: 'latencyMs',
		read: readLatency,
	},
	{ name: 'skew', value: 'ms', help: "how far the server's clock is ahead (0)", option: 'skewMs' },
	{
		name: 'date-skew',
		value: 'ms',
		help: 'how far the machine that writes Date is ahead of the one that counts windows (0)',
		option: 'dateSkewMs',
	},
	{
		name: 'time-scale',
		value: 'n',
		help: "how many times as fast as yours the server's clock runs (1)",
		option: 'timeScale',
	},
	{
		name: 'limit',
		value: 'n',
		help: 'calls allowed in a window, for each application and endpoint (60)',
		option: 'rateLimit.limit',
	},
	{ name: 'window', value: 'ms', help: 'length of a window (60000)', option: 'rateLimit.windowMs' },
	{
		name: 'window-start',
		value: 'clock|first-request|rolling',
		help: 'what a window begins with; rolling counts in any period of its length (clock)',
		option: 'rateLimit.start',
		read: asText,
	},
	{
		name: 'phase',
		value: 'ms',
		help: 'with clock: how long after the full minute a window begins (0)',
		option: 'rateLimit.phaseMs',
	},
	{
		name: 'reset-format',
		value: 'milliseconds|seconds|delta-seconds|none',
		help: 'how X-RateLimit-Reset is written; none leaves out all three headers (milliseconds)',
		option: 'rateLimit.resetFormat',
		read: asText,
	},
	{
		name: 'exceeded-status',
		value: '429|500',
		help: 'status of a call beyond the limit (429)',
		option: 'rateLimit.exceededStatus',
	},
	{
		name: 'other-calls',
		value: 'n',
		help: 'calls that another process makes in every window (0)',
		option: 'rateLimit.otherCalls',
	},
	{
		name: 'other-calls-at',
		value: 'window-start|spread',
		help: 'when it makes them (window-start)',
		option: 'rateLimit.otherCallsAt',
		read: asText,
	},
	{
		name: 'spike-arrest',
		value: 'n',
		help: 'at most so many calls in any 1000 ms, 0 for no such limit (0)',
		option: 'rateLimit.spikeArrest',
	},
	{
		name: 'status-filter',
		value: 'orders|suborders',
		help: 'what a search for a status returns: whole orders, or only the suborders that have it (orders)',
		option: 'search.statusFilter',
		read: asText,
	},
	{
		name: 'lookback-days',
		value: 'n',
		help: 'days back that a search without order or time looks (all)',
		option: 'search.lookbackDays',
	},
	{
		name: 'max-page-size',
		value: 'n',
		help: 'larger page sizes are served as this one (100)',
		option: 'search.maxPageSize',
	},
	{
		name: 'fixed-page-size',
		value: 'n',
		help: 'serve this page size whatever is asked for',
		option: 'search.fixedPageSize',
	},
	{
		name: 'echo-page-size',
		value: 'asked|used',
		help: 'which page size an answer tells (asked)',
		option: 'search.echoPageSize',
		read: asText,
	},
	{
		name: 'split-orders',
		value: 'every,apart',
		help: 'tell one order in so many in two entries, so many places apart, e.g. 3,40',
		option: 'search.splitOrders',
		read: readSplitOrders,
	},
	{
		name: 'orders-found',
		value: 'entries|orders',
		help: 'what ordersfound counts where orders are split (entries)',
		option: 'search.ordersFound',
		read: asText,
	},
	{
		name: 'no-data-found',
		value: 'FAILED|SUCCESS',
		help: 'how an empty result is announced (FAILED)',
		option: 'search.noDataFound',
		read: asText,
	},
	{
		name: 'service-container',
		value: 'name',
		help: "name of the outer container, '' for none (serviceresponse)",
		option: 'search.serviceContainer',
		read: asText,
	},
	{
		name: 'search-container',
		value: 'name',
		help: "name of the orders' container, '' for none (ordesearchresponse)",
		option: 'search.searchContainer',
		read: asText,
	},
	{
		name: 'sample-only',
		help: "answer every search with the document's sample",
		option: 'search.sampleOnly',
		read: () => true,
	},
	{
		name: 'shared-limit',
		help: 'calls to both versions of the API count together',
		option: 'rateLimit.sharedByVersions',
		read: () => true,
	},
	{
		name: 'v5-parcels',
		value: 'none|list|object|ltl',
		help: 'what order details of version 5 tell of parcels, serial numbers and the carrier (none)',
		option: 'v5.parcels',
		read: asText,
	},
	{
		name: 'v6',
		value: 'name=value',
		help: 'a setting of version 6, e.g. nothingFound=not-found; may be repeated',
		multiple: true,
		option: 'v6',
		read: readSetting,
		gather: (read) => Object.assign({}, ...read) as unknown,
	},
	{
		name: 'fault',
		value: 'json',
		help: `a fault, e.g. '{"kind":"status","status":503,"requests":[2]}'; may be repeated`,
		multiple: true,
		option: 'faults',
		read: readFault,
	},
	{ name: 'help', help: 'show this help' },
];

const defaultPort = 4010;

/** The flags as node:util's parseArgs wants them. */
export function flagTypes(): ParseArgsOptionsConfig {
	return Object.fromEntries(
		flags.map(({ name, value, multiple = false }) => [
			name,
			{ type: value === undefined ? 'boolean' : 'string', multiple },
		]),
	);
}

export function flagHelp(): string {
	const lines = flags.map(({ name, value, help }) => {
		const flag = `  --${name}${value === undefined ? '' : ` <${value}>`}`;
		return flag.length > 28 ? `${flag}\n${' '.repeat(30)}${help}` : flag.padEnd(30) + help;
	});
	return `Usage: ingram-simulator [options]

A stand-in for the Ingram Micro order API, versions 5 and 6, on this machine only.
Defaults in parentheses; times are on the simulated server's clock.

${lines.join('\n')}`;
}

/** Options from parsed flags. Throws `OptionError` for text that is not a number, a file or a fault. */
export function readFlags(values: Readonly<Record<string, unknown>>): SimulatorOptions {
	const options: Record<string, unknown> = { port: defaultPort };
	for (const { name, option, multiple, read = asNumber, gather = asList } of flags) {
		const typed = values[name];
		if (typed === undefined || option === undefined) continue;
		const one = (each: unknown): unknown => readOne(name, String(each), read);
		place(
			options,
			option,
			multiple === true && Array.isArray(typed) ? gather(typed.map(one)) : one(typed),
		);
	}
	return options;
}

function readOne(name: string, typed: string, read: (typed: string) => unknown): unknown {
	const result = read(typed);
	if (typeof result === 'number' && Number.isNaN(result)) {
		throw new OptionError(`--${name} must be a number, not "${typed}"`);
	}
	return result;
}

function place(options: Record<string, unknown>, option: string, value: unknown): void {
	const [group = '', name] = option.split('.');
	if (name === undefined) {
		options[group] = value;
		return;
	}
	const inGroup = options[group];
	options[group] = { ...(isRecord(inGroup) ? inGroup : {}), [name]: value };
}

function readTime(typed: string): number {
	const time = Date.parse(typed);
	if (Number.isNaN(time)) {
		throw new OptionError(
			`--today must be a date or time such as 2026-01-31T12:00:00Z, not "${typed}"`,
		);
	}
	return time;
}

function readLatency(typed: string): unknown {
	const range = /^(\d+)\.\.(\d+)$/.exec(typed);
	return range === null ? asNumber(typed) : { min: Number(range[1]), max: Number(range[2]) };
}

function readSplitOrders(typed: string): unknown {
	const pair = /^(\d+),(\d+)$/.exec(typed);
	if (pair === null) {
		throw new OptionError(`--split-orders must be two numbers such as 3,40, not "${typed}"`);
	}
	return { every: Number(pair[1]), apart: Number(pair[2]) };
}

/** One setting by its name; true, false and numbers are read as such. */
function readSetting(typed: string): Readonly<Record<string, unknown>> {
	const [, name, value = ''] = /^(\w+)=(.*)$/.exec(typed) ?? [];
	if (name === undefined) {
		throw new OptionError(`--v6 must be a name and a value such as counts=number, not "${typed}"`);
	}
	if (value === 'true' || value === 'false') return { [name]: value === 'true' };
	return { [name]: /^\d+$/.test(value) ? Number(value) : value };
}

function readFault(typed: string): Fault {
	return parseFault(parseJson(typed, '--fault'));
}

function readJsonFile(path: string): unknown {
	let content: string;
	try {
		content = readFileSync(path, 'utf8');
	} catch {
		throw new OptionError(`--applications: the file ${path} cannot be read`);
	}
	return parseJson(content, `--applications: the file ${path}`);
}

function parseJson(typed: string, where: string): unknown {
	try {
		return JSON.parse(typed);
	} catch {
		throw new OptionError(`${where} is not JSON`);
	}
}
