import {
	Gates,
	IngramClient,
	OrderWatcher,
	type Account,
	type Host,
	type PollOutcome,
	type Progress,
	type WatchPlan,
} from '@ingram-orders/core';
import type { Fault, LoggedRequest, Order } from '@ingram-orders/simulator';
import type { Period } from '../../packages/core/src/watch/sweep.ts';
import { applyChange, type OrderChange } from '../../packages/core/test/support/watch-changes.ts';
import type { PollStep } from '../../packages/core/test/support/watch-scenario.ts';
import type {
	Fault as ScenarioFault,
	WatchedOrder,
} from '../../packages/core/test/support/watch-server.ts';
import {
	periodsAskedFor,
	unlessStopped,
	type MetPoll,
	type WatchStage,
} from '../../packages/core/test/support/watch-stage.ts';
import { orderIdOf } from '../../packages/core/test/support/watch-truth.ts';
import { isOrderChange, type OrderChangeEffect } from './any-fault.ts';
import { clientSecret, type Canary } from './canary.ts';
import type { FastClock } from '../support/fast-clock.ts';
import { toEntry } from './search-case.ts';
import type { SimulatorLane } from './simulator-handle.ts';
import type { Sabotage } from './soak-options.ts';
import type { WatchCase } from './watch-case.ts';

export interface HttpWatchStageOptions {
	account: Account;
	/** Sends over real sockets, on the lane's clock. */
	host: Host;
	clock: FastClock;
	simulator: SimulatorLane;
	canary: Canary;
	watch: WatchCase;
	/** Is called before each poll, with its number from 1. */
	onPoll: (poll: number) => void;
	/** What a poll told goes through it before it is checked. */
	sabotage: Sabotage;
	/** Is given what came to the server, after each poll. */
	onRequests: (requests: readonly LoggedRequest[]) => void;
}

/** A change that is to happen while a poll runs, and what it does to which order. */
interface Planned {
	change: OrderChange;
	effect: OrderChangeEffect;
	orderId: string;
}

/** A watch over HTTP, of a simulator in another process. */
export class HttpWatchStage implements WatchStage {
	onChange: WatchStage['onChange'] = () => undefined;
	orders: readonly WatchedOrder[] = [];
	readonly #options: HttpWatchStageOptions;
	#watcher = new OrderWatcher();
	#client: IngramClient;
	#polls = 0;
	#changes = 0;

	constructor(options: HttpWatchStageOptions) {
		this.#options = options;
		this.#client = this.#newClient();
	}

	get account(): Account {
		return this.#options.account;
	}

	async pass(ms: number): Promise<void> {
		this.#options.clock.skip(ms);
		await this.#options.simulator.pass(ms);
	}

	async change(change: OrderChange): Promise<void> {
		const planned = this.#plan(change);
		if (!planned) return;
		const before = this.orders;
		const answer = await this.#options.simulator.change(planned.effect);
		this.orders = answer.orders.map(toWatched);
		this.onChange(change, before, this.orders);
	}

	restart(): void {
		this.#watcher = new OrderWatcher();
		this.#client = this.#newClient();
	}

	async poll(plan: WatchPlan, stored: unknown, step: PollStep): Promise<MetPoll> {
		const { canary, simulator, watch, onPoll, onRequests } = this.#options;
		onPoll(++this.#polls);
		canary.expectAbsent('what is kept', stored ?? '');
		const meanwhile = this.#planMeanwhile(step);
		const faults = canary.echo([
			...meanwhile.map(({ fault }) => fault),
			...faultsOf(step),
			...(watch.faults[this.#polls - 1] ?? []),
		]);
		await simulator.begin(faults);

		const stop = new AbortController();
		const observed = this.#observe(step, stop);
		const { limitMs } = step;
		const deadlineAt = limitMs === undefined ? undefined : observed.at() + limitMs;
		const told: Progress[] = [];
		const outcome = await unlessStopped(
			this.#watcher.poll(this.#client, plan, {
				...{ stored, signal: stop.signal, onProgress: (report) => told.push(report) },
				...(deadlineAt !== undefined && { deadlineAt }),
			}),
			stop.signal,
		);
		this.#observed = undefined;
		if (outcome && 'failure' in outcome) canary.expectAbsent('a failure', outcome.failure);
		canary.expectAbsent('what was told', [told, outcome ?? '']);

		const { orders, requests } = await simulator.end();
		onRequests(requests);
		return {
			...{ outcome: this.#sabotaged(outcome), at: observed.at(), isStopped: stop.signal.aborted },
			// What has little time may leave things out; in the scenario's world no time passes.
			isDisturbed:
				limitMs !== undefined ||
				told.some(({ kind }) => kind !== 'page') ||
				requests.some(isDisturbing),
			versions: this.#versions(meanwhile, orders.map(toWatched)),
			periods: requests.flatMap(periodsOf),
		};
	}

	#sabotaged(outcome: PollOutcome | undefined): PollOutcome | undefined {
		if (outcome?.kind !== 'complete') return outcome;
		return { ...outcome, items: this.#options.sabotage(outcome.items) };
	}

	#observed: { onNow: (now: number) => void; onSend: (isForToken: boolean) => void } | undefined;

	/** Notes when the poll begins by its own reckoning, and stops it at its nth request. */
	#observe({ stop }: PollStep, stopping: AbortController) {
		let at: number | undefined;
		let requests = 0;
		this.#observed = {
			onNow: (now) => {
				at ??= now;
			},
			onSend: (isForToken) => {
				if (!isForToken && stop && ++requests >= stop.request) stopping.abort();
			},
		};
		return { at: () => at ?? this.#options.clock.now() };
	}

	#newClient(): IngramClient {
		const { account, host, canary } = this.#options;
		canary.forgetTokens();
		const watched: Host = {
			...host,
			now: () => {
				const now = host.now();
				this.#observed?.onNow(now);
				return now;
			},
			send: (request, signal) => {
				this.#observed?.onSend(request.url.includes('/oauth/'));
				return host.send(request, signal);
			},
		};
		const gates = new Gates(watched);
		return new IngramClient({ account, host: watched, gates, authorization: { clientSecret } });
	}

	/** Undefined where it comes to nothing. */
	#plan(change: OrderChange): Planned | undefined {
		const { clock, watch } = this.#options;
		this.#changes++;
		const now = clock.now() + watch.scenario.aheadMs;
		const next = applyChange(this.orders, change, now, `20-${this.#changes}`);
		return effectOf(change, this.orders, next);
	}

	/** No order changes twice while a poll runs, so that it is known in which ways it was. */
	#planMeanwhile({ meanwhile }: PollStep): (Planned & { fault: Fault })[] {
		const planned = new Map<string, Planned & { fault: Fault }>();
		for (const { request, change } of meanwhile) {
			const next = this.#plan(change);
			if (!next || planned.has(next.orderId)) continue;
			const requests = [request - 1];
			planned.set(next.orderId, { ...next, fault: { ...next.effect, requests } });
		}
		return [...planned.values()];
	}

	/** The orders before the poll and after each change that came to happen. */
	#versions(
		planned: readonly Planned[],
		after: readonly WatchedOrder[],
	): (readonly WatchedOrder[])[] {
		const versions = [this.orders];
		for (const { change, orderId } of planned) {
			const before = this.orders;
			const old = before.find((order) => orderIdOf(order) === orderId);
			const changed = after.find((order) => orderIdOf(order) === orderId);
			if (JSON.stringify(old) === JSON.stringify(changed)) continue;
			const others = before.filter((order) => order !== old);
			this.orders = changed ? [...others, changed] : others;
			versions.push(this.orders);
			this.onChange(change, before, this.orders);
		}
		return versions;
	}
}

/** What turns the orders into the next ones; undefined where they are the same. */
function effectOf(
	change: OrderChange,
	orders: readonly WatchedOrder[],
	next: readonly WatchedOrder[],
): Planned | undefined {
	const removed = orders.find((order) => !next.includes(order));
	const added = next.find((order) => !orders.includes(order));
	const order = added ?? removed;
	if (!order) return undefined;
	const { orderNumber, customerOrderNumber, entryTimestamp } = order;
	const named = { orderNumber, customerOrderNumber, entryTimestamp };
	const planned = (effect: OrderChangeEffect): Planned => ({
		...{ change, effect, orderId: orderIdOf(order) },
	});
	if (!removed) {
		const subOrders = order.subOrders.map(({ number, ...codes }) => ({
			...{ subOrderNumber: number, ...codes },
		}));
		return planned({ kind: 'enter-order', ...named, subOrders });
	}
	if (!added) return planned({ kind: 'delete-order', ...named });
	const known = new Set(removed.subOrders.map(({ number }) => number));
	const left = new Set(added.subOrders.map(({ number }) => number));
	const lost = removed.subOrders.find(({ number }) => !left.has(number));
	if (lost) return planned({ kind: 'delete-order', ...named, subOrderNumber: lost.number });
	const changed = added.subOrders.find((each) => !removed.subOrders.includes(each));
	if (!changed) return undefined;
	const { number: subOrderNumber, ...codes } = changed;
	const kind = known.has(subOrderNumber) ? 'change-order' : 'add-suborder';
	return planned({ kind, ...named, subOrderNumber, ...codes });
}

/** Beyond any poll. */
const manyRequests = 300;

const kinds: Readonly<Record<ScenarioFault, Fault>> = {
	unavailable: { kind: 'status', status: 503 },
	reset: { kind: 'reset' },
	'not-json': { kind: 'html' },
	'rate-limit': { kind: 'quota', status: 429 },
	hang: { kind: 'hang' },
	refused: { kind: 'status', status: 403 },
};

function faultsOf({ fault }: PollStep): Fault[] {
	if (!fault) return [];
	const count = Math.min(fault.count, manyRequests);
	const requests = Array.from({ length: count }, (_, index) => fault.request + index);
	return [{ ...kinds[fault.fault], requests }];
}

function isDisturbing({ status, faults }: LoggedRequest): boolean {
	return status !== 200 || faults.some((kind) => !isOrderChange(kind));
}

function periodsOf({ endpoint, query }: LoggedRequest): Period[] {
	return endpoint === 'search' ? periodsAskedFor(Object.fromEntries(query)) : [];
}

function toWatched(order: Order): WatchedOrder {
	return { ...toEntry(order), isSplit: false };
}
