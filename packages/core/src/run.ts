import type { Problem } from './errors/ingram-error.ts';
import type { Clock } from './host.ts';
import { readWholeNumber } from './input-values.ts';
import type { OnProgress } from './progress.ts';
import { RetryBudget } from './requests/retry.ts';
import { WaitMeter } from './requests/wait-meter.ts';

/** How a host follows and ends a run. */
export interface RunOptions {
	/** Ends the run at once, whatever it waits for. */
	signal?: AbortSignal;
	onProgress?: OnProgress;
}

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
const longest = 86_400;

/** Checks the limits of a run; wrong values are added to `problems`. */
export function readRunLimits(input: RunLimitsInput, problems: Problem[]): RunLimits {
	const read = (name: keyof RunLimitsInput, label: string, least: number) =>
		readWholeNumber(name, label, input[name], { least, most: longest }, problems);
	return {
		maxWaitMs: (read('maxWait', 'Max Wait', 0) ?? defaultMaxWait) * 1000,
		timeoutMs: (read('timeout', 'Timeout', 1) ?? defaultTimeout) * 1000,
	};
}

/** What all requests of one run share. */
export interface Run {
	clock: Clock;
	signal: AbortSignal;
	timeoutMs: number;
	meter: WaitMeter;
	retries: RetryBudget;
	onProgress: OnProgress;
	/** Requests sent to the API so far, those of tokens not counted. */
	requests: number;
}

export function startRun(clock: Clock, limits: RunLimits, options: RunOptions): Run {
	return {
		clock,
		signal: options.signal ?? new AbortController().signal,
		timeoutMs: limits.timeoutMs,
		meter: new WaitMeter(limits.maxWaitMs, () => clock.now()),
		retries: new RetryBudget(),
		onProgress: options.onProgress ?? (() => undefined),
		requests: 0,
	};
}
