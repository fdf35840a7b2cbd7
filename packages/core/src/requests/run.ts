import type { Clock } from '../host.ts';
import type { RunLimits } from '../input/run-limits.ts';
import type { OnProgress, Progress } from '../progress.ts';
import { Outage } from './outage.ts';
import { WaitMeter } from './rate-limit/wait-meter.ts';

/** How a host follows and ends a run. */
export interface RunOptions {
	/** Ends the run at once, whatever it waits for. */
	signal?: AbortSignal;
	onProgress?: OnProgress;
	/** How often one request is sent, refusals by the rate limit not counted; 6 when unset. */
	maxAttempts?: number;
}

const defaultMaxAttempts = 6;

/** What all requests of one run share. */
export interface Run {
	signal: AbortSignal;
	/** Milliseconds that one request may take, also one for a token. */
	timeoutMs: number;
	maxAttempts: number;
	meter: WaitMeter;
	outage: Outage;
	/** Tells the host. What the host does with it cannot harm the run. */
	report: (progress: Progress) => void;
	/** Requests sent to the API so far, those for tokens not counted. */
	requests: number;
}

export function startRun(clock: Clock, limits: RunLimits, options: RunOptions): Run {
	const { signal = new AbortController().signal, onProgress } = options;
	const { maxAttempts = defaultMaxAttempts } = options;
	return {
		signal,
		timeoutMs: limits.timeoutMs,
		maxAttempts,
		meter: new WaitMeter(limits.maxWaitMs, () => clock.now()),
		outage: new Outage(),
		report: (progress) => {
			try {
				onProgress?.(progress);
			} catch {
				// A host that fails to show progress still gets its orders.
			}
		},
		requests: 0,
	};
}
