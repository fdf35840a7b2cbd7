import type { Exchange, RateLimitHeaders, ResetTime } from './headers.ts';

/** Order Lookup API v5, Rate Limiting: 60 calls in 60 s, until an answer says otherwise. */
const documentedLimit = 60;
export const documentedWindowMs = 60_000;

/** Timers and the server's own bookkeeping are not exact to the millisecond. */
export const safetyMarginMs = 25;

/** A request that was given up may arrive this much later than one that was sent after it. */
const overtakingMs = 5000;

/** How much later than its headers say a window can end: the server's machines have clocks of their own. */
const maxLateMs = 5000;
const firstLateMs = 250;

/**
 * Which window an answer speaks of. `late`: of one that should have been over. `unknown` where it does
 * not say, or says what cannot be.
 */
export type WindowTold = 'present' | 'past' | 'late' | 'unknown';

/**
 * What is known of the server's present window. It has no clock: every time is given, in
 * milliseconds since 1970 by the local clock.
 *
 * What is left is what the server said, less the requests that ended without telling whether they
 * were counted. Where the server says nothing, `limit` requests go within any one window's length.
 */
export class RateWindow {
	readonly #windowMs: number;
	#limit = documentedLimit;
	#remaining = documentedLimit;
	/** The end of the window that `#remaining` belongs to, once an answer has told it. */
	#reset: ResetTime | undefined;
	#lastReset: ResetTime | undefined;
	/** How much later than told windows were seen to end. */
	#lateByMs = 0;
	/** When requests ended that may or may not have been counted in this window. */
	#unheard: number[] = [];

	constructor(windowMs: number) {
		this.#windowMs = windowMs;
	}

	get limit(): number {
		return this.#limit;
	}

	get remaining(): number {
		return Math.max(0, this.#remaining - this.#unheard.length);
	}

	/** When the present window is over for certain; undefined while no window is known. */
	get endsAt(): number | undefined {
		return this.#reset && this.#endOf(this.#reset);
	}

	/** Whether a window ended later than it was told to. */
	get hasEndedLate(): boolean {
		return this.#lateByMs > 0;
	}

	/** Forgets a window that is over by now, and requests too old to count in the present one. */
	turn(now: number): void {
		const reset = this.#reset;
		if (reset && now >= this.#endOf(reset)) {
			this.#lastReset = reset;
			this.#reset = undefined;
			this.#remaining = this.#limit;
			this.#unheard = this.#unheard.filter((endedAt) => endedAt >= reset.early);
		}
		const oldest = now - this.#windowMs - safetyMarginMs;
		this.#unheard = this.#unheard.filter((endedAt) => endedAt > oldest);
	}

	/** The earliest time for the next request; undefined when that depends on an answer under way. */
	opensAt(now: number, inFlight: number): number | undefined {
		const left = this.#remaining - this.#unheard.length;
		if (left > inFlight) return now;
		if (left > 0) return undefined;
		const [oldest = now] = this.#unheard;
		return this.endsAt ?? oldest + this.#windowMs + safetyMarginMs;
	}

	/** A request ended without an answer; the server may have counted it. */
	countUnheard(endedAt: number): void {
		this.#unheard.push(endedAt);
	}

	/** Takes in what an answer says. */
	learn(exchange: Exchange, { limit, remaining, reset }: RateLimitHeaders): WindowTold {
		if (limit !== undefined) this.#limitIs(limit);
		if (reset && this.#isOfPastWindow(reset, exchange)) return 'past';
		if (!reset || remaining === undefined || !this.#canBe(reset, exchange)) {
			this.countUnheard(exchange.receivedAt);
			return 'unknown';
		}
		const isLate = this.#learnLateness(reset, exchange);
		this.#learnWindow(exchange, reset, remaining);
		return isLate ? 'late' : 'present';
	}

	/**
	 * When to ask again after an answer said that the window is used up.
	 * @param retryAfterMs what the answer says of that in its own header
	 */
	opensAfterRefusal(
		{ receivedAt }: Exchange,
		{ reset }: RateLimitHeaders,
		retryAfterMs: number | undefined,
	): number {
		if (reset) return this.#endOf(reset);
		if (retryAfterMs !== undefined) return receivedAt + Math.min(retryAfterMs, this.#windowMs);
		return this.endsAt ?? receivedAt + this.#windowMs;
	}

	#endOf(reset: ResetTime): number {
		return reset.late + this.#lateByMs + safetyMarginMs;
	}

	/** An answer that was long under way was counted in a window that is gone. */
	#isOfPastWindow(reset: ResetTime, { sentAt }: Exchange): boolean {
		const last = this.#lastReset;
		return last !== undefined && sentAt < this.#endOf(last) && reset.early <= last.late;
	}

	/** A nearer reset than the known one is that of another limit; one long past is none at all. */
	#canBe(reset: ResetTime, { sentAt }: Exchange): boolean {
		if (this.#reset && reset.late < this.#reset.early) return false;
		return reset.late + maxLateMs > sentAt;
	}

	/** A request that was sent after a window's end and still met it shows when it really ends. */
	#learnLateness(reset: ResetTime, { sentAt }: Exchange): boolean {
		const last = this.#lastReset;
		if (!last || reset.early > last.late) return false;
		const seen = sentAt - last.late;
		this.#lateByMs = Math.min(maxLateMs, seen + Math.max(firstLateMs, this.#lateByMs));
		return true;
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
		this.#unheard = this.#unheard.filter((endedAt) => endedAt > counted);
	}

	#limitIs(limit: number): void {
		// A window nobody has told of yet was assumed to hold the limit known so far.
		if (!this.#reset) this.#remaining = limit;
		this.#limit = limit;
	}
}
