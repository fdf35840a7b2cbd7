import { getEventListeners } from 'node:events';
import {
	IngramError,
	OrderSearch,
	planSearch,
	type IngramClient,
	type OutputItem,
	type Progress,
	type SearchSummary,
} from '@ingram-orders/core';
import type { Fault, LoggedRequest, Order } from '@ingram-orders/simulator';
import {
	compareItems,
	type Asked,
	type Difference,
} from '../../packages/core/test/support/compare-items.ts';
import { expectedOrders } from '../../packages/core/test/support/expected-items.ts';
import { identityOf, type ModelEntry } from '../../packages/core/test/support/model-listing.ts';
import { timestamp } from '../../packages/core/test/support/model-lists.ts';
import { fitRun } from '../../packages/core/test/support/model-scenarios.ts';
import { isOrderChange } from './any-fault.ts';
import { toEntry, type ListChanges, type SearchCase, type SearchRound } from './search-case.ts';
import type { FastClock } from '../support/fast-clock.ts';

/** What a search gave, and how it ended. */
export interface SearchResult {
	items: readonly OutputItem[];
	summary: Pick<SearchSummary, 'complete' | 'warnings'>;
	error: Pick<IngramError, 'code' | 'message'> | undefined;
	isStopped: boolean;
}

/** The same of the core, which tells more. */
interface SearchReading extends SearchResult {
	items: OutputItem[];
	summary: SearchSummary;
	progress: Progress[];
	error: IngramError | undefined;
}

/** What was true on the server, and what it noted. */
export interface SearchTruth {
	before: readonly Order[];
	after: readonly Order[];
	requests: readonly LoggedRequest[];
}

/** Reads as the case says, to its end or until it is stopped or cancelled. */
export async function readSearch(
	client: IngramClient,
	clock: FastClock,
	search: SearchCase,
	entries: readonly ModelEntry[],
): Promise<SearchReading> {
	const { shape, limit, maxWait, timeout, cancelledAfterMs, pagesTaken } = search;
	const { input } = fitRun(shape, entries);
	const cancelling = new AbortController();
	const { signal } = cancelling;
	const ended = new AbortController();
	if (cancelledAfterMs !== undefined) {
		clock.sleep(cancelledAfterMs, ended.signal).then(
			() => cancelling.abort(),
			() => undefined,
		);
	}
	const progress: Progress[] = [];
	const run = new OrderSearch(
		client,
		planSearch({ ...input, limit, maxWait, timeout }, client.account, 'UTC'),
		{ signal, onProgress: (report) => progress.push(report) },
	);
	const items: OutputItem[] = [];
	let error: IngramError | undefined;
	let isStopped = false;
	try {
		if (shape.way === 'collect') {
			items.push(...(await run.collect()));
		} else {
			let pages = 0;
			for await (const page of run.pages()) {
				items.push(...page);
				await clock.sleep(shape.way.pauseMs, new AbortController().signal);
				isStopped = ++pages === pagesTaken;
				if (isStopped) break;
			}
		}
	} catch (thrown) {
		if (!(thrown instanceof IngramError)) throw thrown;
		error = thrown;
	}
	ended.abort();
	if (getEventListeners(signal, 'abort').length > 0) throw new Error('A listener is left.');
	return { items, summary: run.summary, progress, error, isStopped };
}

/**
 * Compares what a search gave with what is true.
 * @returns how it ended, in words
 * @throws Error where an order is missing, wrong or given twice, or where that is not said
 */
export function checkSearch(
	{ shape, limit }: Pick<SearchCase, 'shape' | 'limit'>,
	{ simulator }: Pick<SearchRound, 'simulator'>,
	{ items, summary, error, isStopped }: SearchResult,
	truth: SearchTruth,
): string {
	const splits = simulator.search?.splitOrders !== undefined;
	const before = truth.before.map(toEntry);
	const after = truth.after.map(toEntry);
	const afterTexts = new Set(after.map((entry) => JSON.stringify(entry)));
	const stayed = before.filter((entry) => afterTexts.has(JSON.stringify(entry)));
	const { criteria } = fitRun(shape, before);
	const asked: Asked = {
		...{ output: shape.output, way: shape.way, criteria },
		rules: { statusFilter: simulator.search?.statusFilter ?? 'orders' },
	};
	const compared = (entries: readonly ModelEntry[]): Difference =>
		compareItems(
			items,
			expectedOrders(splits ? entries.flatMap(inParts) : entries, criteria),
			asked,
		);

	const { unexpected, repeated } = compared([...before, ...after]);
	expectEmpty('given for nothing', unexpected);
	expectEmpty('given twice', repeated);
	if (items.length > (limit ?? Infinity)) throw new Error(`${items.length} items, limit ${limit}`);

	if (error) {
		if (summary.complete) throw new Error(`It failed (${error.code}) and is called complete.`);
		expectReason(error, truth.requests);
		return error.code;
	}
	if (isStopped) return 'stopped by the reader';
	const isTold = summary.warnings.some(({ code }) => code === 'INCOMPLETE');
	if (!summary.complete) {
		if (!isTold) throw new Error('It is not complete, and no warning says so.');
		if (stayed.length === before.length && before.length === after.length) {
			throw new Error('It is called incomplete, and nothing had changed.');
		}
		return 'said to be incomplete';
	}
	if (items.length === limit) return 'stopped at the limit';
	expectEmpty('missing', compared(stayed).missing);
	return 'all given';
}

/** What fails must have met something: a fault, or the rate limit, or a machine too busy to answer in time. */
function expectReason(
	{ code, message }: Pick<IngramError, 'code' | 'message'>,
	requests: readonly LoggedRequest[],
): void {
	if (['CANCELLED', 'RATE_LIMIT', 'TIMEOUT'].includes(code)) return;
	if (requests.some(({ faults }) => faults.some((kind) => !isOrderChange(kind)))) return;
	const trail = requests.map(({ endpoint, status, at }) => `${endpoint} ${status} at ${at}`);
	throw new Error(`It failed for nothing: ${code} ${message} (${trail.join(', ')})`);
}

function expectEmpty(what: string, found: readonly string[]): void {
	if (found.length > 0) throw new Error(`${found.length} ${what}: ${found.slice(0, 3).join('; ')}`);
}

/** What a server may tell in two entries. Which orders it splits is its own affair. */
function inParts(entry: ModelEntry): ModelEntry[] {
	const half = Math.ceil(entry.subOrders.length / 2);
	const parts = [entry.subOrders.slice(0, half), entry.subOrders.slice(half)];
	return entry.subOrders.length < 2 ? [entry] : parts.map((subOrders) => ({ ...entry, subOrders }));
}

/** Faults that change the list while a search runs, each of them another order. */
export function faultsOf(
	changes: ListChanges | undefined,
	orders: readonly Order[],
	now: number,
): Fault[] {
	if (!changes) return [];
	if (changes.kind === 'enter') {
		return changes.changes.map(({ request, ageMs }, index): Fault => ({
			...{ kind: 'enter-order', endpoint: 'search', requests: [request] },
			orderNumber: `20-N${Math.floor(now)}${index}`,
			entryTimestamp: timestamp(now - ageMs),
			subOrders: [{ statusCode: index % 2 === 0 ? 'C' : '' }],
		}));
	}
	const chosen = new Map<string, Fault>();
	for (const { request, place } of changes.changes) {
		const order = orders[place % orders.length];
		if (!order) continue;
		const { orderNumber, customerOrderNumber, entryTimestamp } = order;
		const named = { orderNumber, customerOrderNumber, entryTimestamp };
		chosen.set(identityOf(order), {
			...{ endpoint: 'search', requests: [request], ...named },
			...(changes.kind === 'delete'
				? { kind: 'delete-order' }
				: // A status that no criteria ask for.
					{ kind: 'change-order', statusCode: 'W', holdReasonCode: '' }),
		});
	}
	return [...chosen.values()];
}
