import { throwIfCancelled, cancelled } from '../errors/cancelled.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { Clock } from '../host.ts';
import { onAbort } from './on-abort.ts';

/** How often one request is sent at most, refusals by the rate limit not counted. */
const mostAttempts = 4;

/** The first pause is a random part of this, in milliseconds; it doubles each time. */
const firstPauseMs = 500;
const longestPauseMs = 20_000;

/**
 * What one run may spend on retries: a service that fails often is left alone, one that fails
 * now and then is not given up.
 */
export class RetryBudget {
	static readonly #full = 10;
	static readonly #earnedBySuccess = 0.25;
	#left = RetryBudget.#full;

	succeeded(): void {
		this.#left = Math.min(RetryBudget.#full, this.#left + RetryBudget.#earnedBySuccess);
	}

	/** Takes one retry; false when none is left. */
	take(): boolean {
		if (this.#left < 1) return false;
		this.#left -= 1;
		return true;
	}
}

/** Called before the pause that precedes another attempt. */
export type OnRetry = (retry: { attempt: number; pauseMs: number; error: IngramError }) => void;

/**
 * Repeats an operation while it fails with a retryable IngramError: exponential backoff with full
 * jitter, within the run's budget. The last failure says how often it was tried.
 */
export async function retrying<T>(
	operation: () => Promise<T>,
	run: { clock: Clock; signal: AbortSignal; retries: RetryBudget; onRetry: OnRetry },
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			const result = await operation();
			run.retries.succeeded();
			return result;
		} catch (error) {
			if (!(error instanceof IngramError) || !isWorthRepeating(error)) throw error;
			throwIfCancelled(run.signal);
			if (attempt >= mostAttempts || !run.retries.take()) throw error.with({ attempts: attempt });
			const pauseMs =
				run.clock.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
			run.onRetry({ attempt, pauseMs, error });
			await pause(run.clock, pauseMs, run.signal);
		}
	}
}

function isWorthRepeating(error: IngramError): boolean {
	return error.retryable && error.code !== 'RATE_LIMIT' && error.code !== 'CANCELLED';
}

async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
	const stop = new AbortController();
	const forget = onAbort(signal, () => stop.abort());
	try {
		await clock.sleep(ms, stop.signal);
	} catch {
		throw cancelled();
	} finally {
		forget();
	}
}
