import type { ApiVersion } from '../api/version.ts';
import { versionOf } from '../api/versions.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { Criteria } from '../input/criteria.ts';
import type { Order } from '../orders/order.ts';
import type { IngramClient } from '../requests/client.ts';
import { Outage } from '../requests/outage.ts';
import type { Run } from '../requests/run.ts';
import { createdOverlapMs, type Seen } from './compare.ts';
import type { Observed } from './events.ts';
import { groupBy } from './group-by.ts';
import { observe } from './identity.ts';
import type { WatchPlan } from './plan.ts';
import { readWhole } from './read-whole.ts';
import type { Held, WatchState } from './state.ts';
import { nextWindow, startRound, type SweepPosition } from './sweep.ts';

/** How far back the first poll looks for the newest order, so that no clock has to be trusted. */
const firstCreatedMs = 24 * 60 * 60 * 1000;

/** What a poll saw, and where its sweep and look-ups have got to. */
export interface Polled {
	seen: Seen;
	sweep: SweepPosition;
	/** How often the look-up of a suborder has failed, by its key. */
	failedLookUps: ReadonlyMap<string, number>;
}

/** What is known before a poll. */
export interface PollStart {
	state: WatchState | undefined;
	sweep: SweepPosition | undefined;
	failedLookUps: ReadonlyMap<string, number>;
	/** The mark of the account. */
	account: string;
}

/**
 * Asks what there is to know: what is on hold by its status, what has been entered since, a part of
 * the lookback, and each suborder that has left the lists of holds. The first two are needed for a
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
	const created = plan.telling.events.has('orderCreated')
		? await asking.askForCreated()
		: undefined;
	await asking.lookUp(asking.leftTheLists());
	await asking.sweep();
	await asking.lookUp(asking.leftTheSwept());
	return asking.result(created);
}

/** One poll under way. */
class Asking {
	readonly #client: IngramClient;
	readonly #plan: WatchPlan;
	readonly #state: WatchState | undefined;
	readonly #account: string;
	readonly #run: Run;
	readonly #version: ApiVersion;
	readonly #at: number;
	readonly #observed = new Map<string, Observed>();
	readonly #absent = new Set<string>();
	readonly #failed: Map<string, number>;
	#sweep: SweepPosition;
	/** Where the sweep of this poll has read, as entry times. */
	#sweptFrom: number | undefined;
	#sweptNow: { from: number; to: number }[] = [];

	constructor(client: IngramClient, plan: WatchPlan, start: PollStart, run: Run) {
		this.#client = client;
		this.#plan = plan;
		this.#state = start.state;
		this.#account = start.account;
		this.#run = run;
		this.#version = versionOf(client.account);
		this.#at = client.host.now();
		this.#failed = new Map(start.failedLookUps);
		this.#sweep = start.sweep ?? startRound(this.#at);
		this.#sweptFrom = start.state?.sweptFrom;
	}

	result(created: Seen['created']): Polled {
		return {
			seen: {
				at: this.#at,
				account: this.#account,
				observed: this.#observed,
				absent: this.#absent,
				horizon: this.#at - this.#plan.lookbackMs,
				...(this.#sweptFrom !== undefined && { sweptFrom: this.#sweptFrom }),
				...(created && { created }),
			},
			sweep: this.#sweep,
			failedLookUps: this.#failed,
		};
	}

	/** From the lookback or the oldest hold that is known, so that an old hold does not look released. */
	async askForHolds(): Promise<void> {
		const entries = this.#held.map(({ entryTimestamp }) => Date.parse(entryTimestamp));
		const horizon = this.#at - this.#plan.lookbackMs;
		const createdAfter = entries.reduce((min, time) => (time < min ? time : min), horizon);
		const listings = this.#version.heldListings(
			this.#client.account,
			this.#criteria({ createdAfter }),
		);
		this.#note(await readWhole(this.#client, this.#run, listings));
	}

	async askForCreated(): Promise<NonNullable<Seen['created']>> {
		const known = this.#state?.created?.until;
		const createdAfter = known === undefined ? this.#at - firstCreatedMs : known - createdOverlapMs;
		const orders = await this.#read({ createdAfter });
		this.#note(orders);
		const newest = orders.reduce(
			(max, { entryTimestamp }) => Math.max(max, Date.parse(entryTimestamp) || 0),
			known ?? createdAfter,
		);
		return { orders, until: newest };
	}

	/** Held by their status at the last poll, and on none of the lists now: moved, released or gone. */
	leftTheLists(): Held[] {
		return this.#held.filter(
			({ key, statusCode }) => this.#version.isListedAsHeld(statusCode) && !this.#observed.has(key),
		);
	}

	/** Held by their reason alone, and not in the window that holds their entry. */
	leftTheSwept(): Held[] {
		return this.#held.filter(({ key, statusCode, entryTimestamp }) => {
			const enteredAt = Date.parse(entryTimestamp);
			const wasSwept = this.#sweptNow.some(({ from, to }) => enteredAt >= from && enteredAt <= to);
			return wasSwept && !this.#version.isListedAsHeld(statusCode) && !this.#observed.has(key);
		});
	}

	/** One request for each order; those that failed before come last. */
	async lookUp(held: readonly Held[]): Promise<void> {
		const byOrder = groupBy(held, ({ orderNumber }) => orderNumber);
		const failures = (group: readonly Held[]) =>
			Math.max(...group.map(({ key }) => this.#failed.get(key) ?? 0));
		const queue = byOrder.sort((one, other) => failures(one) - failures(other));
		for (const group of queue) {
			const outcome = await this.#inTime((run) => this.#lookUpOrder(group, run));
			if (outcome === 'out-of-time') return;
			for (const { key } of group) {
				if (outcome === 'failed') this.#failed.set(key, (this.#failed.get(key) ?? 0) + 1);
				else this.#failed.delete(key);
			}
		}
	}

	async #lookUpOrder(group: readonly Held[], run: Run): Promise<void> {
		const [{ orderNumber, customerOrderNumber } = { orderNumber: '', customerOrderNumber: '' }] =
			group;
		const orders = await this.#read(
			{ orderNumber, customerOrderNumber: orderNumber ? '' : customerOrderNumber },
			run,
		);
		this.#note(orders);
		for (const { key } of group) if (!this.#observed.has(key)) this.#absent.add(key);
	}

	/** Reads the next part of the lookback; all of it, as far as there is time, where statuses are watched. */
	async sweep(): Promise<void> {
		const { fullScanEvery, lookbackMs, telling } = this.#plan;
		if (fullScanEvery === 0) return;
		const readsAll = telling.events.has('statusChanged');
		for (let windows = 0; windows < (readsAll ? fullScanEvery : 1); windows++) {
			let window = nextWindow(this.#sweep, lookbackMs, fullScanEvery);
			if (!window) {
				this.#sweep = startRound(this.#at);
				window = nextWindow(this.#sweep, lookbackMs, fullScanEvery);
			}
			if (!window) return;
			const { from, to } = window;
			const outcome = await this.#inTime(async (run) => {
				const period = { createdAfter: from, ...(to !== undefined && { createdBefore: to }) };
				this.#note(await this.#read(period, run));
			});
			if (outcome !== 'done') return;
			this.#sweep = { ...this.#sweep, done: this.#sweep.done + 1 };
			this.#sweptFrom = Math.min(this.#sweptFrom ?? Infinity, from);
			this.#sweptNow.push({ from, to: to ?? Infinity });
		}
	}

	/**
	 * Does what can be left to the next poll. Its failures are its own: neither an outage that it meets
	 * nor an answer that is wrong ends the poll.
	 */
	async #inTime(work: (run: Run) => Promise<void>): Promise<'done' | 'failed' | 'out-of-time'> {
		const run: Run = { ...this.#run, outage: new Outage(), requests: 0 };
		try {
			await work(run);
			return 'done';
		} catch (thrown) {
			if (!(thrown instanceof IngramError)) throw thrown;
			const isOutOfTime = thrown.code === 'CANCELLED' || thrown.code === 'RATE_LIMIT';
			return isOutOfTime ? 'out-of-time' : 'failed';
		} finally {
			this.#run.requests += run.requests;
		}
	}

	#read(criteria: Partial<Criteria>, run = this.#run): Promise<Order[]> {
		const listings = this.#version.listings(this.#client.account, this.#criteria(criteria));
		return readWhole(this.#client, run, listings);
	}

	#criteria(criteria: Partial<Criteria>): Criteria {
		const { customerNumber, countryCode } = this.#plan;
		return {
			...{ customerNumber, countryCode, orderNumber: '', customerOrderNumber: '' },
			...{ orderStatus: new Set(), holdReason: new Set(), onHoldOnly: false },
			...criteria,
		};
	}

	/** What was read later holds. */
	#note(orders: readonly Order[]): void {
		for (const observed of orders.flatMap(observe)) this.#observed.set(observed.key, observed);
	}

	get #held(): Held[] {
		return [...(this.#state?.held.values() ?? [])];
	}
}
