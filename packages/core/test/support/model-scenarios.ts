import type { SearchInput } from '@ingram-orders/core';
import fc from 'fast-check';
import { inputOf, type ModelCriteria, type ModelOutput } from './expected-items.ts';
import type { ModelEntry } from './model-listing.ts';
import { holdReasonCodes, statusCodes } from './model-lists.ts';
import { truthfulRules, type ModelRules } from './model-server.ts';
import type { Way } from './read-search.ts';

/** What a user asks for, before it is fitted to a list. */
export interface RunShape {
	/** Places in the list whose number is asked for; one past its end asks for a number nobody has. */
	orderNumberOf: number | undefined;
	customerOrderNumberOf: number | undefined;
	orderStatus: readonly string[] | undefined;
	holdReason: readonly string[] | undefined;
	onHoldOnly: boolean | undefined;
	/** Places in the list whose entry time is the edge, give or take some milliseconds. */
	createdAfter: { of: number; plusMs: number } | undefined;
	createdBefore: { of: number; plusMs: number } | undefined;
	pageSize: number | undefined;
	output: ModelOutput;
	way: Way;
}

/** A value one time in `times`, else undefined. */
export function oneIn<T>(times: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
	return fc.oneof(
		{ weight: times - 1, arbitrary: fc.constant(undefined) },
		{ weight: 1, arbitrary: value },
	);
}

const timeEdge = fc.record({
	of: fc.nat(400),
	plusMs: fc.constantFrom(0, 0, -1000, -1, 1, 999, 1000),
});

const output: fc.Arbitrary<ModelOutput> = fc.constantFrom('suborders', 'orders', 'raw');

/** The ways that read to the end. */
export const way: fc.Arbitrary<Way> = fc.oneof(
	fc.constant('collect' as const),
	fc.record({ pauseMs: fc.constantFrom(0, 0, 1, 300, 7000) }),
);

export const runShape: fc.Arbitrary<RunShape> = fc.record({
	orderNumberOf: oneIn(12, fc.nat(30)),
	customerOrderNumberOf: oneIn(12, fc.nat(30)),
	orderStatus: oneIn(
		4,
		fc.uniqueArray(fc.constantFrom(...statusCodes), { minLength: 1, maxLength: 3 }),
	),
	holdReason: oneIn(
		6,
		fc.uniqueArray(fc.constantFrom(...holdReasonCodes), { minLength: 1, maxLength: 2 }),
	),
	onHoldOnly: oneIn(4, fc.boolean()),
	createdAfter: oneIn(5, timeEdge),
	createdBefore: oneIn(6, timeEdge),
	pageSize: fc.oneof(
		{ weight: 1, arbitrary: fc.constant(undefined) },
		{ weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }) },
		{ weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }) },
	),
	output,
	way,
});

/** Runs that take several pages of most lists. */
export const longRunShape: fc.Arbitrary<RunShape> = fc
	.record({ run: runShape, pageSize: fc.integer({ min: 1, max: 7 }) })
	.map(({ run, pageSize }) => ({
		...run,
		orderNumberOf: undefined,
		customerOrderNumberOf: undefined,
		pageSize,
	}));

/** A run that reads everything there is. */
export const plainRun: RunShape = {
	orderNumberOf: undefined,
	customerOrderNumberOf: undefined,
	orderStatus: undefined,
	holdReason: undefined,
	onHoldOnly: undefined,
	createdAfter: undefined,
	createdBefore: undefined,
	pageSize: undefined,
	output: 'orders',
	way: 'collect',
};

/** Pages of one reading at most, as every page costs a fraction of a millisecond. */
const maxPages = 40;

/** The criteria of a run, and all that it is given. */
export function fitRun(
	shape: RunShape,
	entries: readonly ModelEntry[],
): { criteria: ModelCriteria; input: SearchInput } {
	const { orderStatus, holdReason, onHoldOnly, output: wanted, pageSize } = shape;
	const at = (place: number | undefined) =>
		place === undefined ? undefined : entries[place % (entries.length + 1)];
	const edge = (side: RunShape['createdAfter']) => {
		const entry = at(side?.of);
		return side && entry ? Date.parse(entry.entryTimestamp) + side.plusMs : undefined;
	};
	const [createdAfter, createdBefore] = inTurn(edge(shape.createdAfter), edge(shape.createdBefore));
	const { orderNumberOf, customerOrderNumberOf } = shape;
	const criteria: ModelCriteria = {
		orderNumber: orderNumberOf === undefined ? undefined : (at(orderNumberOf)?.orderNumber ?? 'X'),
		customerOrderNumber:
			customerOrderNumberOf === undefined
				? undefined
				: (at(customerOrderNumberOf)?.customerOrderNumber ?? 'X'),
		orderStatus,
		holdReason,
		onHoldOnly,
		createdAfter,
		createdBefore,
	};
	const minPageSize = Math.ceil(entries.length / maxPages);
	const input = {
		...inputOf(criteria),
		output: wanted,
		// A day of waiting is allowed, so that only what cannot succeed fails.
		maxWait: 86_400,
		pageSize: pageSize === undefined ? undefined : Math.max(minPageSize, pageSize),
	};
	return { criteria, input };
}

function inTurn(
	after: number | undefined,
	before: number | undefined,
): [number | undefined, number | undefined] {
	return after !== undefined && before !== undefined && before < after
		? [before, after]
		: [after, before];
}

const second = 1000;
const hour = 3600 * second;

/** How a server that behaves lists its orders. */
const listingRules = fc.record({
	counts: fc.constantFrom('entries' as const, 'entries' as const, 'orders' as const),
	maxPageSize: fc.oneof(
		{ weight: 3, arbitrary: fc.constant(100) },
		{ weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) },
	),
	echoesPageSize: fc.constantFrom('asked' as const, 'used' as const, 'never' as const),
	statusFilter: fc.constantFrom('orders' as const, 'entries' as const, 'suborders' as const),
	emptyPage: fc.constantFrom(
		'failed' as const,
		'success' as const,
		'total' as const,
		'zero' as const,
	),
});

/**
 * How a server that behaves counts calls, ours and those of others. Without headers only the
 * documented limit can be known.
 */
export const countingRules = fc
	.record({
		limit: fc.oneof(fc.constant(60), fc.integer({ min: 5, max: 120 })),
		windows: fc.constantFrom('clock' as const, 'first-request' as const),
		reset: fc.constantFrom(
			'milliseconds' as const,
			'milliseconds' as const,
			'seconds' as const,
			'seconds' as const,
			'delta' as const,
			'never' as const,
		),
		roundsReset: fc.constantFrom('up' as const, 'down' as const),
		refusal: fc.constantFrom('coded' as const, 'plain' as const, 'status-500' as const),
		clockAheadMs: fc.oneof(fc.constant(0), fc.integer({ min: -hour, max: hour })),
		writesDate: fc.oneof(
			{ weight: 5, arbitrary: fc.constant(true) },
			{ weight: 1, arbitrary: fc.constant(false) },
		),
		otherCalls: oneIn(4, fc.nat(119)),
	})
	.map((rules) => ({
		...rules,
		limit: rules.reset === 'never' ? truthfulRules.limit : rules.limit,
		otherCalls: rules.reset === 'never' ? 0 : Math.min(rules.otherCalls ?? 0, rules.limit - 1),
		// Times of a clock that nobody tells can be known only if it goes as ours.
		clockAheadMs: rules.writesDate || rules.reset === 'delta' ? rules.clockAheadMs : 0,
	}));

/** A server that behaves. */
export const honestRules: fc.Arbitrary<Partial<ModelRules>> = fc
	.tuple(listingRules, countingRules)
	.map(([listing, counting]) => ({ ...listing, ...counting }));

/** Milliseconds there and back, on a slow line or a fast one. */
export const latencies = fc.oneof(
	...[3 * second, 300].map((max) =>
		fc.array(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 6 }),
	),
);

/** A page size of the server that keeps the number of pages small. */
export function fitRules(
	rules: Partial<ModelRules>,
	entries: readonly ModelEntry[],
): Partial<ModelRules> {
	const minPageSize = Math.ceil(entries.length / maxPages);
	return { ...rules, maxPageSize: Math.max(minPageSize, rules.maxPageSize ?? 100) };
}
