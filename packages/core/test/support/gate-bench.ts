import { IngramError } from '@ingram-orders/core';
import {
	RequestGate,
	type Admission,
	type AnswerResult,
	type Ending,
} from '../../src/requests/rate-limit/gate.ts';
import { WaitMeter } from '../../src/requests/rate-limit/wait-meter.ts';
import { VirtualClock } from './virtual-clock.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

export type Headers = (Ending & { kind: 'answered' })['headers'];

export function answered(headers: Headers, result: AnswerResult = 'good'): Ending {
	return { kind: 'answered', headers, result };
}

export interface Bench {
	clock: VirtualClock;
	gate: RequestGate;
	/** Starts waiting for admission; the list tells when each start was, in ms. */
	enter: (options?: {
		signal?: AbortSignal;
		maxWaitMs?: number;
		name?: string;
		/** Of a run that has others under way; a run of its own by default. */
		meter?: WaitMeter;
	}) => Promise<Admission>;
	starts: { name: string; at: number }[];
	waits: number[];
	/** The headers of an answer that leaves now. */
	told: (window: {
		remaining: number;
		resetInMs: number;
		limit?: number;
		format?: 'milliseconds' | 'seconds' | 'delta-seconds';
		skewMs?: number;
	}) => Headers;
}

export function bench(): Bench {
	const clock = new VirtualClock();
	const gate = new RequestGate(clock);
	const starts: Bench['starts'] = [];
	const waits: number[] = [];
	return {
		clock,
		gate,
		starts,
		waits,
		enter: async ({ signal, maxWaitMs = hour, name = '', meter } = {}) => {
			const admission = await gate.enter({
				signal: signal ?? new AbortController().signal,
				meter: meter ?? new WaitMeter(maxWaitMs, clock.now),
				onWait: (ms) => waits.push(ms),
			});
			starts.push({ name, at: clock.elapsedMs });
			return admission;
		},
		told: ({ remaining, resetInMs, limit = 60, format = 'milliseconds', skewMs = 0 }) => {
			const serverNow = clock.now() + skewMs;
			const resetAt = serverNow + resetInMs;
			const written = {
				milliseconds: resetAt,
				seconds: Math.ceil(resetAt / second),
				'delta-seconds': Math.ceil(resetInMs / second),
			};
			return {
				date: new Date(serverNow).toUTCString(),
				'x-ratelimit-limit': String(limit),
				'x-ratelimit-remaining': String(remaining),
				'x-ratelimit-reset': String(written[format]),
			};
		},
	};
}

/** One request that is answered at once with these headers. */
export async function learn(
	{ clock, enter }: Bench,
	headers: Headers,
	latencyMs = 0,
): Promise<void> {
	const admission = await clock.run(enter());
	await clock.pass(latencyMs);
	admission.leave(answered(headers));
}

/** How many have been let through by now, and the time when the next one is. */
export async function nextStart(bed: Bench): Promise<number> {
	await bed.clock.run(bed.enter());
	return bed.clock.elapsedMs;
}

export async function refusal(work: Promise<unknown>): Promise<IngramError> {
	const thrown = await work.then(
		() => undefined,
		(error: unknown) => error,
	);
	if (!(thrown instanceof IngramError)) throw new Error('There was no refusal.');
	return thrown;
}
