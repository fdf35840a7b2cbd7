import { IngramError, type PollOutcome, type WatchInput } from '@ingram-orders/core';
import type { Fault, WatchedOrder } from '../support/watch-server.ts';
import { dayMs, hourMs, start } from '../support/watch-seen.ts';
import { createWatchWorld, SteadyWatch, watchedOrder } from '../support/watch-world.ts';

const minute = 60_000;
const all = { events: ['holdPlaced', 'holdChanged', 'holdReleased'] };

function watching(orders: readonly WatchedOrder[], input: WatchInput = all) {
	const world = createWatchWorld();
	world.server.orders = orders;
	return { world, server: world.server, watch: new SteadyWatch(world, input) };
}

const held = (number: string, codes = 'C/CC', enteredAt = start - 5 * dayMs) =>
	watchedOrder(number, [codes], enteredAt);

describe('A poll that comes to nothing', () => {
	const poll = async (
		fault: Fault,
		options: { limitMs?: number; polls?: number; everyMs?: number } = {},
	) => {
		const { limitMs, polls = 1, everyMs = 6 * minute } = options;
		const { world, server, watch } = watching([held('A')], { ...all, maxWait: 20 });
		await watch.poll();
		server.onRequest = () => fault;
		const outcomes: PollOutcome[] = [];
		for (let number = 0; number < polls; number++) {
			await world.clock.pass(everyMs);
			outcomes.push(
				await watch.process.poll(watch.plan, {
					stored: watch.stored,
					...(limitMs !== undefined && { deadlineAt: world.clock.now() + limitMs }),
				}),
			);
		}
		return { outcomes, server, watch };
	};

	test('because of the rate limit is skipped, however often', async () => {
		const { outcomes } = await poll('rate-limit', { polls: 8 });
		expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['skipped']));
	});

	test('and was stopped while it waited for the rate limit, is skipped', async () => {
		const { outcomes } = await poll('rate-limit', { limitMs: 10_000 });
		expect(outcomes).toMatchObject([{ kind: 'skipped' }]);
	});

	test('because no answer comes within its time, is a failure', async () => {
		const { outcomes } = await poll('hang', { limitMs: 36_000, polls: 4 });
		expect(outcomes.map((outcome) => outcome.kind === 'failed' && outcome.isTold)).toEqual([
			...[false, false, false, true],
		]);
		expect(outcomes[0]).toMatchObject({
			failure: { code: 'TIMEOUT', message: expect.stringContaining('36 s') as string },
		});
	});

	test('rests after it was told, but not when somebody asks', async () => {
		const { server, watch } = await poll('unavailable', { polls: 6, everyMs: 4 * minute });
		server.onRequest = () => undefined;
		server.orders = [held('A', 'F/')];
		const { plan, stored } = watch;
		expect(await watch.process.poll(plan, { stored })).toMatchObject({ kind: 'resting' });
		expect(await watch.process.poll(plan, { stored, isAsked: true })).toMatchObject({
			kind: 'complete',
			items: [{ event: 'holdReleased' }],
		});
	});

	test('is told after three polls and 15 minutes, and then rests', async () => {
		const { outcomes, server, watch } = await poll('unavailable', {
			polls: 6,
			everyMs: 4 * minute,
		});
		expect(
			outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.isTold : outcome.kind)),
		).toEqual([false, false, false, false, true, 'resting']);
		server.onRequest = () => undefined;
		const since = (outcomes[0]?.kind === 'failed' && outcomes[0].since) || 0;
		expect(since).toBeGreaterThan(start);
		server.orders = [held('A', 'F/')];
		await watch.process.world.clock.pass(hourMs);
		await watch.poll();
		const lastGood = start + 5 * minute;
		expect(watch.last?.items).toMatchObject([
			{ event: 'holdReleased', missedSince: new Date(lastGood).toISOString() },
		]);
		server.orders = [held('A')];
		await watch.poll();
		expect(watch.last?.items[0]).not.toHaveProperty('missedSince');
	});

	test('because access is refused, is told at once', async () => {
		const { outcomes } = await poll('refused');
		expect(outcomes).toMatchObject([
			{ kind: 'failed', isTold: true, failure: { code: 'ACCESS_DENIED' } },
		]);
	});

	test('because new orders cannot be asked for, is a failure, and loses none', async () => {
		const { world, server, watch } = watching([], { events: ['orderCreated'], fullScanEvery: 0 });
		await watch.poll();
		server.orders = [held('A', '/', world.clock.now())];
		server.onRequest = ({ query }) => (query['orderstatus'] ? undefined : 'unavailable');
		const outcome = await watch.process.poll(watch.plan, { stored: watch.stored });
		expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'SERVICE_UNAVAILABLE' } });
		server.onRequest = () => undefined;
		expect(await watch.poll()).toEqual(['orderCreated A-11']);
	});

	test('begins after it should be over, is skipped without a request', async () => {
		const { world, server, watch } = watching([held('A')]);
		const outcome = await watch.process.poll(watch.plan, {
			stored: undefined,
			deadlineAt: world.clock.now() - 1,
		});
		expect(outcome.kind).toBe('skipped');
		expect(server.requests).toBe(0);
	});

	test.each([1, 3, 5])('is cancelled at request %i, and nothing is left over', async (request) => {
		const { world, server, watch } = watching([held('A')]);
		const stop = new AbortController();
		server.onRequest = ({ number }) => {
			if (number === request) stop.abort();
			return undefined;
		};
		const thrown = await watch.process
			.poll(watch.plan, { stored: undefined, signal: stop.signal, deadlineAt: start + hourMs })
			.then(
				() => undefined,
				(error: unknown) => error,
			);
		expect(thrown).toBeInstanceOf(IngramError);
		expect(thrown).toMatchObject({ code: 'CANCELLED' });
		expect(world.clock.sleeping).toBe(0);
	});

	test('is cancelled while it fails, and says that it was cancelled', async () => {
		const { server, watch } = watching([held('A')]);
		const stop = new AbortController();
		server.onRequest = () => {
			stop.abort();
			return 'refused';
		};
		await expect(
			watch.process.poll(watch.plan, { stored: undefined, signal: stop.signal }),
		).rejects.toMatchObject({ code: 'CANCELLED' });
	});
});

test('a poll that is complete leaves no timer behind', async () => {
	const { world, watch } = watching([held('A')], { ...all, includeLinked: ['order'] });
	await watch.poll({ deadlineAt: start + hourMs });
	expect(world.clock.sleeping).toBe(0);
});
