import type { Clock } from '../../src/host.ts';

interface Event {
	at: number;
	happen: () => void;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Time that passes only when nobody has anything left to do: an hour takes a millisecond, and the
 * same happens every time. Timers behave like those of Node.js, which count whole milliseconds.
 */
export class VirtualClock implements Clock {
	readonly #sleepers = new Set<Event>();
	readonly #events: Event[] = [];
	readonly #startedAt: number;
	#now: number;
	#seed: number;

	constructor(options: { startAt?: number; seed?: number } = {}) {
		this.#startedAt = options.startAt ?? Date.UTC(2026, 0, 15, 12);
		this.#now = this.#startedAt;
		this.#seed = options.seed ?? 1;
	}

	now = (): number => this.#now;

	/** Milliseconds since this clock was made. */
	get elapsedMs(): number {
		return this.#now - this.#startedAt;
	}

	/** How many sleeps have neither ended nor been aborted. */
	get sleeping(): number {
		return this.#sleepers.size;
	}

	sleep = (ms: number, signal: AbortSignal): Promise<void> =>
		new Promise((resolve, reject) => {
			if (signal.aborted) {
				reject(new Error('aborted'));
				return;
			}
			const onAbort = () => {
				this.#remove(timer);
				reject(new Error('aborted'));
			};
			const timer = this.after(Math.max(1, Math.trunc(ms)), () => {
				this.#sleepers.delete(timer);
				signal.removeEventListener('abort', onAbort);
				resolve();
			});
			this.#sleepers.add(timer);
			signal.addEventListener('abort', onAbort, { once: true });
		});

	/** Evenly spread and always the same (mulberry32). */
	random = (): number => {
		this.#seed = (this.#seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};

	/** Something that happens in the world outside, whoever waits for it. */
	after(ms: number, happen: () => void): Event {
		const event = { at: this.#now + ms, happen };
		this.#events.push(event);
		return event;
	}

	/** Lets time pass until the work is done; fails when it would never be, or not in time. */
	async run<T>(work: Promise<T>, withinMs = 30 * dayMs): Promise<T> {
		const state = { isDone: false };
		const done = () => {
			state.isDone = true;
		};
		work.then(done, done);
		const latest = this.#now + withinMs;
		for (;;) {
			await everythingElse();
			if (state.isDone) return work;
			if (!this.#happenNext(latest)) {
				throw new Error(
					this.#events.length === 0
						? 'It never ends: nothing is left that could happen.'
						: `It has not ended after ${withinMs} ms.`,
				);
			}
		}
	}

	/** Lets this much time pass, and all that happens in it. */
	async pass(ms: number): Promise<void> {
		const until = this.#now + ms;
		do await everythingElse();
		while (this.#happenNext(until));
		this.#now = until;
	}

	/** Lets happen what is still under way, e.g. answers that nobody waits for any more. */
	async settle(): Promise<void> {
		do await everythingElse();
		while (this.#happenNext(Infinity));
	}

	#happenNext(latest: number): boolean {
		let next: Event | undefined;
		for (const event of this.#events) if (!next || event.at < next.at) next = event;
		if (!next || next.at > latest) return false;
		this.#remove(next);
		this.#now = Math.max(this.#now, next.at);
		next.happen();
		return true;
	}

	#remove(event: Event): void {
		this.#sleepers.delete(event);
		const index = this.#events.indexOf(event);
		if (index >= 0) this.#events.splice(index, 1);
	}
}

/** Resolves when all promises that could settle without time passing have done so. */
function everythingElse(): Promise<void> {
	return new Promise((resolve) => {
		setImmediate(resolve);
	});
}
