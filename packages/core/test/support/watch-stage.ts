import { IngramError, type Account, type PollOutcome, type WatchPlan } from '@ingram-orders/core';
import type { Period } from '../../src/watch/sweep.ts';
import type { ListingRules } from './model-listing.ts';
import { applyChange, type OrderChange } from './watch-changes.ts';
import type { PollStep } from './watch-scenario.ts';
import type { Asked, Fault, WatchedOrder } from './watch-server.ts';
import { createWatchWorld, WatchProcess, type WatchWorld } from './watch-world.ts';

/** What a poll met, and what it came to. */
export interface MetPoll {
	/** Undefined where it was stopped. */
	outcome: PollOutcome | undefined;
	/** When it began, by the clock of who watches; milliseconds since 1970. */
	at: number;
	/** Whether the moment had come to stop it. */
	isStopped: boolean;
	/** Whether any request failed. */
	isDisturbed: boolean;
	/** The orders at its start, and after each change while it ran. */
	versions: readonly (readonly WatchedOrder[])[];
	/** Periods of entry that it asked for, of every status. */
	periods: readonly Period[];
}

/** Where a watch runs: a server with orders, and the process that watches them. */
export interface WatchStage {
	readonly account: Account;
	/** As they are now. */
	readonly orders: readonly WatchedOrder[];
	/** Is told of each change, with the orders before and after it. */
	onChange: (
		change: OrderChange,
		before: readonly WatchedOrder[],
		after: readonly WatchedOrder[],
	) => void;
	/** Lets so many milliseconds go by. */
	pass(ms: number): Promise<void>;
	change(change: OrderChange): Promise<void>;
	/** A new process takes the place of the last one, with nothing in memory. */
	restart(): void;
	/** Polls once, and lets happen what is to happen in the meantime. */
	poll(plan: WatchPlan, stored: unknown, step: PollStep): Promise<MetPoll>;
}

/** On a virtual clock, with a model of the server. */
export class VirtualStage implements WatchStage {
	onChange: WatchStage['onChange'] = () => undefined;
	readonly #world: WatchWorld;
	#process: WatchProcess;
	#changes = 0;

	/** @param aheadMs how far the server's clock is ahead */
	constructor(rules: Partial<ListingRules>, aheadMs: number) {
		this.#world = createWatchWorld(rules, aheadMs);
		this.#process = new WatchProcess(this.#world);
	}

	get account(): Account {
		return this.#process.client.account;
	}

	get orders(): readonly WatchedOrder[] {
		return this.#world.server.orders;
	}

	pass(ms: number): Promise<void> {
		return this.#world.clock.pass(ms);
	}

	change(change: OrderChange): Promise<void> {
		this.#changeNow(change);
		return Promise.resolve();
	}

	restart(): void {
		this.#process = new WatchProcess(this.#world);
	}

	async poll(plan: WatchPlan, stored: unknown, step: PollStep): Promise<MetPoll> {
		const { clock, server } = this.#world;
		const at = clock.now();
		const stop = new AbortController();
		const met = this.#meet(step, stop);
		const outcome = await unlessStopped(
			this.#process.poll(plan, {
				...{ stored, signal: stop.signal },
				...(step.limitMs !== undefined && { deadlineAt: at + step.limitMs }),
			}),
			stop.signal,
		);
		server.onRequest = () => undefined;
		return { outcome, at, isStopped: stop.signal.aborted, ...met };
	}

	#changeNow(change: OrderChange): void {
		const { server, clock } = this.#world;
		const before = server.orders;
		this.#changes++;
		const now = clock.now() + server.aheadMs;
		server.orders = applyChange(before, change, now, `20-${this.#changes}`);
		this.onChange(change, before, server.orders);
	}

	/** What the poll meets; it is noted as requests come. */
	#meet({ meanwhile, fault, stop }: PollStep, stopping: AbortController) {
		const { server } = this.#world;
		const first = server.requests;
		const versions = [server.orders];
		const periods: Period[] = [];
		const met = { versions, periods, isDisturbed: false };
		server.onRequest = ({ number, query }: Asked): Fault | undefined => {
			const request = number - first;
			for (const { change } of meanwhile.filter((each) => each.request === request)) {
				this.#changeNow(change);
				versions.push(server.orders);
			}
			if (stop && request >= stop.request) stopping.abort();
			const fails = fault && request >= fault.request && request < fault.request + fault.count;
			if (fails) met.isDisturbed = true;
			periods.push(...periodsAskedFor(query));
			return fails ? fault.fault : undefined;
		};
		return met;
	}
}

/** What came of a poll; undefined where it ended because it was stopped. */
export async function unlessStopped(
	poll: Promise<PollOutcome>,
	signal: AbortSignal,
): Promise<PollOutcome | undefined> {
	try {
		return await poll;
	} catch (thrown) {
		if (thrown instanceof IngramError && thrown.code === 'CANCELLED' && signal.aborted) {
			return undefined;
		}
		throw thrown;
	}
}

/** The period of entry of a search for every status, unless it goes on with an earlier one. */
export function periodsAskedFor(query: Asked['query']): Period[] {
	const { orderstatus, ordernumber, pagenumber, startcreatetimestamp = '', ...rest } = query;
	if (orderstatus !== undefined || ordernumber !== undefined || pagenumber !== '1') return [];
	const { endcreatetimestamp: end } = rest;
	const from = Date.parse(startcreatetimestamp);
	return [{ from, to: end === undefined ? Infinity : Date.parse(end) }];
}
