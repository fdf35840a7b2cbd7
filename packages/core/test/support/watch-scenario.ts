import fc from 'fast-check';
import { eventNames, type WatchInput } from '@ingram-orders/core';
import type { ListingRules } from './model-listing.ts';
import { orderChange, type OrderChange } from './watch-changes.ts';
import type { Ending, Engine } from './watch-engines.ts';
import type { Fault } from './watch-server.ts';

/** What happens before, during and after one poll. */
export interface PollStep {
	/** Milliseconds since the poll before. */
	waitMs: number;
	/** Before the poll, and just before one of its requests, counted from 1, is answered. */
	changes: readonly OrderChange[];
	meanwhile: readonly { request: number; change: OrderChange }[];
	/** From one of its requests on, so many requests fail. */
	fault?: { request: number; count: number; fault: Fault };
	/** Milliseconds it may take. */
	limitMs?: number;
	/** At one of its requests it is cancelled, or the process is killed. */
	stop?: { request: number; isKill: boolean };
	ending: Ending;
	losesLastSave: boolean;
	/** Before the poll what is kept is replaced by something that cannot be read. */
	breaksState: boolean;
}

/** A watch of changing orders, and all that goes wrong with it. */
export interface WatchScenario {
	engine: Engine;
	input: WatchInput;
	rules: Partial<ListingRules>;
	/** How far the server's clock is ahead, in milliseconds. */
	aheadMs: number;
	/** Orders before the first poll. */
	orders: readonly OrderChange[];
	steps: readonly PollStep[];
}

const minute = 60_000;
const hour = 60 * minute;

const fault = fc.record({
	request: fc.integer({ min: 1, max: 8 }),
	count: fc.constantFrom(1, 2, 7, 1000),
	fault: fc.constantFrom<Fault>(
		...(['unavailable', 'reset', 'not-json', 'rate-limit', 'hang', 'refused'] as const),
	),
});

const rarely = <T>(value: fc.Arbitrary<T>, weight = 1) =>
	fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value });

const step: fc.Arbitrary<PollStep> = fc
	.record({
		waitMs: fc.oneof(
			{ weight: 12, arbitrary: fc.constantFrom(minute, 5 * minute, 20 * minute, hour) },
			{ weight: 2, arbitrary: fc.constantFrom(5 * hour, 13 * hour) },
			{ weight: 1, arbitrary: fc.constantFrom(80 * hour) },
		),
		changes: fc.array(orderChange, { maxLength: 3 }),
		meanwhile: rarely(
			fc.array(fc.record({ request: fc.integer({ min: 2, max: 7 }), change: orderChange }), {
				minLength: 1,
				maxLength: 3,
			}),
			2,
		),
		fault: rarely(fault),
		limitMs: rarely(fc.constantFrom(3_000, 36_000)),
		stop: rarely(fc.record({ request: fc.integer({ min: 1, max: 7 }), isKill: fc.boolean() })),
		ending: fc.oneof(
			{ weight: 12, arbitrary: fc.constant<Ending>('kept') },
			{
				weight: 5,
				arbitrary: fc.constantFrom<Ending>(
					...([
						'dropped',
						'restart',
						'killed',
						'killed-before-save',
						'killed-before-items',
					] as const),
				),
			},
		),
		losesLastSave: fc.boolean(),
		breaksState: fc.nat(60).map((chance) => chance === 60),
	})
	.map(({ meanwhile = [], fault: fails, limitMs, stop, ...rest }) => ({
		...rest,
		meanwhile,
		...(fails && { fault: fails }),
		...(limitMs !== undefined && { limitMs }),
		...(stop && { stop }),
	}));

const input: fc.Arbitrary<WatchInput> = fc
	.record({
		events: fc.oneof(
			{ weight: 2, arbitrary: fc.constant([...eventNames]) },
			{ weight: 2, arbitrary: fc.subarray([...eventNames], { minLength: 1 }) },
		),
		lookbackDays: fc.constantFrom(1, 2, 3),
		firstPoll: fc.constantFrom('baseline', 'emit'),
		fullScanEvery: fc.constantFrom(0, 1, 2, 3, 4),
		maxWait: fc.constantFrom(5, 300),
		orderStatus: rarely(fc.constantFrom(['C', 'S'])),
	})
	.map(({ orderStatus, events, ...rest }) => ({
		...rest,
		overdueHours: '1, 4, 24',
		...(orderStatus
			? // What is not told of a hold does not show how long it has lasted.
				{ orderStatus, events: events.filter((event) => event !== 'holdOverdue') }
			: { events }),
	}));

const anything = {
	input,
	rules: fc.record({
		// Where the total counts orders, nothing hints at a part of one that comes after the last page.
		counts: fc.constant('entries'),
		maxPageSize: fc.constantFrom(3, 7, 100),
		statusFilter: fc.constantFrom('orders', 'entries', 'suborders'),
		emptyPage: fc.constantFrom('failed', 'success', 'zero'),
	}),
	aheadMs: fc.constantFrom(0, 0, -2 * hour, 7 * minute, 2 * hour),
	orders: fc.array(orderChange, { maxLength: 8 }),
	steps: fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }),
};

/** Whatever may happen to a watch on an engine. */
export function watchScenario(engine: Engine): fc.Arbitrary<WatchScenario> {
	return fc.record({ engine: fc.constant(engine), ...anything });
}
