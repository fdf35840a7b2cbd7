import { cancelled } from '../errors/cancelled.ts';
import { rateLimitExhausted } from '../errors/rate-limit-exhausted.ts';
import type { Clock } from '../host.ts';
import { onAbort } from './on-abort.ts';
import { Pace } from './pace.ts';
import {
	readRateLimit,
	readRetryAfter,
	type Exchange,
	type ResetTime,
} from './rate-limit-headers.ts';
import { ServerClock } from './server-clock.ts';
import type { WaitMeter } from './wait-meter.ts';

/** Order Lookup API v5, Rate Limiting: 60 calls in 60 s, until an answer says otherwise. */
const documentedLimit = 60;
const documentedWindowMs = 60_000;

/** Timers and the server's own bookkeeping are not exact to the millisecond. */
const guardMs = 25;

/** After a 429 other processes wait for the same reset; a random part of this keeps them apart. */
const crowdMs = 500;

/** A request that was given up may arrive this much later than one that was sent after it. */
const overtakingMs = 5000;

/** What the gate is told of an answer; nothing, when there was none. */
export interface Answered {
	headers: Readonly<Record<string, string | undefined>>;
	/** `quota`: the window is used up. `spike`: too many at once, quota left. */
	refusal: 'none' | 'quota' | 'spike';
}

/** Leave to send one request. `leave` must be called exactly once, whatever comes of the request. */
export interface Admission {
	leave(answered?: Answered): void;
}

/** Who asks for admission. */
export interface Visitor {
	signal: AbortSignal;
	meter: WaitMeter;
	/** Called when the visitor's run begins to wait for the rate limit, with the expected milliseconds. */
	onWait(ms: number): void;
}

/** What is known of the rate limit now. */
export interface RateLimitStatus {
	limit: number;
	remaining: number;
	/** ISO 8601 UTC, by the local clock; absent while no window is known. */
	resetAt?: string;
}

interface Waiter extends Visitor {
	admit(): void;
	refuse(error: Error): void;
	blocked: boolean;
}

/**
 * Lets requests through so that every call of a window is used and never one more.
 *
 * What is allowed: `remaining` of the window, less the requests in flight, less those that ended
 * without telling whether they were counted. Correctness rests on what the server says;
 * where it says nothing, at most `limit` requests go within any one window's length.
 */
export class RequestGate {
	readonly #clock: Clock;
	readonly #windowMs: number;
	readonly #serverClock = new ServerClock();
	readonly #pace: Pace;
	readonly #waiters: Waiter[] = [];
	#alarm: AbortController | undefined;

	#limit = documentedLimit;
	#remaining = documentedLimit;
	/** The end of the window that `#remaining` belongs to, once an answer has told it. */
	#reset: ResetTime | undefined;
	#lastReset: ResetTime | undefined;
	/** When requests ended that may or may not have been counted in this window. */
	#uncounted: number[] = [];
	#inFlight = 0;
	#closedUntil = -Infinity;
	/** Until something was heard, one request goes alone: it tells what the window allows. */
	#heardAt = -Infinity;

	constructor(clock: Clock, options: { concurrency: number; windowMs?: number }) {
		this.#clock = clock;
		this.#windowMs = options.windowMs ?? documentedWindowMs;
		this.#pace = new Pace(options.concurrency);
	}

	/**
	 * Waits until a request may be sent.
	 * @throws IngramError `RATE_LIMIT` when that would take longer than the visitor may wait,
	 * `CANCELLED` as soon as its signal aborts.
	 */
	enter(visitor: Visitor): Promise<Admission> {
		return new Promise((resolve, reject) => {
			if (visitor.signal.aborted) {
				reject(cancelled());
				return;
			}
			const finish = () => {
				forget();
				this.#unblock([waiter]);
			};
			const waiter: Waiter = {
				...visitor,
				blocked: false,
				admit: () => {
					finish();
					resolve(this.#start());
				},
				refuse: (error) => {
					finish();
					reject(error);
				},
			};
			const forget = onAbort(visitor.signal, () => {
				this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
				waiter.refuse(cancelled());
				this.#letThrough();
			});
			this.#waiters.push(waiter);
			this.#letThrough();
		});
	}

	/** What is known of the rate limit now. */
	get status(): RateLimitStatus {
		this.#turnWindow(this.#clock.now());
		return {
			limit: this.#limit,
			remaining: Math.max(0, this.#remaining - this.#uncounted.length),
			...(this.#reset && { resetAt: new Date(this.#reset.late).toISOString() }),
		};
	}

	#letThrough(): void {
		this.#alarm?.abort();
		this.#alarm = undefined;
		for (;;) {
			const [next] = this.#waiters;
			if (!next) return;
			if (next.signal.aborted) {
				this.#waiters.shift();
				next.refuse(cancelled());
				continue;
			}
			const now = this.#clock.now();
			this.#turnWindow(now);
			const opensAt = this.#opensAt(now);
			if (opensAt === undefined) {
				this.#unblock();
				// An answer may be long in coming, and a new window does not depend on it.
				if (this.#reset) this.#wakeAt(this.#reset.late + guardMs);
				return;
			}
			if (opensAt > now) {
				this.#holdBack(now, opensAt);
				return;
			}
			this.#waiters.shift();
			next.admit();
		}
	}

	/** The earliest time to start the next request; undefined when that depends on an answer in flight. */
	#opensAt(now: number): number | undefined {
		if (this.#inFlight >= this.#concurrency(now)) return undefined;
		const limited = this.#closedUntil > now ? this.#closedUntil : this.#windowOpensAt(now);
		return limited === undefined ? undefined : Math.max(limited, this.#pace.nextStart);
	}

	#windowOpensAt(now: number): number | undefined {
		const left = this.#remaining - this.#uncounted.length;
		if (left > this.#inFlight) return now;
		if (left > 0) return undefined;
		if (this.#reset) return this.#reset.late + guardMs;
		const [oldest] = this.#uncounted;
		return oldest === undefined ? now + this.#windowMs : oldest + this.#windowMs + guardMs;
	}

	#concurrency(now: number): number {
		const fresh = now - this.#heardAt <= 2 * this.#windowMs;
		return fresh ? this.#pace.concurrency : 1;
	}

	/** Everyone waits until `opensAt`; who may not wait that long is refused now. */
	#holdBack(now: number, opensAt: number): void {
		const neededMs = opensAt - now;
		for (const waiter of [...this.#waiters]) {
			if (!waiter.blocked) {
				waiter.blocked = true;
				const isFirst = waiter.meter.begin();
				if (isFirst && neededMs <= waiter.meter.leftMs) waiter.onWait(neededMs);
			}
			if (neededMs > waiter.meter.leftMs) {
				this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
				const { maxWaitMs, waitedMs } = waiter.meter;
				waiter.refuse(rateLimitExhausted({ maxWaitMs, waitedMs, neededMs }));
			}
		}
		if (this.#waiters.length > 0) this.#wakeAt(opensAt);
	}

	#wakeAt(time: number): void {
		const alarm = new AbortController();
		this.#alarm = alarm;
		this.#clock.sleep(time - this.#clock.now(), alarm.signal).then(
			() => {
				if (!alarm.signal.aborted) this.#letThrough();
			},
			() => undefined,
		);
	}

	/** Waiting for an answer in flight is no waiting for the rate limit. */
	#unblock(waiters: readonly Waiter[] = this.#waiters): void {
		for (const waiter of waiters) {
			if (waiter.blocked) waiter.meter.end();
			waiter.blocked = false;
		}
	}

	#start(): Admission {
		const sentAt = this.#clock.now();
		this.#inFlight++;
		this.#pace.started(sentAt);
		let left = false;
		return {
			leave: (answered) => {
				if (left) return;
				left = true;
				this.#end({ sentAt, receivedAt: this.#clock.now() }, answered);
			},
		};
	}

	#end(exchange: Exchange, answered: Answered | undefined): void {
		this.#inFlight--;
		this.#heardAt = exchange.receivedAt;
		this.#turnWindow(exchange.receivedAt);
		if (answered) this.#learn(exchange, answered);
		else this.#uncounted.push(exchange.receivedAt);
		this.#letThrough();
	}

	#learn(exchange: Exchange, { headers, refusal }: Answered): void {
		this.#serverClock.observe(headers['date'], exchange);
		const told = readRateLimit(headers, exchange, this.#serverClock, this.#windowMs);
		if (told.limit !== undefined) this.#limitIs(told.limit);
		if (refusal === 'spike') {
			this.#closedUntil = this.#pace.slowDown(exchange, this.#windowMs / this.#limit);
		}
		if (told.reset && this.#isOver(told.reset, exchange)) return;
		if (told.reset && told.remaining !== undefined) {
			this.#learnWindow(exchange, told.reset, told.remaining);
		} else {
			this.#uncounted.push(exchange.receivedAt);
		}
		if (refusal === 'quota') this.#close(exchange, headers, told.reset ?? this.#reset);
	}

	/** An answer that was long under way tells of a window that is gone: it was counted there. */
	#isOver(reset: ResetTime, { sentAt }: Exchange): boolean {
		if (this.#reset) return reset.late < this.#reset.early;
		const last = this.#lastReset;
		return last !== undefined && sentAt < last.late && reset.early <= last.late;
	}

	#limitIs(limit: number): void {
		// A window nobody has told of yet was assumed to hold the limit known so far.
		if (!this.#reset) this.#remaining = limit;
		this.#limit = limit;
	}

	#learnWindow(exchange: Exchange, reset: ResetTime, remaining: number): void {
		if (this.#reset && reset.early <= this.#reset.late) {
			this.#reset = {
				early: Math.max(reset.early, this.#reset.early),
				late: Math.min(reset.late, this.#reset.late),
			};
			this.#remaining = Math.min(this.#remaining, remaining);
		} else {
			this.#reset = reset;
			this.#remaining = remaining;
		}
		// The server had counted whatever ended a while before this request was sent.
		const counted = exchange.sentAt - overtakingMs;
		this.#uncounted = this.#uncounted.filter((endedAt) => endedAt > counted);
	}

	/** The server says that the window is used up. */
	#close(exchange: Exchange, headers: Answered['headers'], reset: ResetTime | undefined): void {
		const retryAfterMs = readRetryAfter(headers['retry-after'], exchange, this.#serverClock);
		const opensAt =
			reset?.late ?? exchange.receivedAt + Math.min(retryAfterMs ?? this.#windowMs, this.#windowMs);
		const jitter = this.#clock.random() * crowdMs;
		this.#closedUntil = Math.max(this.#closedUntil, opensAt + guardMs + jitter);
	}

	/** Forgets a window that is over by now, and requests too old to count in the present one. */
	#turnWindow(now: number): void {
		const reset = this.#reset;
		if (reset && now >= reset.late + guardMs) {
			this.#lastReset = reset;
			this.#reset = undefined;
			this.#remaining = this.#limit;
			this.#uncounted = this.#uncounted.filter((endedAt) => endedAt >= reset.early);
			this.#pace.recover();
		}
		const oldest = now - this.#windowMs - guardMs;
		this.#uncounted = this.#uncounted.filter((endedAt) => endedAt > oldest);
	}
}
