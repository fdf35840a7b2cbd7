import { OrderSearch, planSearch, type Progress } from '@ingram-orders/core';
import type { Fault } from '@ingram-orders/simulator';
import fc from 'fast-check';
import { faults } from '../support/scenarios.ts';
import { createWorld, search, type World } from '../support/simulated-world.ts';

const second = 1000;
const windowStart = Date.UTC(2026, 0, 15, 12);

/** Nothing waits any more, and nothing is sent later. */
async function expectNothingLeft({ clock, sent }: World): Promise<void> {
	await clock.pass(0);
	expect(clock.sleeping).toBe(0);
	const requests = sent.length;
	await clock.settle();
	expect(sent).toHaveLength(requests);
}

test('a search that is cancelled at any moment, whatever goes wrong, leaves no timer', async () => {
	const anything = fc.record({
		orders: fc.integer({ min: 0, max: 150 }),
		cancelAfterMs: fc.integer({ min: 0, max: 150 * second }),
		latencyMs: fc.integer({ min: 0, max: 5000 }),
		otherCalls: fc.constantFrom(0, 30, 59),
		timeout: fc.integer({ min: 1, max: 60 }),
		planned: faults,
	});
	await fc.assert(
		fc.asyncProperty(anything, async (given) => {
			const { orders, cancelAfterMs, latencyMs, otherCalls, timeout, planned } = given;
			const world = createWorld({
				startAt: windowStart,
				latencyMs,
				api: { orders, documentedOrders: false, rateLimit: { otherCalls }, faults: planned },
			});
			const cancel = new AbortController();
			world.clock.after(cancelAfterMs, () => cancel.abort());
			const input = { pageSize: 1, timeout, maxWait: 3600 };
			const { error, tookMs } = await world.clock.run(search(world, input, cancel.signal));
			if (error?.code === 'CANCELLED') expect(tookMs).toBe(cancelAfterMs);
			await expectNothingLeft(world);
		}),
		{ numRuns: 100, seed: 8 },
	);
});

/** Starts a search that its host cancels as soon as it is told something of this kind. */
function cancelledWhen(kind: Progress['kind'], { client, clock }: World) {
	const cancel = new AbortController();
	const moment = { cancelledAt: -1 };
	const run = new OrderSearch(client, planSearch({ pageSize: 1 }, client.account, 'UTC'), {
		signal: cancel.signal,
		onProgress: (progress) => {
			if (progress.kind !== kind || cancel.signal.aborted) return;
			moment.cancelledAt = clock.now();
			cancel.abort();
		},
	});
	const failed = run.collect().then(
		() => ({ code: 'It was not cancelled.' }),
		(error: unknown) => error,
	);
	return { failed, moment };
}

describe('a search that its host cancels in the moment in which it is told', () => {
	const moments: [what: string, kind: Progress['kind'], faults: Fault[]][] = [
		['of a page', 'page', []],
		['that it waits', 'waiting', []],
		['of a retry', 'retrying', [{ kind: 'status', status: 503, requests: [3, 4, 5] }]],
	];

	test.each(moments)('%s ends at once and leaves no timer', async (_, kind, planned) => {
		const world = createWorld({
			startAt: windowStart,
			latencyMs: 200,
			api: { orders: 100, documentedOrders: false, faults: planned },
		});
		const { failed, moment } = cancelledWhen(kind, world);
		expect(await world.clock.run(failed)).toMatchObject({ code: 'CANCELLED' });
		expect(world.clock.now()).toBe(moment.cancelledAt);
		await expectNothingLeft(world);
	});

	test('that it waits, while another one waits too, leaves no timer of its own', async () => {
		const world = createWorld({
			startAt: windowStart,
			latencyMs: 200,
			api: { orders: 100, documentedOrders: false },
		});
		const cancel = new AbortController();
		const other = search(world, { pageSize: 1 }, cancel.signal);
		await world.clock.pass(20 * second);
		const before = world.clock.sleeping;
		const { failed } = cancelledWhen('waiting', world);
		expect(await world.clock.run(failed)).toMatchObject({ code: 'CANCELLED' });
		expect(world.clock.sleeping).toBe(before);
		cancel.abort();
		expect((await world.clock.run(other)).error?.code).toBe('CANCELLED');
		await expectNothingLeft(world);
	});
});

test('searches that share a window and are cancelled one by one leave no timer, and nobody else waits longer', async () => {
	const world = createWorld({
		startAt: windowStart,
		latencyMs: 200,
		api: { orders: 100, documentedOrders: false },
	});
	const cancels = Array.from({ length: 4 }, () => new AbortController());
	const cancelled = cancels.map(({ signal }) => search(world, { pageSize: 1 }, signal));
	const other = search(world, { pageSize: 10, maxWait: 3600 });
	cancels.forEach((cancel, index) => {
		world.clock.after((20 + index) * second, () => cancel.abort());
	});
	const results = await world.clock.run(Promise.all(cancelled));
	expect(results.map(({ error }) => error?.code)).toEqual(Array(4).fill('CANCELLED'));
	const { summary, tookMs } = await world.clock.run(other);
	expect(summary).toMatchObject({ complete: true, ordersReturned: 100 });
	expect(tookMs).toBeLessThan(63 * second);
	await expectNothingLeft(world);
});
