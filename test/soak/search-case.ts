import type { Fault, Order, SimulatorOptions } from '@ingram-orders/simulator';
import fc from 'fast-check';
import type { ModelEntry } from '../../packages/core/test/support/model-listing.ts';
import { entriesOf, listShape } from '../../packages/core/test/support/model-lists.ts';
import {
	oneIn,
	runShape,
	type RunShape,
} from '../../packages/core/test/support/model-scenarios.ts';
import { anyFault } from './any-fault.ts';

/** A place in the list, counted from 0 and round it. */
const place = fc.nat(1000);

/** After the answer to which search request of a run something changes. */
const request = fc.integer({ min: 1, max: 8 });

/**
 * Changes while a search runs. They only add or only take away: no reader could notice an order
 * that slips through where as many were added behind a place as were removed before it.
 */
const listChanges = fc.oneof(
	fc.record({
		kind: fc.constant('enter' as const),
		changes: fc.array(fc.record({ request, ageMs: fc.nat(3_600_000) }), {
			minLength: 1,
			maxLength: 3,
		}),
	}),
	fc.record({
		kind: fc.constantFrom('delete' as const, 'finish' as const),
		changes: fc.array(fc.record({ request, place }), { minLength: 1, maxLength: 3 }),
	}),
);

export type ListChanges = typeof listChanges extends fc.Arbitrary<infer T> ? T : never;

/** One search, and all that goes wrong while it runs. */
export interface SearchCase {
	shape: RunShape;
	limit: number | undefined;
	/** Stops reading after so many pages. */
	pagesTaken: number | undefined;
	/** Seconds that it may wait for the rate limit, and that a request may take. */
	maxWait: number;
	timeout: number;
	/** Cancelled after so many milliseconds of the server's time. */
	cancelledAfterMs: number | undefined;
	faults: readonly Fault[];
	changes: ListChanges | undefined;
}

const searchFaults = fc.oneof(
	{ weight: 1, arbitrary: fc.constant([]) },
	{ weight: 2, arbitrary: fc.array(anyFault(), { minLength: 1, maxLength: 3 }) },
);

const searchCase: fc.Arbitrary<SearchCase> = fc.record({
	shape: runShape,
	limit: oneIn(4, fc.integer({ min: 1, max: 60 })),
	pagesTaken: oneIn(6, fc.integer({ min: 1, max: 4 })),
	maxWait: fc.constantFrom(0, 30, 120, 300),
	timeout: fc.constantFrom(10, 20),
	cancelledAfterMs: oneIn(6, fc.integer({ min: 0, max: 5_000 })),
	faults: searchFaults,
	changes: oneIn(3, listChanges),
});

/** How many searches one server sees before another takes its place. */
export const searchesPerRound = 25;

/** Some searches in turn, on a server of its own kind. */
export interface SearchRound {
	/** Entry by entry as the server lists them, newest first, an order in one entry. */
	entries: readonly ModelEntry[];
	simulator: SimulatorOptions;
	searches: readonly SearchCase[];
}

const server: fc.Arbitrary<SimulatorOptions> = fc
	.record({
		seed: fc.integer({ min: 1, max: 1_000_000 }),
		latencyMs: fc.constantFrom(0, { min: 0, max: 300 }, { min: 50, max: 900 }),
		// A token that lives for less than a second of the wall's time may end on its way.
		tokenLifetime: fc.constantFrom(86_399, 86_399, 120),
		rateLimit: fc.record({
			limit: fc.constantFrom(60, 100_000, 100_000, 100_000),
			start: fc.constantFrom('clock' as const, 'first-request' as const),
			resetFormat: fc.constantFrom(...(['milliseconds', 'seconds', 'delta-seconds'] as const)),
			exceededStatus: fc.constantFrom(429 as const, 500 as const),
		}),
		search: fc.record({
			statusFilter: fc.constantFrom('orders' as const, 'suborders' as const),
			maxPageSize: fc.constantFrom(100, 100, 20, 7),
			echoPageSize: fc.constantFrom('asked' as const, 'used' as const),
			noDataFound: fc.constantFrom('FAILED' as const, 'SUCCESS' as const),
			splitOrders: oneIn(
				3,
				fc.record({ every: fc.constantFrom(2, 3), apart: fc.integer({ min: 1, max: 30 }) }),
			),
		}),
	})
	.map(({ search: { splitOrders, ...search }, ...rest }) => ({
		...rest,
		search: { ...search, ...(splitOrders && { splitOrders }) },
	}));

/** @param newest when the newest order was entered, in milliseconds since 1970 */
export function searchRound(newest: number): fc.Arbitrary<SearchRound> {
	return fc
		.record({
			list: listShape(120),
			server,
			searches: fc.array(searchCase, {
				...{ minLength: searchesPerRound, maxLength: searchesPerRound, size: 'max' },
			}),
		})
		.map(({ list, server: simulator, searches }) => {
			const entries = entriesOf({ ...list, inParts: false }, newest);
			return {
				entries,
				simulator: { ...simulator, documentedOrders: false, orders: entries.map(toOrder) },
				searches,
			};
		});
}

/** As a simulator keeps it. */
export function toOrder({ subOrders, ...order }: ModelEntry): Order {
	return {
		...order,
		subOrders: subOrders.map(({ number, ...codes }) => ({
			...{ subOrderNumber: number, status: '', holdReason: '' },
			...codes,
		})),
	};
}

/** As the server's list has it, before it splits an order. */
export function toEntry({ subOrders, ...order }: Order): ModelEntry {
	return {
		...order,
		subOrders: subOrders.map(({ subOrderNumber, statusCode, holdReasonCode }) => ({
			...{ number: subOrderNumber, statusCode, holdReasonCode },
		})),
	};
}
