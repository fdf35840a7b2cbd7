import { getEventListeners } from 'node:events';
import { IngramClient } from '@ingram-orders/core';
import fc from 'fast-check';
import { property } from './support/property.ts';
import { secret, testAccount } from './support/accounts.ts';
import { calmScenario, scenario, worldOf, type Scenario } from './support/scenarios.ts';
import {
	createWorld,
	orderNumbers,
	search,
	type Result,
	type World,
} from './support/simulated-world.ts';

const codes = [
	'AUTHENTICATION',
	'REQUEST_REFUSED',
	'RATE_LIMIT',
	'SERVICE_UNAVAILABLE',
	'UNREADABLE_ANSWER',
	'UNREACHABLE',
	'TIMEOUT',
];

const hour = 60 * 60 * 1000;

/** A day of waiting is allowed, so that only what cannot succeed fails. */
const patiently = { output: 'orders', maxWait: 86_400 };

/** Another workflow of the same process: its own tokens, the same gates. */
function otherClient({ host, gates }: World): IngramClient {
	const authorization = { clientSecret: secret };
	return new IngramClient({ account: testAccount(), host, gates, authorization });
}

function numbersIn({ api }: World): string[] {
	return api.orders.map(({ orderNumber }) => orderNumber);
}

/** Orders that were on the list all the time. */
function lasting(before: readonly string[], world: World): string[] {
	const after = new Set(numbersIn(world));
	return before.filter((number) => after.has(number));
}

function expectEachOnceOrTold(
	{ items, summary, error }: Result,
	expected: readonly string[],
): void {
	const numbers = orderNumbers(items);
	expect(new Set(numbers).size).toBe(numbers.length);
	if (error) {
		expect(codes).toContain(error.code);
		expect(summary.complete).toBe(false);
	} else if (summary.complete) {
		const returned = new Set(numbers);
		expect(expected.filter((number) => !returned.has(number))).toEqual([]);
		expect(summary.ordersReturned).toBe(numbers.length);
	} else {
		expect(summary.warnings.map(({ code }) => code)).toContain('INCOMPLETE');
	}
}

/** However many may go at once, no window gets more than it holds. */
function expectNoOveruse(world: World, { rateLimit }: Scenario): void {
	for (const usage of world.api.usage) {
		expect(usage.mostInOneWindow).toBeLessThanOrEqual(rateLimit.limit);
	}
	// With another consumer a window may be used up before anybody can have told us.
	if (rateLimit.otherCalls === 0) expect(world.api.violations).toEqual([]);
}

function expectNothingLeft(world: World, signal?: AbortSignal): void {
	expect(world.clock.sleeping).toBe(0);
	if (signal) expect(getEventListeners(signal, 'abort')).toEqual([]);
}

property(
	'every order is found exactly once, whatever the limit, the line and the clocks',
	60,
	fc.tuple(calmScenario, fc.integer({ min: 1, max: 3 })),
	async ([calm, searches]) => {
		const world = createWorld(worldOf(calm));
		const { signal } = new AbortController();
		const input = { ...patiently, pageSize: calm.pageSize };
		const results = await world.clock.run(
			Promise.all(
				Array.from({ length: searches }, (_, index) =>
					search(index === 0 ? world : { ...world, client: otherClient(world) }, input, signal),
				),
			),
		);
		for (const { items, summary, error } of results) {
			expect(error).toBeUndefined();
			expect(summary).toMatchObject({
				complete: true,
				ordersFound: calm.orders,
				ordersReturned: calm.orders,
			});
			expect(orderNumbers(items)).toEqual(numbersIn(world));
		}
		expectNoOveruse(world, calm);
		expectNothingLeft(world, signal);
	},
);

property(
	'whatever fails or changes meanwhile, every order is found once or the result says what is missing',
	80,
	fc.tuple(scenario, fc.integer({ min: 1, max: 3 })),
	async ([wild, searches]) => {
		const world = createWorld(worldOf(wild));
		const before = numbersIn(world);
		const { signal } = new AbortController();
		const input = { ...patiently, pageSize: wild.pageSize };
		const results = await world.clock.run(
			Promise.all(Array.from({ length: searches }, () => search(world, input, signal))),
			72 * hour,
		);
		for (const result of results) expectEachOnceOrTold(result, lasting(before, world));
		expectNoOveruse(world, wild);
		expectNothingLeft(world, signal);
	},
);

property(
	'a run that is cancelled ends at once and leaves nothing over, and others go on',
	50,
	fc.tuple(scenario, fc.integer({ min: 0, max: 150_000 })),
	async ([wild, cancelAfter]) => {
		const world = createWorld(worldOf(wild));
		const before = numbersIn(world);
		const startedAt = world.clock.now();
		const cancel = new AbortController();
		world.clock.after(cancelAfter, () => cancel.abort());
		const input = { ...patiently, pageSize: wild.pageSize };
		const other = search({ ...world, client: otherClient(world) }, input);
		const result = await world.clock.run(search(world, input, cancel.signal));
		if (cancel.signal.aborted) {
			expect(result.error?.code).toBe('CANCELLED');
			expect(world.clock.now()).toBe(startedAt + cancelAfter);
			expect(result.summary.complete).toBe(false);
		} else {
			expectEachOnceOrTold(result, lasting(before, world));
		}
		expect(getEventListeners(cancel.signal, 'abort')).toEqual([]);
		expectEachOnceOrTold(await world.clock.run(other), lasting(before, world));
		expectNoOveruse(world, wild);
		expectNothingLeft(world);
	},
);

property(
	'a run that is cancelled while it is alone leaves no timer behind',
	60,
	fc.tuple(scenario, fc.integer({ min: 0, max: 150_000 })),
	async ([wild, cancelAfter]) => {
		const world = createWorld(worldOf(wild));
		const cancel = new AbortController();
		world.clock.after(cancelAfter, () => cancel.abort());
		const input = { ...patiently, pageSize: wild.pageSize };
		const result = await world.clock.run(search(world, input, cancel.signal));
		expect(result.error?.code === 'CANCELLED').toBe(cancel.signal.aborted);
		expectNothingLeft(world, cancel.signal);
	},
);
