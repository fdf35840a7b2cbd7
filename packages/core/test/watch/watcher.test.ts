import { IngramError, type PollOutcome, type WatchInput } from '@ingram-orders/core';
import type { Fault, WatchedOrder } from '../support/watch-server.ts';
import { dayMs, hourMs, start } from '../support/watch-seen.ts';
import { changed, createWatchWorld, SteadyWatch, watchedOrder } from '../support/watch-world.ts';

const minute = 60_000;
const all = { events: ['holdPlaced', 'holdChanged', 'holdReleased'] };

function watching(orders: readonly WatchedOrder[], input: WatchInput = all) {
	const world = createWatchWorld();
	world.server.orders = orders;
	return { world, server: world.server, watch: new SteadyWatch(world, input) };
}

const held = (number: string, codes = 'C/CC', enteredAt = start - 5 * dayMs) =>
	watchedOrder(number, [codes], enteredAt);

function idsOf(outcome: PollOutcome | undefined): string[] {
	if (outcome?.kind !== 'complete') throw new Error('The poll was not complete.');
	return outcome.items.map(({ eventId }) => eventId);
}

describe('What a host keeps', () => {
	test('what came of polls without items may be forgotten', async () => {
		const { server, watch } = watching([held('A'), held('B', 'F/')]);
		await watch.poll();
		const { stored } = watch;
		server.orders = [...server.orders, held('C', '/CC')];
		// The sweep reads it as it was, in one of these.
		for (let poll = 0; poll < 12; poll++) await watch.poll({ stored: undefined });
		expect(stored).toBeDefined();
		server.orders = changed(server.orders, 'A', ['F/']);
		expect(await watch.poll({ stored: undefined })).toEqual(['holdReleased A-11']);
	});

	test('items of which the state was not kept come again, with the same ids', async () => {
		const { server, watch } = watching([held('A', '/')]);
		await watch.poll();
		const { stored } = watch;
		await watch.poll({ stored });
		server.orders = [held('A')];
		expect(await watch.poll({ stored })).toEqual(['holdPlaced A-11']);
		const ids = idsOf(watch.last);
		expect(await watch.poll({ stored })).toEqual(['holdPlaced A-11']);
		expect(idsOf(watch.last)).toEqual(ids);
		expect(await watch.poll()).toEqual([]);
	});

	test('another process goes on where the state was kept', async () => {
		const { world, server, watch } = watching([held('A')]);
		await watch.poll();
		const another = new SteadyWatch(world, all);
		another.stored = watch.stored;
		server.orders = [];
		expect([await another.poll(), await another.poll(), await another.poll()]).toEqual([
			...[[], [], ['holdReleased A-11']],
		]);
		expect(another.last?.items).toMatchObject([{ gone: true }]);
	});

	test.each<[string, unknown, RegExp]>([
		['broken', '{"version":1,"held"', /cannot be read/],
		['not JSON at all', { version: 1, held: 10n }, /cannot be read/],
		['of a newer version', { version: 99 }, /newer version/],
	])('a state that is %s gives one warning and a new baseline', async (_, stored, warning) => {
		const { server, watch } = watching([held('A')]);
		expect(await watch.poll({ stored })).toEqual([]);
		expect(watch.last?.warnings).toEqual([expect.stringMatching(warning)]);
		server.orders = [held('A'), held('B')];
		expect(await watch.poll()).toEqual(['holdPlaced B-11']);
		expect(watch.last?.warnings).toEqual([]);
	});

	test('a broken state that the host keeps is warned of once', async () => {
		const { watch } = watching([held('A')]);
		await watch.poll({ stored: 'broken' });
		await watch.poll({ stored: 'broken' });
		expect(watch.last?.warnings).toEqual([]);
	});

	test('the state of another account is not used', async () => {
		const { world, watch } = watching([held('A')]);
		await watch.poll();
		const another = new SteadyWatch(world, { ...all, customerNumber: '20-999999' });
		another.stored = watch.stored;
		expect(await another.poll()).toEqual([]);
		expect(another.last?.warnings).toEqual([expect.stringMatching(/another account/)]);
	});

	test('after a new baseline no id comes again', async () => {
		const { server, watch } = watching([held('A', '/')]);
		const placeAndRelease = async () => {
			server.orders = [held('A')];
			await watch.poll();
			const ids = idsOf(watch.last);
			server.orders = [held('A', '/')];
			await watch.poll();
			return [...ids, ...idsOf(watch.last)];
		};
		await watch.poll();
		const ids = await placeAndRelease();
		for (const broken of ['one', 'two']) {
			watch.stored = broken;
			await watch.poll();
			ids.push(...(await placeAndRelease()));
		}
		expect(new Set(ids).size).toBe(6);
	});
});

describe('Inactive', () => {
	test('for less than the lookback: everything that changed is told', async () => {
		const { world, server, watch } = watching([held('A')]);
		await watch.poll();
		await world.clock.pass(29 * dayMs);
		server.orders = [held('A', 'F/'), held('B', 'C/CC', world.clock.now() - dayMs)];
		expect((await watch.poll()).sort()).toEqual(['holdPlaced B-11', 'holdReleased A-11']);
	});

	test('for longer: a new baseline, and a warning', async () => {
		const { world, server, watch } = watching([held('A')]);
		await watch.poll();
		await world.clock.pass(31 * dayMs);
		server.orders = [held('B', 'C/CC', world.clock.now() - dayMs)];
		expect(await watch.poll()).toEqual([]);
		expect(watch.last?.warnings).toEqual([expect.stringMatching(/longer ago than the lookback/)]);
	});
});

describe('What is on hold', () => {
	test('is not taken for released when it leaves the lookback, or moves between the lists', async () => {
		const { world, server, watch } = watching([held('A', 'C/CC')]);
		await watch.poll();
		for (let day = 0; day < 40; day++) {
			await world.clock.pass(dayMs);
			expect(await watch.poll()).toEqual([]);
		}
		expect(watch.requests).toBe(5);
		server.orders = changed(server.orders, 'A', ['S/CC']);
		expect(await watch.poll()).toEqual(['holdChanged A-11']);
		server.orders = changed(server.orders, 'A', ['F/']);
		expect(await watch.poll()).toEqual(['holdReleased A-11']);
	});

	test('moves to a list that was read already, and is looked up', async () => {
		const { server, watch } = watching([held('A', 'S/CC')], { ...all, fullScanEvery: 0 });
		await watch.poll();
		const first = server.requests;
		server.onRequest = ({ number }) => {
			// C is read first.
			if (number === first + 2) server.orders = changed(server.orders, 'A', ['C/CC']);
			return undefined;
		};
		expect(await watch.poll()).toEqual(['holdChanged A-11']);
		expect(watch.requests).toBe(5);
	});

	test('without a suborder number, moves between lists as one suborder', async () => {
		const order = (codes: string): WatchedOrder => {
			const made = held('A', codes);
			return { ...made, subOrders: made.subOrders.map((each) => ({ ...each, number: '' })) };
		};
		const { server, watch } = watching([order('C/CC')], { ...all, fullScanEvery: 0 });
		await watch.poll();
		const first = server.requests;
		server.onRequest = ({ number }) => {
			if (number === first + 2) server.orders = [order('S/CC')];
			return undefined;
		};
		expect(await watch.poll()).toEqual(['holdChanged ']);
		for (let poll = 0; poll < 5; poll++) expect(await watch.poll()).toEqual([]);
	});

	test('by its reason alone, is found within the polls of a full scan', async () => {
		const { server, watch } = watching([held('A', '/')], { ...all, fullScanEvery: 5 });
		for (let poll = 0; poll < 5; poll++) await watch.poll();
		for (const codes of ['/CC', '/CH', 'F/CH']) {
			server.orders = changed(server.orders, 'A', [codes]);
			const told: string[] = [];
			for (let poll = 0; poll < 5; poll++) told.push(...(await watch.poll()));
			expect(told).toHaveLength(1);
		}
	});

	test('without a full scan, is told as released even when only its reason was left', async () => {
		const { server, watch } = watching([held('A')], { ...all, fullScanEvery: 0 });
		await watch.poll();
		server.orders = changed(server.orders, 'A', ['/CC']);
		expect(await watch.poll()).toEqual(['holdChanged A-11']);
		expect(await watch.poll()).toEqual([]);
		expect(watch.requests).toBe(5);
		server.orders = changed(server.orders, 'A', ['/']);
		expect(await watch.poll()).toEqual(['holdReleased A-11']);
		await watch.poll();
		expect(watch.requests).toBe(4);
	});

	test('by its reason alone, is told as released after it has left the lookback', async () => {
		const { world, server, watch } = watching([held('A', '/CC')], { ...all, fullScanEvery: 3 });
		for (let poll = 0; poll < 3; poll++) await watch.poll();
		expect(watch.last?.held).toBe(1);
		await world.clock.pass(29 * dayMs);
		server.orders = changed(server.orders, 'A', ['/']);
		const told: string[] = [];
		for (let poll = 0; poll < 3; poll++) told.push(...(await watch.poll()));
		expect(told).toEqual(['holdReleased A-11']);
	});
});

describe('What can be left to the next poll', () => {
	/** Requests for these orders fail. */
	const failing =
		(numbers: readonly string[], fault: Fault = 'unavailable') =>
		({ query }: { query: Readonly<Record<string, string>> }) =>
			numbers.includes(query['ordernumber'] ?? '') ? fault : undefined;

	test('a look-up that always fails holds up no other, and goes to the back of the queue', async () => {
		const numbers = ['A', 'B', 'C', 'D'];
		const input = { ...all, fullScanEvery: 0 };
		const { server, watch } = watching(
			numbers.map((number) => held(number)),
			input,
		);
		await watch.poll();
		server.orders = numbers.map((number) => held(number, 'F/'));
		const asked: string[] = [];
		const fails = failing(['A', 'C']);
		server.onRequest = (request) => {
			const { ordernumber } = request.query;
			if (ordernumber !== undefined && asked.at(-1) !== ordernumber) asked.push(ordernumber);
			return fails(request);
		};
		expect((await watch.poll()).sort()).toEqual(['holdReleased B-11', 'holdReleased D-11']);
		server.orders = [...server.orders, held('E', 'C/CC'), held('F', 'C/CC')];
		await watch.poll();
		server.orders = changed(changed(server.orders, 'E', ['F/']), 'F', ['F/']);
		asked.length = 0;
		expect((await watch.poll()).sort()).toEqual(['holdReleased E-11', 'holdReleased F-11']);
		expect(asked.slice(0, 2).sort()).toEqual(['E', 'F']);
		expect(asked.slice(2).sort()).toEqual(['A', 'C']);
		// In the third poll in which they failed, once each.
		expect(watch.last?.warnings).toEqual([
			expect.stringMatching(/^Order A was on hold and could not be looked up: /),
			expect.stringMatching(/^Order C /),
		]);
		for (let poll = 0; poll < 5; poll++) {
			expect(await watch.poll()).toEqual([]);
			expect(watch.last?.warnings).toEqual([]);
			expect(watch.requests).toBe(4 + 2);
		}
		server.onRequest = () => undefined;
		expect((await watch.poll()).sort()).toEqual(['holdReleased A-11', 'holdReleased C-11']);
	});

	test('a window that always fails holds up no other', async () => {
		const { server, watch } = watching([held('A', '/', start - 20 * dayMs)], {
			...all,
			fullScanEvery: 3,
		});
		for (let poll = 0; poll < 3; poll++) await watch.poll();
		server.orders = changed(server.orders, 'A', ['/CC']);
		server.onRequest = ({ query }) => {
			const isNewest =
				query['orderstatus'] === undefined && query['endcreatetimestamp'] === undefined;
			return isNewest ? 'not-json' : undefined;
		};
		const warnings: string[] = [];
		const told: string[] = [];
		for (let poll = 0; poll < 12; poll++) {
			told.push(...(await watch.poll()));
			warnings.push(...(watch.last?.warnings ?? []));
		}
		expect(told).toEqual(['holdPlaced A-11']);
		expect(warnings).toEqual([
			expect.stringMatching(/^The orders entered from .* could not be read/),
		]);
	});

	test('a window that takes longer than a poll may take is said to, and holds up no other', async () => {
		const { server, watch } = watching([held('A', '/', start - 20 * dayMs)], {
			...all,
			fullScanEvery: 3,
		});
		for (let poll = 0; poll < 3; poll++) await watch.poll();
		server.orders = changed(server.orders, 'A', ['/CC']);
		server.onRequest = ({ query }) => {
			const isNewest =
				query['orderstatus'] === undefined && query['endcreatetimestamp'] === undefined;
			return isNewest ? 'hang' : undefined;
		};
		const warnings: string[] = [];
		const told: string[] = [];
		for (let poll = 0; poll < 16; poll++) {
			const deadlineAt = watch.process.world.clock.now() + 5 * minute + 36_000;
			told.push(...(await watch.poll({ deadlineAt })));
			warnings.push(...(watch.last?.warnings ?? []));
		}
		expect(told).toEqual(['holdPlaced A-11']);
		expect(warnings).toEqual([expect.stringMatching(/Choose a larger Full Scan Every/)]);
	});
});

describe('New orders', () => {
	const created = { events: ['orderCreated'], fullScanEvery: 0 };

	test('an order that says to be of the future hides none of today', async () => {
		const { world, server, watch } = watching([], created);
		await watch.poll();
		server.orders = [held('Future', '/', start + 300 * dayMs)];
		expect(await watch.poll()).toEqual(['orderCreated Future-11']);
		server.orders = [...server.orders, held('Today', '/', world.clock.now())];
		expect(await watch.poll()).toEqual(['orderCreated Today-11']);
		expect(await watch.poll()).toEqual([]);
	});

	test('an order from before the time that the first poll looked at is not told', async () => {
		const { watch } = watching([held('Old', '/', start - dayMs - 5 * minute)], created);
		expect([await watch.poll(), await watch.poll(), await watch.poll()]).toEqual([[], [], []]);
	});

	test('what came in a long time is told in as many polls as it takes', async () => {
		const { world, server, watch } = watching([], created);
		await watch.poll();
		const from = world.clock.now();
		await world.clock.pass(20 * dayMs);
		server.orders = Array.from({ length: 40 }, (_, index) =>
			held(`20-${index}`, '/', from + (index + 1) * 0.49 * dayMs),
		);
		let left = 0;
		server.onRequest = ({ query }) => {
			if (query['orderstatus'] !== undefined) return undefined;
			return left-- > 0 ? undefined : 'rate-limit';
		};
		const told: string[] = [];
		for (let poll = 0; poll < 12; poll++) {
			left = 3;
			const before = told.length;
			told.push(...(await watch.poll({ deadlineAt: world.clock.now() + 5 * minute + 10_000 })));
			if (poll < 5) expect(told.length).toBeGreaterThan(before);
		}
		expect(told).toHaveLength(40);
		expect(new Set(told).size).toBe(40);
	});
});

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

test('two watches of one account tell the same events under the same ids', async () => {
	const world = createWatchWorld();
	world.server.orders = [held('A', '/')];
	const watches = [new SteadyWatch(world, all), new SteadyWatch(world, all)];
	for (const watch of watches) await watch.poll();
	world.server.orders = [held('A')];
	const ids: string[][] = [];
	for (const watch of watches) {
		await watch.poll();
		ids.push(idsOf(watch.last));
	}
	expect(ids[0]).toEqual(ids[1]);
});
