import type { WatchInput } from '@ingram-orders/core';
import { dayMs, hourMs, start } from '../support/watch-seen.ts';
import { createWatchWorld, SteadyWatch, watchedOrder } from '../support/watch-world.ts';

function watching(codes: readonly string[], input: WatchInput) {
	const world = createWatchWorld();
	world.server.orders = [watchedOrder('A', codes, start - 5 * dayMs)];
	return { world, watch: new SteadyWatch(world, input) };
}

test.each([
	['holdPlaced', 5000, []],
	['holdPlaced', 5003, ['More than 5000 suborders are on hold; 3 of them are not watched.']],
	['statusChanged', 20_000, []],
	[
		'statusChanged',
		20_002,
		[
			'More than 20000 suborders are in the lookback; the statuses of 2 of them are not watched. Choose a shorter lookback.',
		],
	],
])('a watch for %s among %i suborders warns of what it cannot watch', async (...given) => {
	const [events, count, warnings] = given;
	const codes = Array<string>(count).fill(events === 'holdPlaced' ? 'C/CC' : '/');
	const { watch } = watching(codes, { events });
	await watch.poll();
	expect(watch.last?.warnings).toEqual(warnings);
});

test('a hold that lasts is told once after each of the hours that were asked for', async () => {
	const { world, watch } = watching(['C/CC'], { events: 'holdOverdue', overdueHours: '24, 48' });
	const told: string[][] = [];
	for (const hours of [0, 23, 2, 1, 24]) {
		await world.clock.pass(hours * hourMs);
		told.push(await watch.poll());
	}
	expect(told).toEqual([[], [], ['holdOverdue A-11'], [], ['holdOverdue A-11']]);
});

test('a poll that finds no time says how much it had, and what it was held up by', async () => {
	const { world, watch } = watching(['C/CC'], { events: 'holdPlaced' });
	world.server.onRequest = () => 'unavailable';
	const outcome = await watch.process.poll(watch.plan, {
		stored: undefined,
		deadlineAt: world.clock.now() + 4500,
	});
	expect(outcome).toMatchObject({
		kind: 'failed',
		failure: {
			code: 'TIMEOUT',
			message: expect.stringMatching(/ within the 5 s that it may take: .*\b503\b/) as string,
			remedy: expect.stringMatching(/^The next poll tries again/) as string,
			retryable: true,
		},
	});
});

test('what is known of one account is not taken for that of another, also where nothing was stored', async () => {
	const { watch } = watching(['C/CC'], { events: 'holdPlaced', firstPoll: 'baseline' });
	await watch.process.poll(watch.plan, { stored: undefined });
	const other = watch.process.plan({ events: 'holdPlaced', customerNumber: '20-999999' });
	expect(await watch.process.poll(other, { stored: undefined })).toMatchObject({
		kind: 'complete',
		items: [],
		warnings: [expect.stringContaining('another account') as string],
	});
});

test('a look-up that finds no time leaves the others to the next poll, and none of them is forgotten', async () => {
	const { world, watch } = watching(['C/CC'], {
		...{ events: 'holdReleased', includeLinked: 'order', fullScanEvery: 0 },
	});
	const { server, clock } = world;
	const both = (codes: string) =>
		['A', 'B'].map((number) => watchedOrder(number, [codes], start - 5 * dayMs));
	server.orders = both('C/CC');
	await watch.poll();
	server.orders = both('F/');
	const asked: string[] = [];
	const answering = (fault: 'hang' | 'refused' | undefined) => {
		asked.length = 0;
		server.onRequest = ({ query }) => {
			if (query['ordernumber'] === undefined) return undefined;
			asked.push(query['ordernumber']);
			return fault;
		};
	};
	answering('refused');
	await watch.poll();
	answering('hang');
	expect(await watch.poll({ deadlineAt: clock.now() + 400_000 })).toEqual([]);
	expect(asked).toEqual(['A']);
	const warnings: string[][] = [];
	answering('refused');
	for (let poll = 0; poll < 2; poll++) {
		await watch.poll();
		warnings.push(watch.last?.warnings ?? []);
	}
	expect(warnings).toEqual([
		[],
		[expect.stringMatching(/^Order B was on hold and could not be looked up: /) as string],
	]);
	answering(undefined);
	expect((await watch.poll()).sort()).toEqual(['holdReleased A-11', 'holdReleased B-11']);
});
