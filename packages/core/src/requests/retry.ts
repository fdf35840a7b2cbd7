import { cancelled, throwIfCancelled } from '../errors/cancelled.ts';
import type { IngramError } from '../errors/ingram-error.ts';
import type { Clock } from '../host.ts';
import { abortWith, onAbort } from './on-abort.ts';
import type { Run } from './run.ts';

/** The first pause is between a half and all of this, in milliseconds; it doubles each time. */
const firstPauseMs = 500;
const maxPauseMs = 20_000;

/** What came of one attempt. */
export type Attempt<T> =
	| { kind: 'done'; value: T }
	| { kind: 'failed'; failure: IngramError }
	/** Not sent, because the service was found to be gone meanwhile. */
	| { kind: 'held-back' };

/** The part of a run that its attempts need. */
type Attempting = Pick<Run, 'maxAttempts' | 'meter' | 'outage' | 'report'> & {
	clock: Clock;
	signal: AbortSignal;
};

/**
 * Repeats an operation while it fails with a retryable IngramError: exponential backoff with jitter.
 * During an outage the requests of a run take turns. The last failure says how often it was tried.
 * @param operation is given whether it may still send, to be asked right before it does
 * @throws IngramError of the last attempt, or `CANCELLED`
 */
export async function retrying<T>(
	operation: (mayGo: () => boolean) => Promise<Attempt<T>>,
	run: Attempting,
): Promise<T> {
	const { outage, signal } = run;
	const sender = { failuresBefore: 0 };
	const mayGo = () => outage.mayGo(sender);
	try {
		for (let attempt = 1; ;) {
			throwIfCancelled(signal);
			const result = await operation(mayGo);
			if (result.kind === 'done') {
				outage.succeeded(sender);
				return result.value;
			}
			if (result.kind === 'failed') {
				const { failure } = result;
				if (!isWorthRepeating(failure)) {
					if (isAnswer(failure)) outage.succeeded(sender);
					throw failure;
				}
				throwIfCancelled(signal);
				outage.failed();
				const mustWaitLonger = (failure.retryAfterMs ?? 0) > run.meter.leftMs;
				if (attempt >= run.maxAttempts || mustWaitLonger) {
					throw outage.givenUp(sender, failure.with({ attempts: attempt }));
				}
				// Who probes waits longer each time; the others wait for what comes of it.
				if (mayGo()) await pause({ attempt, failure }, run);
				attempt++;
			}
			while (!mayGo()) await untilChange(outage, signal);
		}
	} finally {
		outage.over(sender);
	}
}

function isWorthRepeating({ retryable, code }: IngramError): boolean {
	return retryable && code !== 'RATE_LIMIT' && code !== 'CANCELLED';
}

/** Whether the service answered, be it with a refusal. */
function isAnswer({ status, code }: IngramError): boolean {
	return status !== undefined && code !== 'RATE_LIMIT';
}

async function pause(
	retry: { attempt: number; failure: IngramError },
	run: Attempting,
): Promise<void> {
	const { attempt, failure } = retry;
	const { retryAfterMs = 0 } = failure;
	const backoff = Math.min(maxPauseMs, firstPauseMs * 2 ** (attempt - 1));
	const ms = Math.max(retryAfterMs, backoff * (0.5 + run.clock.random() / 2));
	run.report({ kind: 'retrying', attempt, ms, reason: failure.message });
	if (retryAfterMs > 0) run.meter.begin();
	try {
		await sleep(run.clock, ms, run.signal);
	} finally {
		if (retryAfterMs > 0) run.meter.end();
	}
}

/** Many requests of a run may pause at once; together they listen to its signal only once. */
async function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
	const { stop, forget } = abortWith(signal);
	try {
		await clock.sleep(ms, stop.signal);
	} catch {
		throw cancelled();
	} finally {
		forget();
	}
}

async function untilChange(outage: Run['outage'], signal: AbortSignal): Promise<void> {
	throwIfCancelled(signal);
	let forget = () => {};
	let ignore = () => {};
	try {
		await new Promise<void>((resolve) => {
			ignore = outage.onChange(resolve);
			forget = onAbort(signal, resolve);
		});
	} finally {
		forget();
		ignore();
	}
	throwIfCancelled(signal);
}
