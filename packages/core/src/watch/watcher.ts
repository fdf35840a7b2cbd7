import { versionOf } from '../api/versions.ts';
import { throwIfCancelled } from '../errors/cancelled.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { Linked } from '../documents/linked-documents.ts';
import type { Account } from '../input/account.ts';
import type { OnProgress } from '../progress.ts';
import type { IngramClient } from '../requests/client.ts';
import { startRun, type Run } from '../requests/run.ts';
import { compare, type Compared } from './compare.ts';
import { maxCreated } from './compare-created.ts';
import { maxHeld } from './compare-holds.ts';
import { maxStatuses } from './compare-statuses.ts';
import { deadlineAt } from './deadline.ts';
import { FailingPolls } from './failing.ts';
import { shortHash } from './identity.ts';
import { toEventItems, type EventItem } from './items.ts';
import type { WatchPlan } from './plan.ts';
import { pollOrders } from './poll.ts';
import {
	readState,
	storeState,
	type StateProblem,
	type StoredState,
	type WatchState,
} from './state.ts';

/** What a poll is given by its host. */
export interface PollOptions {
	/**
	 * The state that the host kept last; undefined where there is none. It decides what is known: items
	 * of which the state was not kept are told again, with the same ids. States of polls without items
	 * may be forgotten.
	 */
	stored: unknown;
	/** Whether somebody asked for this poll, who does not want to hear that polls rest after an outage. */
	isAsked?: boolean;
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

/** What is known before a poll. */
interface Known {
	state: WatchState | undefined;
	/** See `WatchState`. */
	series: string;
	warnings: string[];
}

/**
 * Watches the orders of one account for one node of a host, from poll to poll. It keeps in memory
 * what makes the next poll cheaper, and what a host may forget; `stored` decides what is true.
 */
export class OrderWatcher {
	readonly #failing = new FailingPolls();
	/**
	 * The state that polls without items came to, valid while what is stored is still what they began
	 * from. A poll with items leaves it: either the host keeps its state, or it has to be repeated.
	 */
	#continued: { from: string; state: WatchState } | undefined;
	#failures: ReadonlyMap<string, number> = new Map();
	#listed: ReadonlySet<string> | undefined;
	/** Linked documents of events that could not be told yet. */
	readonly #documents = new Map<string, Linked>();
	/** When polls began to be missed, until an event tells of it. */
	#missedSince: number | undefined;

	/**
	 * Polls once. Polls of one watcher must not overlap.
	 * @throws IngramError `CANCELLED` when the host's signal aborts, and nothing else
	 */
	async poll(client: IngramClient, plan: WatchPlan, options: PollOptions): Promise<PollOutcome> {
		const { host } = client;
		const { stored, deadlineAt: endsAt, signal = new AbortController().signal } = options;
		const startedAt = host.now();
		const present = this.#failing.present;
		if (present && !options.isAsked && this.#failing.rests(startedAt))
			return { kind: 'resting', ...present };
		const timeMs = (endsAt ?? Infinity) - startedAt;
		if (timeMs < 0) return skipped();
		const deadline = deadlineAt(host, signal, endsAt);
		let reason: string | undefined;
		const run = startRun(
			host,
			{ ...plan.limits, maxWaitMs: Math.min(plan.limits.maxWaitMs, timeMs) },
			{
				signal: deadline.signal,
				onProgress: (progress) => {
					if (progress.kind === 'retrying') ({ reason } = progress);
					options.onProgress?.(progress);
				},
			},
		);
		try {
			return await this.#complete(client, plan, { stored, run, signal, startedAt, timeMs });
		} catch (thrown) {
			throwIfCancelled(signal);
			if (!(thrown instanceof IngramError)) throw thrown;
			const isOutOfTime = thrown.code === 'CANCELLED';
			if (thrown.code === 'RATE_LIMIT' || (isOutOfTime && run.meter.waitedMs > 0)) return skipped();
			const failure = isOutOfTime ? outOfTime(timeMs, reason) : thrown;
			return this.#fail(failure, client, plan, stored);
		} finally {
			deadline.forget();
		}
	}

	async #complete(
		client: IngramClient,
		plan: WatchPlan,
		poll: {
			stored: unknown;
			run: Run;
			signal: AbortSignal;
			startedAt: number;
			timeMs: number;
		},
	): Promise<PollOutcome> {
		const { stored, run, signal, startedAt, timeMs } = poll;
		const account = accountMark(client.account, plan);
		const { state: before, series, warnings } = this.#knownBefore(stored, account, plan, startedAt);
		// Documents must find time as well, or their events would never be told.
		const hasDocuments = plan.telling.includeLinked.size > 0 && timeMs < Infinity;
		const polled = await pollOrders(
			client,
			plan,
			{
				...{ state: before, account, series, failures: before ? this.#failures : new Map() },
				...(this.#listed && { listed: this.#listed }),
				...(hasDocuments && { spareUntil: startedAt + timeMs / 2 }),
			},
			run,
		);
		throwIfCancelled(signal);
		const version = versionOf(client.account);
		const { events: asked } = plan.telling;
		const compared = compare(before, polled.seen, {
			...(asked.has('holdOverdue') && { overdueHours: plan.overdueHours }),
			created: asked.has('orderCreated'),
			statuses: asked.has('statusChanged'),
			tellFirst: plan.tellFirst,
			isFoundAtOnce: ({ key, subOrder }) =>
				version.isListedAsHeld(subOrder?.statusCode ?? '') &&
				(version.listsAllHeld || polled.listed.has(key)),
		});
		const missedSince = this.#missedSince;
		const items = await toEventItems(compared.events, plan.telling, {
			codes: version.codes,
			state: compared.state,
			...(missedSince !== undefined && { missedSince }),
			linked: {
				client,
				customer: plan,
				run,
				onMissing: (link, error) => {
					warnings.push(
						`A linked document could not be fetched: ${client.quote(link)}: ${error.message}`,
					);
				},
			},
			documents: this.#documents,
		});
		// From here on nothing can fail: the poll is complete.
		const from = markOf(stored);
		if (items.length > 0) this.#missedSince = undefined;
		else if (from !== undefined) this.#continued = { from, state: compared.state };
		this.#failures = polled.failures;
		this.#listed = polled.listed;
		this.#documents.clear();
		this.#failing.succeeded();
		return {
			kind: 'complete',
			items,
			state: storeState(compared.state),
			held: compared.state.held.size,
			warnings: [...warnings, ...polled.warnings, ...warningsOf(compared)],
			requests: run.requests,
			waitedMs: run.meter.waitedMs,
		};
	}

	/** A poll failed. Once somebody is told, the events after it say since when some may be late. */
	#fail(failure: IngramError, client: IngramClient, plan: WatchPlan, stored: unknown): PollOutcome {
		const now = client.host.now();
		const isTold = this.#failing.failed(failure, now);
		const account = accountMark(client.account, plan);
		const { state } = this.#knownBefore(stored, account, plan, now);
		if (isTold) this.#missedSince ??= state?.polledAt;
		return { kind: 'failed', since: this.#failing.present?.since ?? now, failure, isTold };
	}

	/** What is known before a poll, and what has to be said of it. */
	#knownBefore(stored: unknown, account: string, plan: WatchPlan, now: number): Known {
		const mark = markOf(stored);
		const isContinued = mark !== undefined && this.#continued?.from === mark;
		const read = isContinued ? this.#continued : readState(stored, account);
		if (!read) return { state: undefined, series: '', warnings: [] };
		if ('problem' in read) return anew(problems[read.problem], mark);
		const { state } = read;
		const replaced = `${mark ?? ''}${String(state.polledAt)}`;
		if (state.account !== account) return anew(problems['other-account'], replaced);
		if (now - state.polledAt > plan.lookbackMs) return anew(tooLongAgo(state.polledAt), replaced);
		return { state, series: state.series, warnings: [] };
	}
}

/** Nothing of a state can be used. Its counts are lost, so events get ids of another series. */
function anew(warning: string, mark: string | undefined): Known {
	return { state: undefined, series: shortHash(mark ?? ''), warnings: [warning] };
}

/** Tells whose orders a state is of, without naming them. */
function accountMark({ origin, environment, apiVersion }: Account, plan: WatchPlan): string {
	const { customerNumber, countryCode } = plan;
	return shortHash(
		JSON.stringify([origin, environment === 'sandbox', customerNumber, countryCode, apiVersion]),
	);
}

/** The same for what is stored as long as nobody has stored something else; undefined for what is not JSON. */
function markOf(stored: unknown): string | undefined {
	try {
		return stored === undefined ? '' : JSON.stringify(stored);
	} catch {
		return undefined;
	}
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
		...(dropped.created > 0
			? [
					`More than ${String(maxCreated)} orders were entered within minutes; those of them that arrive late are not told as created.`,
				]
			: []),
		...(dropped.statuses > 0
			? [
					`More than ${String(maxStatuses)} suborders are in the lookback; the statuses of ${String(dropped.statuses)} of them are not watched. Choose a shorter lookback.`,
				]
			: []),
	];
}

/** The poll took longer than it may, though it did not have to wait for the rate limit. */
function outOfTime(timeMs: number, reason: string | undefined): IngramError {
	const seconds = String(Math.ceil(timeMs / 1000));
	return new IngramError({
		code: 'TIMEOUT',
		message: `A poll was not finished within the ${seconds} s that it may take${reason === undefined ? '.' : `: ${reason}`}`,
		remedy: 'The next poll tries again; if it goes on, check the network and the service.',
		retryable: true,
	});
}

function skipped(): PollOutcome {
	return {
		kind: 'skipped',
		reason:
			'The rate limit of Ingram Micro leaves no time for this poll; the next one sees the same.',
	};
}
