import type { ApiVersion, Listing } from '../api/version.ts';
import { versionOf } from '../api/versions.ts';
import { IngramError } from '../errors/ingram-error.ts';
import { criteriaFor, type Criteria } from '../input/criteria.ts';
import { orderKey } from '../orders/identity.ts';
import type { Order } from '../orders/order.ts';
import type { IngramClient } from '../requests/client.ts';
import { Outage } from '../requests/outage.ts';
import type { Run } from '../requests/run.ts';
import { formatUtc } from '../time/format-utc.ts';
import type { Seen } from './compare.ts';
import { deadlineAt } from './deadline.ts';
import type { Observed } from './events.ts';
import type { Held } from './held.ts';
import { observe } from './identity.ts';
import { dueLookUps, lookUpsOf, type LookUp } from './look-ups.ts';
import type { WatchPlan } from './plan.ts';
import { readWhole } from '../reading/read-whole.ts';
import type { WatchState } from './state.ts';
import { isWithin, nextWindow, without, type Period, type SweepPosition } from './sweep.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How far back the first poll looks for new orders, and how much of them is asked for at once. */
const createdPeriodMs = dayMs;

/** What fails is told in a warning once it has failed in so many polls. */
const failuresToldAt = 3;

/** What a poll saw. */
export interface Polled {
	seen: Seen;
	/** How often what can be left to the next poll has failed, by its name. */
	failures: ReadonlyMap<string, number>;
	/** What was found on the lists of holds, by its key. */
	listed: ReadonlySet<string>;
	/** In whole sentences. */
	warnings: string[];
}

/** What is known before a poll. */
export interface PollStart {
	state: WatchState | undefined;
	failures: ReadonlyMap<string, number>;
	/** The mark of the account. */
	account: string;
	/** See `WatchState`. */
	series: string;
	/** What the last poll found on the lists of holds, by its key; undefined where that is not known. */
	listed?: ReadonlySet<string>;
	/** What can be left to the next poll must be over by then, in milliseconds since 1970. */
	spareUntil?: number;
}

/** What came of something that can be left to the next poll. */
type SpareOutcome =
	| { kind: 'done' }
	| { kind: 'failed'; failure: IngramError }
	| { kind: 'out-of-time'; requests: number };

/**
 * Asks what there is to know: what is on hold by its status, what has been entered since, each
 * order that has left the lists of holds, and a part of the lookback. The first is needed for a
 * complete poll; of the others, what fails or finds no time is left to the next one.
 * @throws IngramError of every code but `INVALID_INPUT`
 */
export async function pollOrders(
	client: IngramClient,
	plan: WatchPlan,
	start: PollStart,
	run: Run,
): Promise<Polled> {
	const asking = new Asking(client, plan, start, run);
	await asking.askForHolds();
	if (plan.telling.events.has('orderCreated')) await asking.askForCreated();
	await asking.lookUpWhatLeft();
	await asking.sweep();
	return asking.result();
}

/** One poll under way. */
class Asking {
	readonly #client: IngramClient;
	readonly #plan: WatchPlan;
	readonly #start: PollStart;
	readonly #run: Run;
	readonly #version: ApiVersion;
	readonly #at: number;
	readonly #observed = new Map<string, Observed>();
	readonly #absent = new Set<string>();
	readonly #failures: Map<string, number>;
	readonly #warnings: string[] = [];
	#listed: ReadonlySet<string> = new Set();
	#hasFailed = false;
	#created: Seen['created'];
	#position: SweepPosition | undefined;
	#unswept: readonly Period[];

	constructor(client: IngramClient, plan: WatchPlan, start: PollStart, run: Run) {
		this.#client = client;
		this.#plan = plan;
		this.#start = start;
		this.#run = run;
		this.#version = versionOf(client.account);
		this.#at = Math.floor(client.host.now());
		// Windows have their turns; all else that failed is tried again in this poll.
		this.#failures = new Map([...start.failures].filter(([name]) => isWindow(name)));
		this.#position = start.state?.sweep;
		// What is entered after the first poll is new whenever it is read.
		this.#unswept = start.state?.unswept ?? [{ from: 0, to: this.#at }];
	}

	result(): Polled {
		const { account, series } = this.#start;
		return {
			seen: {
				at: this.#at,
				...{ account, series, horizon: this.#horizon },
				observed: this.#observed,
				absent: this.#absent,
				unswept: this.#unswept,
				...(this.#position && { sweep: this.#position }),
				...(this.#created && { created: this.#created }),
			},
			failures: this.#failures,
			listed: this.#listed,
			warnings: this.#warnings,
		};
	}

	/** From the lookback or the oldest hold that is known, so that an old hold does not look released. */
	async askForHolds(): Promise<void> {
		const createdAfter = this.#held
			.filter(({ statusCode }) => this.#version.isListedAsHeld(statusCode))
			.map(({ entryTimestamp }) => Date.parse(entryTimestamp))
			.reduce((min, time) => (time < min ? time : min), this.#horizon);
		const criteria = this.#criteria({ createdAfter: wholeSecond(createdAfter) });
		const { account, host } = this.#client;
		await this.#read(this.#version.heldListings(account, criteria, host.now()), this.#run);
		const held = [...this.#observed.values()].filter(({ subOrder }) => subOrder?.onHold);
		this.#listed = new Set(held.map(({ key }) => key));
	}

	/**
	 * A long time at once might never find the time, so it is asked for in periods, as many as there is
	 * time for. A failure of the service is one of the poll.
	 */
	async askForCreated(): Promise<void> {
		const known = this.#start.state?.created?.from;
		let from = known ?? this.#at - createdPeriodMs;
		// Periods overlap, so that an order may be in two of them.
		const orders = new Map<string, Order>();
		for (let isLast = false; !isLast;) {
			const to = from + createdPeriodMs;
			// Up to here clocks may differ: what is entered next must not be before what has been read.
			isLast = to + createdPeriodMs >= this.#at;
			const period = { from, to: isLast ? Infinity : to };
			const outcome = await this.#spare('created', async (run) => {
				for (const order of await this.#askForPeriod(period, run)) {
					// Where only days can be asked for, older ones come as well.
					const isOlder = Date.parse(order.entryTimestamp) < period.from;
					if (!isOlder) orders.set(orderKey(order), order);
				}
			});
			if (outcome.kind === 'failed') throw outcome.failure;
			if (outcome.kind === 'out-of-time') return;
			// An order that is entered in the future must not hide those of today.
			const newest = isLast ? Math.min(newestEntry(orders.values()), this.#at) : to;
			from = Math.max(from, newest - this.#version.entryOverlapMs);
			this.#created = { orders: [...orders.values()], from };
		}
	}

	async lookUpWhatLeft(): Promise<void> {
		const { fullScanEvery: every } = this.#plan;
		const due = dueLookUps({
			held: this.#unseen,
			isExpectedOnLists: (held) => this.#isExpectedOnLists(held),
			isSwept: (enteredAt) => every > 0 && enteredAt >= this.#horizon,
			every,
			failures: this.#start.failures,
		});
		await this.#lookUp(due);
	}

	/** Reads the next window of the lookback; all, as far as there is time, where statuses are watched. */
	async sweep(): Promise<void> {
		const { fullScanEvery, telling } = this.#plan;
		if (fullScanEvery === 0) return;
		const windows = telling.events.has('statusChanged') ? fullScanEvery : 1;
		for (let read = 0; read < windows; read++) {
			if (!(await this.#readNextWindow(read === 0))) return;
		}
	}

	/**
	 * One that fails is passed over; one that finds no time is the next one again, unless it never fits.
	 * @returns whether there may be time for another one
	 */
	async #readNextWindow(isFirst: boolean): Promise<boolean> {
		const { fullScanEvery: count, lookbackMs } = this.#plan;
		const { window, after } = nextWindow(this.#position, { lookbackMs, count }, this.#at);
		const { period, isOpen } = window;
		const name = windowName(window.number % count);
		const outcome = await this.#spare(name, async (run) => {
			await this.#askForPeriod(period, run);
		});
		const isOutOfTime = outcome.kind === 'out-of-time';
		const hadTime = !isOutOfTime || (isFirst && outcome.requests > 0);
		if (!hadTime) return false;
		if (outcome.kind === 'done') {
			this.#failures.delete(name);
		} else {
			const orders = `The orders entered from ${utc(period.from)} to ${utc(isOpen ? this.#at : period.to)}`;
			const isGivenUp = this.#countFailure(
				name,
				isOutOfTime
					? `${orders} take longer to read than a poll may take. Choose a larger Full Scan Every or a shorter Lookback.`
					: `${orders} could not be read: ${outcome.failure.message}`,
			);
			if (!isOutOfTime) this.#position = after;
			if (!isGivenUp) return !isOutOfTime;
		}
		this.#position = after;
		// What was on hold and is not there any more, or cannot be read there.
		await this.#lookUp(lookUpsOf(this.#unseen.filter((held) => isEntered(held, period))));
		return !isOutOfTime;
	}

	/** One request for each order, as far as there is time. */
	async #lookUp(lookUps: readonly LookUp[]): Promise<void> {
		let hasTime = true;
		for (const lookUp of lookUps) {
			const { name, orderNumber, customerOrderNumber, held } = lookUp;
			const failed = this.#start.failures.get(name);
			if (!hasTime) {
				if (failed !== undefined) this.#failures.set(name, failed);
				continue;
			}
			const outcome = await this.#spare(name, async (run) => {
				await this.#ask({ orderNumber, customerOrderNumber }, run);
				for (const { key } of held) if (!this.#observed.has(key)) this.#absent.add(key);
			});
			if (outcome.kind === 'failed') {
				const order = this.#client.quote(orderNumber || customerOrderNumber);
				this.#countFailure(
					name,
					`Order ${order} was on hold and could not be looked up: ${outcome.failure.message}`,
				);
			}
			hasTime = outcome.kind !== 'out-of-time';
		}
	}

	/**
	 * Counts what failed in one poll after the other, and warns once.
	 * @returns whether it has failed so often
	 */
	#countFailure(name: string, warning: string): boolean {
		const failures = (this.#start.failures.get(name) ?? 0) + 1;
		this.#failures.set(name, failures);
		if (failures === failuresToldAt) this.#warnings.push(warning);
		return failures >= failuresToldAt;
	}

	/**
	 * Does what can be left to the next poll. Its failures are its own: neither an outage that it meets
	 * nor an answer that is wrong ends the poll.
	 */
	async #spare(name: string, work: (run: Run) => Promise<void>): Promise<SpareOutcome> {
		const { host } = this.#client;
		const { spareUntil, failures } = this.#start;
		const isOver = spareUntil !== undefined && host.now() >= spareUntil;
		if (isOver || this.#run.signal.aborted) return { kind: 'out-of-time', requests: 0 };
		const deadline = deadlineAt(host, this.#run.signal, spareUntil);
		// What fails from poll to poll, or after something else has failed, is not tried again and again.
		const maxAttempts = this.#hasFailed || failures.has(name) ? 1 : this.#run.maxAttempts;
		const run: Run = {
			...this.#run,
			...{ signal: deadline.signal, maxAttempts, outage: new Outage(), requests: 0 },
		};
		try {
			await work(run);
			return { kind: 'done' };
		} catch (thrown) {
			if (!(thrown instanceof IngramError)) throw thrown;
			if (thrown.code === 'CANCELLED' || thrown.code === 'RATE_LIMIT') {
				return { kind: 'out-of-time', requests: run.requests };
			}
			this.#hasFailed = true;
			return { kind: 'failed', failure: thrown };
		} finally {
			deadline.forget();
			this.#run.requests += run.requests;
		}
	}

	/** All orders entered within a period; one that ends at Infinity is open. */
	async #askForPeriod(period: Period, run: Run): Promise<Order[]> {
		const { from: createdAfter, to } = period;
		const criteria = { createdAfter, ...(to < Infinity && { createdBefore: to }) };
		const orders = await this.#ask(criteria, run);
		this.#unswept = without(this.#unswept, period);
		return orders;
	}

	#ask(criteria: Partial<Criteria>, run: Run): Promise<Order[]> {
		const { account, host } = this.#client;
		return this.#read(this.#version.listings(account, this.#criteria(criteria), host.now()), run);
	}

	/** All orders of the listings. What was read later holds. */
	async #read(listings: readonly Listing[], run: Run): Promise<Order[]> {
		const orders: Order[] = [];
		for (const listing of listings) orders.push(...(await readWhole(this.#client, run, listing)));
		for (const observed of orders.flatMap(observe)) this.#observed.set(observed.key, observed);
		return orders;
	}

	#criteria(criteria: Partial<Criteria>): Criteria {
		return criteriaFor(this.#plan, criteria);
	}

	/** Lists that may not be whole are relied on only for what they held before. */
	#isExpectedOnLists({ key, statusCode }: Held): boolean {
		const { listed } = this.#start;
		const isRelied = this.#version.listsAllHeld || !listed || listed.has(key);
		return isRelied && this.#version.isListedAsHeld(statusCode);
	}

	get #horizon(): number {
		return this.#at - this.#plan.lookbackMs;
	}

	get #held(): Held[] {
		return [...(this.#start.state?.held.values() ?? [])];
	}

	/** What was on hold, and has neither been seen nor been looked up in vain. */
	get #unseen(): Held[] {
		return this.#held.filter(({ key }) => !this.#observed.has(key) && !this.#absent.has(key));
	}
}

function windowName(place: number): string {
	return `window ${String(place)}`;
}

function isWindow(name: string): boolean {
	return name.startsWith('window ');
}

function isEntered({ entryTimestamp }: Held, period: Period): boolean {
	return isWithin([period], Date.parse(entryTimestamp));
}

/** The newest entry, in milliseconds since 1970; -Infinity where there is none. */
function newestEntry(orders: Iterable<Order>): number {
	let newest = -Infinity;
	for (const { entryTimestamp } of orders) {
		newest = Math.max(newest, Date.parse(entryTimestamp) || -Infinity);
	}
	return newest;
}

function wholeSecond(time: number): number {
	return Math.floor(time / 1000) * 1000;
}

function utc(time: number): string {
	return formatUtc(new Date(wholeSecond(time)));
}
