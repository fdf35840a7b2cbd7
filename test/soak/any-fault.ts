import type { Fault, FaultEffect, FaultTrigger } from '@ingram-orders/simulator';
import fc from 'fast-check';

const named = ['enter-order', 'add-suborder', 'change-order', 'delete-order'] as const;
const counted = ['insert-orders', 'delete-orders', 'change-status'] as const;

type NamedChange = (typeof named)[number];
type CountedChange = (typeof counted)[number];

/** A change of one order that is named, so that it is known what has become of the others. */
export type OrderChangeEffect = Extract<FaultEffect, { kind: NamedChange }>;

/** Everything else that a simulator can do to a request or an answer. */
type Spoil = Exclude<FaultEffect, { kind: NamedChange | CountedChange }>;

/** Whether a fault leaves the answer as it is and changes an order. */
export function isOrderChange(kind: Fault['kind']): boolean {
	return [...named, ...counted].some((each) => each === kind);
}

/** Where a body names secrets, which are known only when the fault is set. */
export const secretPlace = '{secret}';
export const tokenPlace = '{token}';

const of = <Kind extends Spoil['kind']>(kind: Kind) => ({ kind: fc.constant(kind) });

/** Every kind, so that the compiler names one that is missing. */
const spoils: {
	readonly [Kind in Spoil['kind']]: fc.Arbitrary<Extract<Spoil, { kind: Kind }>>;
} = {
	status: fc
		.record({
			...of('status'),
			status: fc.oneof(
				{ weight: 6, arbitrary: fc.constantFrom(429, 500, 502, 503, 504) },
				{ weight: 1, arbitrary: fc.constantFrom(400, 401, 403, 404) },
			),
			body: fc.constantFrom(
				...(['apigee', 'faultcode', 'errors', 'message', 'html', 'text', 'empty'] as const),
			),
			retryAfter: fc.constantFrom(undefined, undefined, 1, 20),
		})
		.map(({ retryAfter, ...rest }) => ({ ...rest, ...(retryAfter && { retryAfter }) })),
	quota: fc.record({ ...of('quota'), status: fc.constantFrom(429, 500) }),
	'spike-arrest': fc.record(of('spike-arrest')),
	reset: fc.record(of('reset')),
	'reset-mid-body': fc.record(of('reset-mid-body')),
	hang: fc.record(of('hang')),
	slow: fc.record({ ...of('slow'), latencyMs: fc.integer({ min: 1, max: 40_000 }) }),
	truncated: fc.record(of('truncated')),
	html: fc.record(of('html')),
	empty: fc.record(of('empty')),
	redirect: fc.record({ ...of('redirect'), status: fc.constantFrom(301, 302, 307) }),
	oversized: fc.record({
		...of('oversized'),
		bytes: fc.oneof(
			{ weight: 30, arbitrary: fc.constantFrom(50_000, 200_000) },
			{ weight: 1, arbitrary: fc.constant(20_000_000) },
		),
	}),
	latin1: fc.record(of('latin1')),
	'mislabeled-gzip': fc.record(of('mislabeled-gzip')),
	body: fc.record({
		...of('body'),
		status: fc.constantFrom(400, 500, 503),
		body: fc.constantFrom(
			`{"message":"Authorization: Bearer ${tokenPlace} is not accepted"}`,
			`client_secret=${secretPlace}`,
			`<html><p title="${secretPlace}">${tokenPlace}</p></html>`,
		),
	}),
	'no-rate-limit-headers': fc.record(of('no-rate-limit-headers')),
	'expire-tokens': fc.record(of('expire-tokens')),
	'clock-skew': fc.record({
		...of('clock-skew'),
		skewMs: fc.integer({ min: -90_000, max: 90_000 }),
	}),
};

const spoilKinds = Object.keys(spoils) as readonly Spoil['kind'][];

/** Strikes at some of the first requests, or again and again. */
const trigger: fc.Arbitrary<FaultTrigger> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			requests: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			every: fc.integer({ min: 1, max: 6 }),
			times: fc.integer({ min: 1, max: 7 }),
		}),
	},
);

const endpoint = fc.oneof(
	{ weight: 6, arbitrary: fc.constant('search' as const) },
	{ weight: 1, arbitrary: fc.constant('token' as const) },
);

/** Faults for a host whose pauses are short while its clock is not: those of the rate limit would have to be waited out. */
export const faultBesidesTime = anyFault(['clock-skew', 'quota', 'spike-arrest', 'slow']).filter(
	(fault) => fault.kind !== 'status' || fault.status !== 429,
);

/** A fault of any kind that leaves the orders as they are. */
export function anyFault(except: readonly Spoil['kind'][] = []): fc.Arbitrary<Fault> {
	const effect = fc
		.constantFrom(...spoilKinds.filter((kind) => !except.includes(kind)))
		.chain((kind): fc.Arbitrary<Spoil> => spoils[kind]);
	return fc
		.tuple(trigger, endpoint, effect)
		.map(([when, where, what]): Fault => ({ endpoint: where, ...when, ...what }));
}
