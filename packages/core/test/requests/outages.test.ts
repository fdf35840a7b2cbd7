import { followLink, planLink, type IngramError } from '@ingram-orders/core';
import fc from 'fast-check';
import { behindLine, newClient, type Failure, type Outage } from '../support/line.ts';
import { expectNothingLeft } from '../support/nothing-left.ts';
import { createWorld, orderNumbers, search } from '../support/simulated-world.ts';

const second = 1000;

/** How often a request is sent at most. */
const maxAttempts = 6;

/** How many requests may be under way side by side. */
const maxInFlight = 24;

/** Requests that a run may send once it has seen a first failure; "some ten". */
const maxSentInVain = 12;

/** All pauses between the attempts of a request together. */
const maxPausesMs = 30 * second;

/** What is lost may use up the quota: then the next window is waited for. */
const windowMs = 61 * second;

const failures: readonly Failure[] = ['dns', 'refused', 'reset', 'silent', 'unavailable'];

/** Seconds; short, as what is lost in silence is only sent again after it. */
const timeout = 10;

const patiently = { output: 'orders', maxWait: 86_400, timeout };

interface Load {
	runs: number;
	pages: number;
	latencies: readonly number[];
	seed: number;
}

const load = (maxRuns: number): fc.Arbitrary<Load> =>
	fc.record({
		runs: fc.integer({ min: 1, max: maxRuns }),
		pages: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 20, max: 60 })),
		latencies: fc.oneof(
			fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 1, maxLength: 5 }),
			fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 5 }),
		),
		seed: fc.integer({ min: 1, max: 1_000_000 }),
	});

/** From any moment on: some time after any request. */
const outage = (lengthMs: number): fc.Arbitrary<Outage> =>
	fc.record({
		failure: fc.constantFrom(...failures),
		request: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 100 })),
		afterMs: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 4000 })),
		lengthMs: fc.constant(lengthMs),
	});

const ordersPerPage = 3;

type LoadedWorld = ReturnType<typeof behindLine>;

function createLoadedWorld({ pages, latencies, seed }: Load): LoadedWorld {
	return behindLine(
		createWorld({
			api: { orders: pages * ordersPerPage, documentedOrders: false, seed },
			latencyMs: (request) => latencies[request % latencies.length] ?? 0,
			seed,
		}),
	);
}

describe('a line that is down for a moment', () => {
	test.each([200, 2000])(
		'of %i ms loses nothing, whenever that is and however much is under way',
		async (lengthMs) => {
			await fc.assert(
				fc.asyncProperty(load(4), outage(lengthMs), async (loaded, planned) => {
					const world = createLoadedWorld(loaded);
					const numbers = world.api.orders.map(({ orderNumber }) => orderNumber);
					world.line.plan(planned);
					const results = await world.clock.run(
						Promise.all(
							Array.from({ length: loaded.runs }, () =>
								search(
									{ ...world, client: newClient(world) },
									{ ...patiently, pageSize: ordersPerPage },
								),
							),
						),
					);
					for (const { error, summary, items } of results) {
						expect(error).toBeUndefined();
						expect(summary.complete).toBe(true);
						expect(orderNumbers(items)).toEqual(numbers);
					}
					expect(world.api.violations).toEqual([]);
					expectNothingLeft(world.clock);
				}),
				{ numRuns: 35, seed: 1 },
			);
		},
	);

	test.each([200, 2000])('of %i ms loses none of 100 linked documents', async (lengthMs) => {
		await fc.assert(
			fc.asyncProperty(outage(lengthMs), fc.integer({ min: 20, max: 900 }), async (planned, ms) => {
				const world = behindLine(
					createWorld({ api: { orders: 100, documentedOrders: false }, latencyMs: ms }),
				);
				world.line.plan(planned);
				const { error, summary, items } = await world.clock.run(
					search(world, { ...patiently, includeLinked: 'order' }),
				);
				expect(error).toBeUndefined();
				expect(summary).toMatchObject({ complete: true, ordersReturned: 100, warnings: [] });
				const documents = items.flatMap(({ kind, json }) =>
					kind === 'orders' ? json.subOrders.map(({ order }) => order) : [],
				);
				expect(documents.length).toBeGreaterThanOrEqual(100);
				expect(documents).not.toContain(null);
			}),
			{ numRuns: 12, seed: 1 },
		);
	});
});

test.each(failures)('a single request survives 2 s, too: %s', async (failure) => {
	for (let seed = 1; seed <= 30; seed++) {
		const world = behindLine(
			createWorld({ api: { orders: 1, documentedOrders: false }, latencyMs: 100, seed }),
		);
		const number = world.api.orders[0]?.subOrders[0]?.subOrderNumber;
		const query = 'customerNumber=20-123456&isoCountryCode=UK';
		const link = `/resellers/v5/orders/${number}?${query}`;
		const plan = planLink({ link, timeout }, world.client.account);
		// It meets the request for the token, the one for the document, or that one under way.
		const downAfterMs = [0, 50, 150][seed % 3] ?? 0;
		world.clock.after(downAfterMs, () => world.line.goDown(failure));
		world.clock.after(downAfterMs + 2000, () => world.line.comeBack());
		await world.clock.pass(0);
		expect(await world.clock.run(followLink(world.client, plan))).toEqual(expect.anything());
		expectNothingLeft(world.clock);
	}
});

describe('a server that is gone for good', () => {
	/** What a run may still cost and take once the server is gone. */
	function expectGivenUp(world: LoadedWorld, error: IngramError | undefined) {
		const { line, clock } = world;
		if (line.downSince === undefined) throw new Error('The run was over before.');
		expect(['UNREACHABLE', 'TIMEOUT', 'SERVICE_UNAVAILABLE']).toContain(error?.code);
		expect(error?.attempts).toBeGreaterThan(1);
		expect(error?.attempts).toBeLessThanOrEqual(maxAttempts);
		expect(error?.description).toContain(`tried ${error?.attempts} times`);
		expect(line.sentAfterFailure).toBeLessThanOrEqual(maxSentInVain);
		expect(line.sentWhileDown).toBeLessThanOrEqual(maxInFlight + maxSentInVain);
		expect(clock.now() - line.downSince).toBeLessThanOrEqual(
			(maxAttempts + 1) * timeout * second + maxPausesMs + windowMs,
		);
		expectNothingLeft(clock);
	}

	test('is given up within some ten requests beyond those in flight', async () => {
		await fc.assert(
			fc.asyncProperty(load(1), outage(Infinity), async (loaded, planned) => {
				const world = createLoadedWorld(loaded);
				// The token is the first request.
				const request = 1 + (planned.request % (loaded.pages + 1));
				world.line.plan({ ...planned, request });
				const { error, summary } = await world.clock.run(
					search(world, { ...patiently, pageSize: ordersPerPage }),
				);
				// It may have been over before.
				if (error) expectGivenUp(world, error);
				else expect(summary.complete).toBe(true);
			}),
			{ numRuns: 50, seed: 1 },
		);
	});

	test.each(failures)(
		'is, too, where 100 linked documents are to be fetched: %s',
		async (failure) => {
			// The token, the page and so many documents.
			for (const request of [3, 10, 50]) {
				const world = behindLine(
					createWorld({ api: { orders: 100, documentedOrders: false }, latencyMs: 300 }),
				);
				world.line.plan({ failure, request, afterMs: 10, lengthMs: Infinity });
				const { error } = await world.clock.run(
					search(world, { ...patiently, includeLinked: 'order' }),
				);
				expectGivenUp(world, error);
			}
		},
	);
});

describe('a single page that always fails', () => {
	test.each([1, 2, 7, 30])(
		'ends the run, and it is told how often it was tried: page %i',
		async (page) => {
			const world = createWorld({
				api: {
					orders: 30 * ordersPerPage,
					documentedOrders: false,
					faults: [{ kind: 'status', status: 503, page, every: 1 }],
				},
				latencyMs: 100,
			});
			const { error } = await world.clock.run(
				search(world, { ...patiently, pageSize: ordersPerPage }),
			);
			const tries = world.sent.filter(({ url }) => url.endsWith(`pagenumber=${page}`)).length;
			expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503, attempts: tries });
			expect(error?.description).toContain(`tried ${tries} times`);
			expect(tries).toBeGreaterThan(1);
			expect(tries).toBeLessThanOrEqual(maxAttempts);
			expectNothingLeft(world.clock);
		},
	);
});
