import { cancelled } from '../../errors/cancelled.ts';
import { rateLimitExhausted } from '../../errors/rate-limit-exhausted.ts';
import type { Clock } from '../../host.ts';
import { onAbort } from '../on-abort.ts';
import { readRetryAfter } from '../../time/retry-after.ts';
import { sleepUntil } from '../../time/sleep-until.ts';
import { readRateLimit, type Exchange } from './headers.ts';
import { Pace } from './pace.ts';
import { ServerClock } from './server-clock.ts';
import type { WaitMeter } from './wait-meter.ts';
import { documentedWindowMs, RateWindow, safetyMarginMs } from './window.ts';

/** After a refusal other processes wait for the same reset; a random part of this keeps them apart. */
const jitterMs = 200;

/** A second refusal in a row is waited out for at least this long, in milliseconds; it doubles each time. */
const firstBackoffMs = 1000;

/** While a window is unknown one request goes alone; after each of these without an answer, one more. */
const soloMs = 3000;

/** So many go at once into a new window before an answer has told that the one before is over. */
const untoldConcurrency = 16;

/**
 * What became of a request that was answered. `quota`: the window is used up. `spike`: too many at
 * once. `broken`: the server failed. `refused`: any other answer that is not what was asked for.
 */
export type AnswerResult = 'good' | 'refused' | 'broken' | 'quota' | 'spike';

/** How a request ended. */
export type Ending =
	| {
			kind: 'answered';
			headers: Readonly<Record<string, string | undefined>>;
			result: AnswerResult;
	  }
	/** It may have reached the server, and may have been counted. */
	| { kind: 'unanswered' }
	/** It certainly did not reach the server. */
	| { kind: 'not-sent' };

/** Leave to send one request. `leave` must be called whatever comes of it; only the first call counts. */
export interface Admission {
	leave(ending: Ending): void;
}

/** Who asks for admission. */
export interface Visitor {
	signal: AbortSignal;
	/** Of the run that the request belongs to. */
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
	isBlocked: boolean;
}

/** A request under way. */
interface InFlight {
	sentAt: number;
	meter: WaitMeter;
}

/**
 * Lets requests through so that every call of a window is used and never one more: the queue in front
 * of a `RateWindow`, at the speed of a `Pace`.
 */
export class RequestGate {
	readonly #clock: Clock;
	readonly #window = new RateWindow(documentedWindowMs);
	readonly #pace = new Pace();
	readonly #serverClock = new ServerClock();
	readonly #waiters: Waiter[] = [];
	readonly #inFlight = new Set<InFlight>();
	/** The runs that have sent a request, and whether the last request was the first of its run. */
	readonly #knownRuns = new WeakSet<WaitMeter>();
	#lastWasNewcomer = false;
	#alarm: AbortController | undefined;
	#closedUntil = -Infinity;
	/** When an answer last told what the window allows. */
	#toldAt = -Infinity;
	#refusals = { inARow: 0, lastAt: -Infinity };

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/**
	 * Waits until a request may be sent. Who has nothing under way goes before the others of those
	 * who have: a search that reads ahead does not hold up a look-up.
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
				isBlocked: false,
				admit: () => {
					finish();
					resolve(this.#start(visitor.meter));
				},
				refuse: (error) => {
					finish();
					reject(error);
				},
			};
			const forget = onAbort(visitor.signal, () => {
				this.#remove(waiter);
				waiter.refuse(cancelled());
				this.#letThrough();
			});
			this.#waiters.push(waiter);
			this.#letThrough();
		});
	}

	/** What is known of the rate limit now. */
	get status(): RateLimitStatus {
		this.#window.turn(this.#clock.now());
		const { limit, remaining, endsAt } = this.#window;
		return {
			limit,
			remaining,
			...(endsAt !== undefined && { resetAt: new Date(endsAt - safetyMarginMs).toISOString() }),
		};
	}

	#letThrough(): void {
		this.#alarm?.abort();
		this.#alarm = undefined;
		const begun: Waiter[] = [];
		let neededMs = 0;
		for (let next = this.#next(); next; next = this.#next()) {
			const now = this.#clock.now();
			this.#window.turn(now);
			const opensAt = this.#opensAt(now);
			if (opensAt === undefined) {
				this.#unblock(this.#waiters);
				this.#wakeAt(this.#changesAt());
				break;
			}
			if (opensAt > now) {
				neededMs = opensAt - now;
				begun.push(...this.#holdBack(neededMs));
				if (this.#waiters.length > 0) this.#wakeAt(opensAt);
				break;
			}
			this.#remove(next);
			next.admit();
		}
		// A host may do anything when it is told, so the queue is in order by then.
		for (const waiter of begun) waiter.onWait(neededMs);
	}

	/**
	 * A run's first request, then the first in the queue of those whose run has nothing under way, then
	 * the first. Newcomers go one at a time, so that they do not hold up the others for ever.
	 */
	#next(): Waiter | undefined {
		const busy = new Set(Array.from(this.#inFlight, ({ meter }) => meter));
		const isIdle = ({ meter }: Waiter) => !busy.has(meter);
		const newcomer = this.#lastWasNewcomer
			? undefined
			: this.#waiters.find(({ meter }) => !this.#knownRuns.has(meter));
		return newcomer ?? this.#waiters.find(isIdle) ?? this.#waiters[0];
	}

	/** The earliest time to start the next request; undefined when that depends on an answer under way. */
	#opensAt(now: number): number | undefined {
		const inFlight = this.#inFlight.size;
		if (inFlight >= this.#concurrency(now)) return undefined;
		const limited =
			this.#closedUntil > now ? this.#closedUntil : this.#window.opensAt(now, inFlight);
		return limited === undefined ? undefined : Math.max(limited, this.#pace.nextStart);
	}

	#concurrency(now: number): number {
		const { concurrency } = this.#pace;
		if (!this.#isTold(now)) {
			const unanswered = Math.max(0, now - this.#oldestStart);
			return Math.min(concurrency, 1 + Math.floor(unanswered / soloMs));
		}
		if (this.#window.endsAt !== undefined) return concurrency;
		// Nobody has told of this window yet, and the one before may not be over.
		return Math.min(concurrency, this.#window.hasEndedLate ? 1 : untoldConcurrency);
	}

	#isTold(now: number): boolean {
		return now - this.#toldAt <= 2 * documentedWindowMs;
	}

	/** When something may change without an answer: a new window, or one more that goes alone. */
	#changesAt(): number {
		const nextSolo = this.#isTold(this.#clock.now())
			? Infinity
			: this.#oldestStart + soloMs * this.#inFlight.size;
		return Math.min(this.#window.endsAt ?? Infinity, nextSolo);
	}

	get #oldestStart(): number {
		let oldest = Infinity;
		for (const { sentAt } of this.#inFlight) oldest = Math.min(oldest, sentAt);
		return oldest;
	}

	/** Everyone waits; who may not wait that long is refused now. Returns whose runs begin to wait. */
	#holdBack(neededMs: number): Waiter[] {
		const begun: Waiter[] = [];
		for (const waiter of [...this.#waiters]) {
			const { meter } = waiter;
			const isFirst = !waiter.isBlocked && meter.begin();
			waiter.isBlocked = true;
			if (neededMs <= meter.leftMs) {
				if (isFirst) begun.push(waiter);
				continue;
			}
			this.#remove(waiter);
			const { maxWaitMs, waitedMs } = meter;
			waiter.refuse(rateLimitExhausted({ maxWaitMs, waitedMs, neededMs }));
		}
		return begun;
	}

	#wakeAt(time: number): void {
		if (time === Infinity) return;
		const alarm = new AbortController();
		this.#alarm = alarm;
		sleepUntil(this.#clock, time, alarm.signal).then(
			() => {
				if (!alarm.signal.aborted) this.#letThrough();
			},
			() => undefined,
		);
	}

	/** To wait for an answer under way is not to wait for the rate limit. */
	#unblock(waiters: readonly Waiter[]): void {
		for (const waiter of waiters) {
			if (waiter.isBlocked) waiter.meter.end();
			waiter.isBlocked = false;
		}
	}

	#remove(waiter: Waiter): void {
		const index = this.#waiters.indexOf(waiter);
		if (index >= 0) this.#waiters.splice(index, 1);
	}

	#start(meter: WaitMeter): Admission {
		const request: InFlight = { sentAt: this.#clock.now(), meter };
		this.#inFlight.add(request);
		this.#lastWasNewcomer = !this.#knownRuns.has(meter);
		this.#knownRuns.add(meter);
		this.#pace.started(request.sentAt);
		return {
			leave: (ending) => {
				if (this.#inFlight.has(request)) this.#end(request, ending);
			},
		};
	}

	#end(request: InFlight, ending: Ending): void {
		const wasFull = this.#inFlight.size >= this.#pace.concurrency;
		this.#inFlight.delete(request);
		const exchange: Exchange = { sentAt: request.sentAt, receivedAt: this.#clock.now() };
		this.#window.turn(exchange.receivedAt);
		if (ending.kind === 'unanswered') this.#window.countUnheard(exchange.receivedAt);
		if (ending.kind === 'answered') this.#learn(exchange, ending, wasFull);
		this.#letThrough();
	}

	#learn(
		exchange: Exchange,
		{ headers, result }: Ending & { kind: 'answered' },
		wasFull: boolean,
	): void {
		const hadLeft = this.#window.endsAt !== undefined && this.#window.remaining > 0;
		this.#serverClock.observe(headers['date'], exchange);
		const told = readRateLimit(headers, exchange, this.#serverClock, documentedWindowMs);
		const ofWindow = this.#window.learn(exchange, told);
		// A service that never tells of its limit tells by its good answers that it has one left.
		const isNews = exchange.sentAt >= this.#refusals.lastAt;
		if (ofWindow === 'late') this.#toldAt = -Infinity;
		else if (isNews && (ofWindow === 'present' || result === 'good')) {
			this.#toldAt = exchange.receivedAt;
		}
		switch (result) {
			case 'good':
				this.#refusals.inARow = 0;
				this.#pace.answeredWell(exchange, wasFull);
				break;
			case 'broken':
				this.#pace.answeredBadly(exchange);
				break;
			case 'spike':
				this.#closedUntil = Math.max(
					this.#closedUntil,
					this.#pace.arrested(exchange, documentedWindowMs / this.#window.limit),
				);
				break;
			case 'quota':
				if (hadLeft && ofWindow === 'present') this.#pace.crowded(exchange.receivedAt);
				// What was refused in a window that is over is worth another try at once.
				if (ofWindow !== 'past') this.#close(exchange, headers, told);
				break;
			case 'refused':
				break;
		}
	}

	/** The server says that the window is used up; when it has said so before, its words are not all. */
	#close(
		exchange: Exchange,
		headers: Readonly<Record<string, string | undefined>>,
		told: ReturnType<typeof readRateLimit>,
	): void {
		const { sentAt, receivedAt } = exchange;
		const opensAt = this.#window.opensAfterRefusal(exchange, told, readRetryAfter(headers));
		// Those that were under way together were refused together.
		if (sentAt >= this.#refusals.lastAt) {
			this.#refusals = { inARow: this.#refusals.inARow + 1, lastAt: receivedAt };
		}
		const { inARow } = this.#refusals;
		if (inARow > 1) this.#toldAt = -Infinity;
		const backoffMs = inARow < 2 ? 0 : firstBackoffMs * 2 ** (inARow - 2);
		const opens = Math.max(opensAt, receivedAt + Math.min(backoffMs, documentedWindowMs));
		this.#closedUntil = Math.max(this.#closedUntil, opens + this.#clock.random() * jitterMs);
	}
}
