import { versionOf } from '../api/versions.ts';
import { throwIfCancelled } from '../errors/cancelled.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { Account } from '../input/account.ts';
import type { OnProgress } from '../progress.ts';
import { hashOf } from '../reading/key-table.ts';
import type { IngramClient } from '../requests/client.ts';
import { abortWith } from '../requests/on-abort.ts';
import { startRun, type Run } from '../requests/run.ts';
import { compare, maxHeld, maxStatuses, type Compared } from './compare.ts';
import { FailingPolls } from './failing.ts';
import { toEventItems, type EventItem } from './items.ts';
import type { WatchPlan } from './plan.ts';
import { pollOrders, type PollStart } from './poll.ts';
import {
	readState,
	storeState,
	type StateProblem,
	type StoredState,
	type WatchState,
} from './state.ts';
import type { SweepPosition } from './sweep.ts';

/** What a poll is given by its host. */
export interface PollOptions {
	/** What the host kept of the last poll that told something; undefined where there is nothing. */
	stored: unknown;
	/** The poll has to be over by then, in milliseconds since 1970. */
	deadlineAt?: number;
	/** Ends the poll; nothing comes of it. */
	signal?: AbortSignal;
	onProgress?: OnProgress;
}

/** What came of a poll. */
export type PollOutcome =
	| {
			kind: 'complete';
			/** What is to be told now, in this order. */
			items: EventItem[];
			/** To be kept as a whole, at the latest when the items have been handed on. */
			state: StoredState;
			/** How many suborders are on hold. */
			held: number;
			/** In whole sentences. */
			warnings: string[];
			requests: number;
			waitedMs: number;
	  }
	/** It would have taken longer than it may; nothing is lost, the next poll sees the same. */
	| { kind: 'skipped'; reason: string }
	/** After an outage was told, polls rest for a while. */
	| { kind: 'resting'; since: number; failure: IngramError }
	/** `isTold`: whether somebody is to be told of it now; each outage is told once. */
	| { kind: 'failed'; since: number; failure: IngramError; isTold: boolean };

/**
 * Watches the orders of one account for one node of a host, from poll to poll. It keeps in memory
 * what makes the next poll cheaper, and what a host may forget; `stored` decides what is true.
 */
export class OrderWatcher {
	readonly #failing = new FailingPolls();
	/** The state that a poll came to, valid while what is stored is still what it began from. */
	#continued: { from: string; state: WatchState } | undefined;
	#sweep: SweepPosition | undefined;
	#failedLookUps: ReadonlyMap<string, number> = new Map();
	/** When polls began to be missed, until an event tells of it. */
	#missedSince: number | undefined;

	/**
	 * Polls once. Polls of one watcher must not overlap.
	 * @throws IngramError `CANCELLED` when the host's signal aborts, and nothing else
	 */
	async poll(client: IngramClient, plan: WatchPlan, options: PollOptions): Promise<PollOutcome> {
		const now = client.host.now();
		const present = this.#failing.present;
		if (present && this.#failing.rests(now)) return { kind: 'resting', ...present };
		const maxWaitMs = Math.min(plan.limits.maxWaitMs, (options.deadlineAt ?? Infinity) - now);
		if (maxWaitMs < 0) return skipped();
		const { signal = new AbortController().signal } = options;
		const { stop, forget } = abortWith(signal);
		const timer = new AbortController();
		if (options.deadlineAt !== undefined) {
			client.host.sleep(options.deadlineAt - now, timer.signal).then(
				() => stop.abort(),
				() => undefined,
			);
		}
		const run = startRun(
			client.host,
			{ ...plan.limits, maxWaitMs },
			{ ...options, signal: stop.signal },
		);
		try {
			return await this.#complete(client, plan, { stored: options.stored, run, signal });
		} catch (thrown) {
			if (!(thrown instanceof IngramError) || signal.aborted) throw thrown;
			if (thrown.code === 'RATE_LIMIT' || thrown.code === 'CANCELLED') return skipped();
			return this.#fail(thrown, client, plan, options.stored);
		} finally {
			forget();
			timer.abort();
		}
	}

	async #complete(
		client: IngramClient,
		plan: WatchPlan,
		{ stored, run, signal }: { stored: unknown; run: Run; signal: AbortSignal },
	): Promise<PollOutcome> {
		const account = accountMark(client.account, plan);
		const { state: before, warnings } = this.#stateBefore(stored, account, plan, client.host.now());
		const start: PollStart = {
			...{ state: before, account, sweep: this.#sweep, failedLookUps: this.#failedLookUps },
		};
		const polled = await pollOrders(client, plan, start, run);
		throwIfCancelled(signal);
		const version = versionOf(client.account);
		const { events: asked } = plan.telling;
		const compared = compare(before, polled.seen, {
			...(asked.has('holdOverdue') && { overdueHours: plan.overdueHours }),
			statuses: asked.has('statusChanged'),
			tellFirst: plan.tellFirst,
			isListedAsHeld: version.isListedAsHeld,
		});
		const missedSince = this.#missedSince;
		const items = await toEventItems(compared.events, plan.telling, {
			codes: version.codes,
			state: compared.state,
			...(missedSince !== undefined && { missedSince }),
			linked: {
				client,
				run,
				onMissing: (link, error) => {
					warnings.push(
						`A linked document could not be fetched: ${client.quote(link)}: ${error.message}`,
					);
				},
			},
		});
		// From here on nothing can fail: the poll is complete.
		this.#continue(stored, compared.state, polled.sweep, polled.failedLookUps);
		this.#failing.succeeded();
		if (items.length > 0) this.#missedSince = undefined;
		return {
			kind: 'complete',
			items,
			state: storeState(compared.state),
			held: compared.state.held.size,
			warnings: [...warnings, ...warningsOf(compared)],
			requests: run.requests,
			waitedMs: run.meter.waitedMs,
		};
	}

	/** A poll failed. Once somebody is told, the events after it say since when some may be late. */
	#fail(failure: IngramError, client: IngramClient, plan: WatchPlan, stored: unknown): PollOutcome {
		const now = client.host.now();
		const isTold = this.#failing.failed(failure, now);
		const account = accountMark(client.account, plan);
		const { state } = this.#stateBefore(stored, account, plan, now);
		if (isTold) this.#missedSince ??= state?.polledAt;
		return { kind: 'failed', since: this.#failing.present?.since ?? now, failure, isTold };
	}

	/** What is known before a poll, and what has to be said of it. */
	#stateBefore(
		stored: unknown,
		account: string,
		plan: WatchPlan,
		now: number,
	): { state: WatchState | undefined; warnings: string[] } {
		const read = this.#isContinued(stored) ? this.#continued : readState(stored, account);
		if (!read) return { state: undefined, warnings: [] };
		if ('problem' in read) return { state: undefined, warnings: [problems[read.problem]] };
		const { state } = read;
		if (state.account !== account) {
			return { state: undefined, warnings: [problems['other-account']] };
		}
		if (now - state.polledAt > plan.lookbackMs) {
			return { state: undefined, warnings: [tooLongAgo(state.polledAt)] };
		}
		return { state, warnings: [] };
	}

	#isContinued(stored: unknown): boolean {
		return this.#continued !== undefined && this.#continued.from === markOf(stored);
	}

	#continue(
		stored: unknown,
		state: WatchState,
		sweep: SweepPosition,
		failedLookUps: ReadonlyMap<string, number>,
	): void {
		this.#continued = { from: markOf(stored), state };
		this.#sweep = sweep;
		this.#failedLookUps = failedLookUps;
	}
}

/** Tells whose orders a state is of, without naming them. */
function accountMark({ origin, environment }: Account, plan: WatchPlan): string {
	const parts = [origin, environment === 'sandbox', plan.customerNumber, plan.countryCode];
	const { high, low } = hashOf(JSON.stringify(parts));
	return (high >>> 0).toString(36) + (low >>> 0).toString(36);
}

/** The same for what is stored as long as nobody has stored something else. */
function markOf(stored: unknown): string {
	return stored === undefined ? '' : JSON.stringify(stored);
}

const problems: Readonly<Record<StateProblem, string>> = {
	broken:
		'What was known of the orders cannot be read. The watch begins anew: what happened since the last poll is not told.',
	newer:
		'What is known of the orders was written by a newer version of this node. The watch begins anew: what happened since the last poll is not told.',
	'other-account':
		'The orders of another account were watched before. The watch begins anew with those of this one.',
};

function tooLongAgo(polledAt: number): string {
	return `The last poll was at ${new Date(polledAt).toISOString()}, longer ago than the lookback. The watch begins anew: what happened in between is not told.`;
}

function warningsOf({ dropped }: Compared): string[] {
	return [
		...(dropped.held > 0
			? [
					`More than ${String(maxHeld)} suborders are on hold; ${String(dropped.held)} of them are not watched.`,
				]
			: []),
		...(dropped.statuses > 0
			? [
					`More than ${String(maxStatuses)} suborders are in the lookback; the statuses of ${String(dropped.statuses)} of them are not watched. Choose a shorter lookback.`,
				]
			: []),
	];
}

function skipped(): PollOutcome {
	return {
		kind: 'skipped',
		reason:
			'The rate limit of Ingram Micro leaves no time for this poll; the next one sees the same.',
	};
}
