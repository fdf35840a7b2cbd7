import { Gates, IngramClient } from '@ingram-orders/core';
import { secret, testAccount } from '../../support/accounts.ts';
import { createWorld, search, type World } from '../../support/simulated-world.ts';

const limit = 60;
const windowMs = 60_000;

/** Requests side by side, as each process has them once it knows that others use the same limit. */
const sideBySide = 6;

/** Clients that know nothing of each other, as those of several workers. */
function clientsOf(world: World, count: number): readonly IngramClient[] {
	const { host } = world;
	const authorization = { clientSecret: secret };
	return Array.from(
		{ length: count },
		() => new IngramClient({ account: testAccount(), host, gates: new Gates(host), authorization }),
	);
}

/** How many searches came in each window, answered or refused. */
function searchesByWindow({ api }: World): number[] {
	const searches = api.requests.filter(({ endpoint }) => endpoint === 'search');
	const windows = Map.groupBy(searches, ({ at }) => Math.floor(at / windowMs));
	return Array.from(windows.values(), ({ length }) => length);
}

test.each([2, 3, 5])(
	'%i processes that read long lists use every call of each window, and soon few more',
	async (processes) => {
		const world = createWorld({
			api: { orders: 800, documentedOrders: false, search: { maxPageSize: 10 } },
			latencyMs: 300,
		});
		const results = await world.clock.run(
			Promise.all(
				clientsOf(world, processes).map((client) =>
					search({ client, clock: world.clock }, { output: 'orders', maxWait: 3600 }),
				),
			),
		);
		for (const { error, summary } of results) {
			expect(error).toBeUndefined();
			expect(summary).toMatchObject({ complete: true, ordersReturned: 800 });
		}
		const windows = searchesByWindow(world);
		const answered = results.length * 80;
		expect(windows).toHaveLength(Math.ceil(answered / limit));
		// By the end of the second each has found out that it is not alone.
		for (const searches of windows.slice(2)) {
			expect(searches).toBeLessThanOrEqual(limit + processes * sideBySide);
		}
	},
);
