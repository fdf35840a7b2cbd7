import type { ApiOptions, Fault } from '@ingram-orders/simulator';
import fc from 'fast-check';
import type { WorldOptions } from './simulated-world.ts';

/** A server, a line to it, and what happens on both while orders are read. */
export interface Scenario {
	orders: number;
	pageSize: number;
	/** Milliseconds there and back of the nth request, over and over. */
	latencies: readonly number[];
	skewMs: number;
	rateLimit: NonNullable<ApiOptions['rateLimit']> & { limit: number; otherCalls: number };
	faults: readonly Fault[];
	seed: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** When faults strike: at some of the first requests, or again and again. */
const trigger = fc.oneof(
	fc.record({
		requests: fc.uniqueArray(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 4 }),
	}),
	fc.record({ every: fc.integer({ min: 2, max: 30 }), times: fc.integer({ min: 1, max: 12 }) }),
);

const endpoint = fc.oneof(
	{ weight: 5, arbitrary: fc.constant('search' as const) },
	{ weight: 1, arbitrary: fc.constant('token' as const) },
);

const spoiledAnswer = fc.oneof(
	fc.record({
		kind: fc.constant('status' as const),
		status: fc.constantFrom(429, 500, 502, 503, 504),
		body: fc.constantFrom('apigee' as const, 'html' as const, 'empty' as const, 'message' as const),
	}),
	fc.record({ kind: fc.constant('quota' as const), status: fc.constantFrom(429, 500) }),
	fc.record({ kind: fc.constant('slow' as const), latencyMs: fc.integer({ min: 1, max: 90_000 }) }),
	fc.constantFrom(
		{ kind: 'spike-arrest' as const },
		{ kind: 'reset' as const },
		{ kind: 'reset-mid-body' as const },
		{ kind: 'hang' as const },
		{ kind: 'truncated' as const },
		{ kind: 'html' as const },
		{ kind: 'empty' as const },
		{ kind: 'mislabeled-gzip' as const },
		{ kind: 'no-rate-limit-headers' as const },
		{ kind: 'expire-tokens' as const },
	),
);

const changedWorld = fc.oneof(
	fc.record({
		kind: fc.constantFrom('insert-orders' as const, 'delete-orders' as const),
		count: fc.integer({ min: 1, max: 5 }),
	}),
	fc.record({
		kind: fc.constant('clock-skew' as const),
		skewMs: fc.integer({ min: -hour, max: hour }),
	}),
);

export const faults: fc.Arbitrary<Fault[]> = fc.array(
	fc
		.tuple(trigger, endpoint, fc.oneof(spoiledAnswer, changedWorld))
		.map(([when, where, what]): Fault => ({ endpoint: where, ...when, ...what })),
	{ maxLength: 5 },
);

/** Somebody else who uses the same application; most often nobody. */
const otherCalls = (limit: number) =>
	fc.oneof(
		{ weight: 3, arbitrary: fc.constant(0) },
		{ weight: 2, arbitrary: fc.integer({ min: 0, max: limit - 1 }) },
	);

/** Without headers only the documented limit can be known. */
const rateLimit = fc
	.record({
		limit: fc.oneof(fc.constant(60), fc.integer({ min: 8, max: 120 })),
		resetFormat: fc.constantFrom(
			'milliseconds' as const,
			'milliseconds' as const,
			'seconds' as const,
			'delta-seconds' as const,
			'none' as const,
		),
	})
	.map((told) => (told.resetFormat === 'none' ? { ...told, limit: 60 } : told))
	.chain(({ limit, resetFormat }) =>
		fc.record({
			limit: fc.constant(limit),
			resetFormat: fc.constant(resetFormat),
			start: fc.constantFrom('clock' as const, 'first-request' as const),
			phaseMs: fc.integer({ min: 0, max: minute - 1 }),
			exceededStatus: fc.constantFrom(429 as const, 500 as const),
			otherCalls: otherCalls(limit),
			otherCallsAt: fc.constantFrom('window-start' as const, 'spread' as const),
		}),
	);

/** Below the time that a request for a token may take. */
const latencies = fc.oneof(
	fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 9 }),
	fc.array(fc.integer({ min: 0, max: 28_000 }), { minLength: 1, maxLength: 9 }),
);

/** Any server that behaves, however it counts and however slow the line is. */
export const calmScenario: fc.Arbitrary<Scenario> = fc
	.integer({ min: 1, max: 100 })
	.chain((pageSize) =>
		fc.record({
			pageSize: fc.constant(pageSize),
			orders: fc.integer({ min: 0, max: Math.min(500, pageSize * 140) }),
			latencies,
			skewMs: fc.integer({ min: -hour, max: hour }),
			rateLimit,
			faults: fc.constant([]),
			seed: fc.integer({ min: 1, max: 1_000_000 }),
		}),
	);

/** Twice what the gate allows a request for being overtaken, as it is there and back. */
const maxLatencyWithGivingUp = 10_000;

/** The same, and anything may go wrong. */
export const scenario: fc.Arbitrary<Scenario> = fc
	.tuple(calmScenario, faults)
	.map(([calm, added]) => {
		const losesHeaders = added.some(({ kind }) => kind === 'no-rate-limit-headers');
		return {
			...calm,
			// A request that was given up must not be on the way for ever.
			latencies: calm.latencies.map((latency) => Math.min(latency, maxLatencyWithGivingUp)),
			faults: added,
			rateLimit: losesHeaders
				? { ...calm.rateLimit, limit: 60, otherCalls: Math.min(calm.rateLimit.otherCalls, 59) }
				: calm.rateLimit,
		};
	});

export function worldOf({
	orders,
	latencies: each,
	skewMs,
	rateLimit: limits,
	faults: planned,
	seed,
}: Scenario): WorldOptions {
	return {
		api: { orders, documentedOrders: false, skewMs, rateLimit: limits, faults: planned, seed },
		latencyMs: (request) => each[request % each.length] ?? 0,
		seed,
	};
}
