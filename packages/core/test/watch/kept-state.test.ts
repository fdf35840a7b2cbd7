import type { PollOutcome, WatchInput } from '@ingram-orders/core';
import type { WatchedOrder } from '../support/watch-server.ts';
import { dayMs, start } from '../support/watch-seen.ts';
import { changed, createWatchWorld, SteadyWatch, watchedOrder } from '../support/watch-world.ts';

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
