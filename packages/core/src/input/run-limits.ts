import type { Field, FieldReader } from './fields.ts';
import { labelOf } from './search-fields.ts';

/** How long a run may take, as a user sets it, in seconds; not yet checked. */
export interface RunLimitsInput {
	/** Seconds it may wait for the rate limit in all; 300 when unset. */
	maxWait?: unknown;
	/** Seconds one request may take; 60 when unset. */
	timeout?: unknown;
}

/** How long a run may take, in milliseconds. */
export interface RunLimits {
	maxWaitMs: number;
	timeoutMs: number;
}

const defaultMaxWait = 300;
const defaultTimeout = 60;

/** A day; longer waits are mistakes, and timers of hosts do not take much more. */
const maxSeconds = 86_400;

const maxWait = { name: 'maxWait', label: labelOf('maxWait') } as const;
const timeout = { name: 'timeout', label: labelOf('timeout') } as const;

/** Reads the limits of a run. */
export function readRunLimits<Name extends string>(
	reader: FieldReader<Name | 'maxWait' | 'timeout'>,
): RunLimits {
	const read = (field: Field<'maxWait' | 'timeout'>, min: number) =>
		reader.wholeNumber(field, { min, max: maxSeconds });
	return {
		maxWaitMs: (read(maxWait, 0) ?? defaultMaxWait) * 1000,
		timeoutMs: (read(timeout, 1) ?? defaultTimeout) * 1000,
	};
}
