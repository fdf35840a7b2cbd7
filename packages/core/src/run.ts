import type { Clock } from './host.ts';
import type { OnProgress } from './progress.ts';
import { RetryBudget } from './requests/retry.ts';
import { WaitMeter } from './requests/wait-meter.ts';

/** How a run may go about its work. */
export interface RunOptions {
	/** Ends the run at once, whatever it waits for. */
	signal?: AbortSignal;
	/** How long the run may wait for the rate limit in all, in milliseconds; 300,000 by default. */
	maxWaitMs?: number;
	/** How long one request may take, in milliseconds; 60,000 by default. */
	timeoutMs?: number;
	onProgress?: OnProgress;
}

export const defaultMaxWaitMs = 300_000;
export const defaultTimeoutMs = 60_000;

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

export function startRun(clock: Clock, options: RunOptions): Run {
	return {
		clock,
		signal: options.signal ?? new AbortController().signal,
		timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
		meter: new WaitMeter(options.maxWaitMs ?? defaultMaxWaitMs, () => clock.now()),
		retries: new RetryBudget(),
		onProgress: options.onProgress ?? (() => undefined),
		requests: 0,
	};
}
