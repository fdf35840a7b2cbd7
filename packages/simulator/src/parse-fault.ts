import {
	anyNumber,
	dateText,
	either,
	isRecord,
	listOf,
	oneOf,
	optional,
	positiveNumber,
	problemsIn,
	text,
	wholeNumber,
	type Check,
} from './check-values.ts';
import { endpointNames, faultBodies, type Fault } from './fault-types.ts';
import { apiVersionNames, OptionError } from './options.ts';
import {
	changeChecks,
	deletionChecks,
	entryChecks,
	subOrderEntryChecks,
} from './parse-order-change.ts';

const status = wholeNumber(200, 599);
const count = optional(wholeNumber(1));

const effectChecks: Readonly<Record<Fault['kind'], Readonly<Record<string, Check>>>> = {
	status: {
		status,
		body: optional(oneOf(faultBodies)),
		retryAfter: optional(either(wholeNumber(0), dateText)),
	},
	quota: { status: optional(oneOf([429, 500])) },
	'spike-arrest': {},
	reset: {},
	'reset-mid-body': {},
	hang: {},
	slow: { latencyMs: positiveNumber },
	truncated: {},
	html: {},
	empty: {},
	redirect: { location: optional(text), status: optional(wholeNumber(300, 399)) },
	oversized: { bytes: count },
	latin1: {},
	'mislabeled-gzip': {},
	body: { body: text, status: optional(status), contentType: optional(text) },
	'no-rate-limit-headers': {},
	'expire-tokens': {},
	'clock-skew': { skewMs: anyNumber },
	'insert-orders': { count },
	'delete-orders': { count },
	'change-status': { statusCode: text, count },
	'enter-order': entryChecks,
	'add-suborder': subOrderEntryChecks,
	'change-order': changeChecks,
	'delete-order': deletionChecks,
};

const endpoint = oneOf(endpointNames);

const triggerChecks: Readonly<Record<string, Check>> = {
	endpoint: optional(either(endpoint, listOf(endpoint))),
	version: optional(oneOf(apiVersionNames)),
	page: count,
	orderStatus: optional(text),
	requests: optional(listOf(wholeNumber(1))),
	every: count,
	times: count,
};

/** Checks a fault that may come from anywhere. Throws `OptionError` naming all that is wrong. */
export function parseFault(value: unknown): Fault {
	const problems: string[] = [];
	if (isFault(value, problems)) return value;
	throw new OptionError(problems.join('; '));
}

function isFault(value: unknown, problems: string[]): value is Fault {
	if (!isRecord(value)) {
		problems.push('a fault must be an object with a kind');
		return false;
	}
	const { kind } = value;
	if (!isKind(kind)) {
		problems.push(`fault.kind must be one of ${Object.keys(effectChecks).join(', ')}`);
		return false;
	}
	const checks = { kind: text, ...triggerChecks, ...effectChecks[kind] };
	problems.push(...problemsIn(value, checks, 'fault.'));
	return problems.length === 0;
}

function isKind(value: unknown): value is Fault['kind'] {
	return typeof value === 'string' && Object.hasOwn(effectChecks, value);
}
