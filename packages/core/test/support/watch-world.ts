import {
	Gates,
	IngramClient,
	OrderWatcher,
	planWatch,
	type Host,
	type PollOptions,
	type PollOutcome,
	type WatchInput,
	type WatchPlan,
} from '@ingram-orders/core';
import type { ListingRules } from './model-listing.ts';
import { secret, testAccount } from './accounts.ts';
import { VirtualClock } from './virtual-clock.ts';
import { WatchServer, type WatchedOrder } from './watch-server.ts';

/** A server with orders, and the clock of who watches it. Answers take no time. */
export interface WatchWorld {
	clock: VirtualClock;
	server: WatchServer;
	host: Host;
}

/** @param aheadMs how far the server's clock is ahead of the watcher's */
export function createWatchWorld(rules: Partial<ListingRules> = {}, aheadMs = 0): WatchWorld {
	const clock = new VirtualClock();
	const server = new WatchServer(rules, aheadMs);
	const host: Host = {
		now: clock.now,
		sleep: clock.sleep,
		random: clock.random,
		send: (request, signal) => {
			const answer = server.answer(request, clock.now());
			if (answer === 'reset')
				return Promise.reject(Object.assign(new Error(), { code: 'ECONNRESET' }));
			if (answer !== 'hang') return Promise.resolve(answer);
			return new Promise((_, reject) => {
				signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
			});
		},
	};
	return { clock, server, host };
}

/** What one process of a host holds: a client and its gates, and the watcher of one node. */
export class WatchProcess {
	readonly client: IngramClient;
	readonly watcher = new OrderWatcher();
	readonly world: WatchWorld;

	constructor(world: WatchWorld) {
		this.world = world;
		this.client = new IngramClient({
			account: testAccount(),
			host: world.host,
			gates: new Gates(world.host),
			authorization: { clientSecret: secret },
		});
	}

	plan(input: WatchInput = {}): WatchPlan {
		return planWatch(input, this.client.account);
	}

	poll(plan: WatchPlan, options: PollOptions): Promise<PollOutcome> {
		return this.world.clock.run(this.watcher.poll(this.client, plan, options));
	}
}

/** A watch that keeps its state, whose polls are complete. */
export class SteadyWatch {
	readonly process: WatchProcess;
	plan: WatchPlan;
	stored: unknown;
	last: Extract<PollOutcome, { kind: 'complete' }> | undefined;
	/** Requests of the last poll. */
	requests = 0;

	constructor(world: WatchWorld, input: WatchInput = {}) {
		this.process = new WatchProcess(world);
		this.plan = this.process.plan(input);
	}

	/** What the next poll tells, some minutes after the one before. */
	async poll(options: Partial<PollOptions> = {}): Promise<string[]> {
		const { clock, server } = this.process.world;
		await clock.pass(5 * 60_000);
		const before = server.requests;
		const outcome = await this.process.poll(this.plan, { stored: this.stored, ...options });
		this.requests = server.requests - before;
		if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome));
		this.last = outcome;
		this.stored = JSON.parse(JSON.stringify(outcome.state));
		return outcome.items.map((item) =>
			'subOrderNumber' in item
				? `${item.event} ${item.subOrderNumber}`
				: `${item.event} ${item.orderNumber}`,
		);
	}
}

/** An order with a suborder for each of the codes, e.g. `C/CC`. */
export function watchedOrder(
	orderNumber: string,
	codes: readonly string[],
	enteredAt: number,
	changes: Partial<WatchedOrder> = {},
): WatchedOrder {
	return {
		orderNumber,
		customerOrderNumber: `PO-${orderNumber}`,
		entryTimestamp: new Date(Math.floor(enteredAt / 1000) * 1000)
			.toISOString()
			.replace('.000Z', 'Z'),
		subOrders: codes.map((each, index) => {
			const [statusCode = '', holdReasonCode = ''] = each.split('/');
			return { number: `${orderNumber}-${index + 1}1`, statusCode, holdReasonCode };
		}),
		isSplit: false,
		...changes,
	};
}

/** The same orders with other codes of one of them, or without it. */
export function changed(
	orders: readonly WatchedOrder[],
	orderNumber: string,
	codes: readonly string[] | undefined,
): WatchedOrder[] {
	return orders.flatMap((order) => {
		if (order.orderNumber !== orderNumber) return [order];
		if (!codes) return [];
		const { subOrders } = watchedOrder(orderNumber, codes, 0);
		return [{ ...order, subOrders }];
	});
}
