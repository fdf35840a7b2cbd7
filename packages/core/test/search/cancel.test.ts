import {
	followLink,
	OrderSearch,
	planLink,
	planSearch,
	type IngramClient,
	type IngramError,
	type Progress,
} from '@ingram-orders/core';
import fc from 'fast-check';
import { expectNothingLeft } from '../support/nothing-left.ts';
import { createScriptedWorld, noDataFound, type Reply } from '../support/scripted-world.ts';
import { createWorld, search, type World } from '../support/simulated-world.ts';

const second = 1000;

function startSearch(
	client: IngramClient,
	input: object,
	signal: AbortSignal,
	onProgress: (step: Progress) => void = () => undefined,
): OrderSearch {
	const plan = planSearch({ output: 'orders', ...input }, client.account, 'UTC');
	return new OrderSearch(client, plan, { signal, onProgress });
}

function codeOf(work: Promise<unknown>): Promise<unknown> {
	return work.then(
		() => 'finished',
		(error: unknown) => (error as IngramError).code,
	);
}

describe('a consumer that holds a page while the run is cancelled', () => {
	const pages = 40;

	function start(): { world: World; cancel: AbortController; run: OrderSearch } {
		const pageSize = 5;
		const api = { orders: pages * pageSize, documentedOrders: false };
		const world = createWorld({ api, latencyMs: 100 });
		const cancel = new AbortController();
		return { world, cancel, run: startSearch(world.client, { pageSize }, cancel.signal) };
	}

	/** Reads until the nth page is held, and lets the read-ahead go as far as it may. */
	async function hold(world: World, run: OrderSearch, pageNumber: number) {
		const iterator = run.pages();
		for (let page = 1; page <= pageNumber; page++) await world.clock.run(iterator.next());
		await world.clock.pass(5 * second);
		return iterator;
	}

	/** What still comes of a run that goes on. */
	async function rest(world: World, pagesLeft: AsyncIterator<unknown>) {
		let pagesGiven = 0;
		const reading = async () => {
			while (!(await pagesLeft.next()).done) pagesGiven++;
		};
		const outcome = await world.clock.run(codeOf(reading()));
		await world.clock.settle();
		return { outcome, pagesGiven, sent: world.sent.length };
	}

	test.each([1, 2, 3, 20, pages - 1])(
		'gets no other one, page %i held, and nothing more is sent',
		async (pageNumber) => {
			const { world, cancel, run } = start();
			const iterator = await hold(world, run, pageNumber);
			const sent = world.sent.length;
			cancel.abort();
			await world.clock.pass(0);
			expectNothingLeft(world.clock);
			expect(await rest(world, iterator)).toEqual({ outcome: 'CANCELLED', pagesGiven: 0, sent });
			expect(run.summary.complete).toBe(false);
			expectNothingLeft(world.clock, cancel.signal);
		},
	);

	test('has caused two requests by the first page: the token and that page', async () => {
		const { world, cancel, run } = start();
		const iterator = await hold(world, run, 1);
		cancel.abort();
		expect(await rest(world, iterator)).toMatchObject({ sent: 2 });
	});

	test.each([
		[1, true],
		[2, true],
		[2, false],
		[20, true],
		[20, false],
	])('may also just stop, page %i held and cancelled: %p', async (pageNumber, isCancelled) => {
		const { world, cancel, run } = start();
		const iterator = await hold(world, run, pageNumber);
		const sentBefore = world.sent.length;
		if (isCancelled) cancel.abort();
		await world.clock.run(iterator.return());
		await world.clock.settle();
		expect(world.sent).toHaveLength(sentBefore);
		expectNothingLeft(world.clock, cancel.signal);
	});

	test.each([1, 2, 20])('may cancel when it is told of page %i', async (pageNumber) => {
		const { world, cancel } = start();
		let sent = 0;
		const run = startSearch(world.client, { pageSize: 5 }, cancel.signal, (step) => {
			if (step.kind !== 'page' || step.page !== pageNumber) return;
			sent = world.sent.length;
			cancel.abort();
		});
		expect(await world.clock.run(codeOf(run.collect()))).toBe('CANCELLED');
		await world.clock.settle();
		expect(world.sent).toHaveLength(sent);
		expectNothingLeft(world.clock, cancel.signal);
	});

	test('of several queries is not given the next one', async () => {
		const world = createWorld({ api: { orders: 60, documentedOrders: false }, latencyMs: 100 });
		const cancel = new AbortController();
		const input = { orderStatus: ['R', 'I', 'F', 'C'] };
		const iterator = startSearch(world.client, input, cancel.signal).pages();
		await world.clock.run(iterator.next());
		const sent = world.sent.length;
		cancel.abort();
		expect(await rest(world, iterator)).toEqual({ outcome: 'CANCELLED', pagesGiven: 0, sent });
		expectNothingLeft(world.clock, cancel.signal);
	});
});

/** Milliseconds after the start, or after the nth page was handed over. */
const moment = fc.oneof(
	fc.record({ afterMs: fc.integer({ min: 0, max: 3000 }) }),
	fc.record({ afterMs: fc.integer({ min: 0, max: 150_000 }) }),
	fc.record({ page: fc.integer({ min: 1, max: 20 }), afterMs: fc.integer({ min: 0, max: 400 }) }),
);

const anyRun = fc.record({
	orders: fc.integer({ min: 0, max: 60 }),
	pageSize: fc.integer({ min: 1, max: 8 }),
	latencies: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 5 }),
	holdMs: fc.constantFrom(0, 1, 50, 400, 5000),
	failEvery: fc.integer({ min: 4, max: 30 }),
	limit: fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined }),
	includeLinked: fc.constantFrom([], [], ['order']),
	moment,
});

test('pages end with CANCELLED, whenever the run is cancelled and however long each page is held', async () => {
	await fc.assert(
		fc.asyncProperty(anyRun, async ({ orders, latencies, holdMs, failEvery, moment, ...input }) => {
			const world = createWorld({
				api: {
					orders,
					documentedOrders: false,
					rateLimit: { limit: 20 },
					faults: [{ kind: 'status', status: 503, every: failEvery }],
				},
				latencyMs: (request) => latencies[request % latencies.length] ?? 0,
			});
			const { clock } = world;
			const cancel = new AbortController();
			let cancelled = { at: Infinity, sent: Infinity };
			const cancelSoon = () =>
				clock.after(moment.afterMs, () => {
					cancelled = { at: clock.now(), sent: world.sent.length };
					cancel.abort();
				});
			if (!('page' in moment)) cancelSoon();

			const run = startSearch(world.client, { ...input, maxWait: 3600 }, cancel.signal);
			const given = { pages: 0, late: 0, heldUntil: 0 };
			const consume = async () => {
				for await (const page of run.pages()) {
					if (cancel.signal.aborted) given.late += page.length;
					given.pages++;
					if ('page' in moment && moment.page === given.pages) cancelSoon();
					given.heldUntil = clock.now() + holdMs;
					await new Promise<void>((resolve) => clock.after(holdMs, resolve));
				}
			};
			const outcome = await clock.run(codeOf(consume()));

			expectNothingLeft(clock, cancel.signal);
			if (!cancel.signal.aborted) return;
			expect(given.late).toBe(0);
			expect(clock.now()).toBe(Math.max(cancelled.at, given.heldUntil));
			// Whoever holds the last page has everything.
			expect([outcome, run.summary.complete]).toEqual(
				outcome === 'finished' ? ['finished', true] : ['CANCELLED', false],
			);
			await clock.settle();
			expect(world.sent.length).toBe(cancelled.sent);
		}),
		{ numRuns: 120, seed: 1 },
	);
});

describe('a run that is cancelled while it pauses', () => {
	test.each<[pause: string, answer: Reply, cancelAfter: number]>([
		['before it tries again', { status: 503 }, 1],
		['for as long as Retry-After says', { status: 503, headers: { 'retry-after': '60' } }, 30_000],
	])('%s ends at once', async (_, answer, cancelAfter) => {
		const world = createScriptedWorld({ api: () => answer });
		const cancel = new AbortController();
		let cancelledAt = 0;
		const run = startSearch(world.client, {}, cancel.signal);
		// The token and the first answer take 100 ms each.
		world.clock.after(200 + cancelAfter, () => {
			cancelledAt = world.clock.now();
			cancel.abort();
		});
		expect(await world.clock.run(codeOf(run.collect()))).toBe('CANCELLED');
		expect(world.clock.now()).toBe(cancelledAt);
		expect(world.sent).toHaveLength(1);
		expectNothingLeft(world.clock, cancel.signal);
	});

	test('as soon as it says so ends before it sends again', async () => {
		const world = createScriptedWorld({ api: () => ({ status: 503 }) });
		const cancel = new AbortController();
		const run = startSearch(world.client, {}, cancel.signal, ({ kind }) => {
			if (kind === 'retrying') cancel.abort();
		});
		expect(await world.clock.run(codeOf(run.collect()))).toBe('CANCELLED');
		expect(world.sent).toHaveLength(1);
		expectNothingLeft(world.clock, cancel.signal);
	});
});

describe('a signal that is already aborted', () => {
	const signal = AbortSignal.abort();

	test.each<[way: string, run: (client: IngramClient) => Promise<unknown>]>([
		['collect', (client) => startSearch(client, {}, signal).collect()],
		['pages', (client) => startSearch(client, {}, signal).pages().next()],
		['one page', (client) => startSearch(client, { pageNumber: 2 }, signal).collect()],
		[
			'a link',
			(client) =>
				followLink(client, planLink({ link: '/resellers/v5/orders/20-1' }, client.account), {
					signal,
				}),
		],
	])('sends nothing: %s', async (_, run) => {
		const world = createScriptedWorld({ api: () => noDataFound });
		expect(await world.clock.run(codeOf(run(world.client)))).toBe('CANCELLED');
		expect([...world.tokenRequests, ...world.sent]).toEqual([]);
		expectNothingLeft(world.clock, signal);
	});

	test('takes no turn from others that wait', async () => {
		const world = createWorld({ api: { orders: 30, rateLimit: { limit: 10 } }, latencyMs: 100 });
		const other = search(world, { output: 'orders', pageSize: 1 });
		await world.clock.pass(10 * second);
		const late = await world.clock.run(search(world, {}, signal));
		expect(late.error?.code).toBe('CANCELLED');
		expect((await world.clock.run(other)).summary.complete).toBe(true);
		expectNothingLeft(world.clock, signal);
	});
});
