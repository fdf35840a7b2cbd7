import { createWorld, search, type World } from '../support/simulated-world.ts';

const windowStart = Date.UTC(2026, 0, 15, 12);

function statuses({ api }: World): (number | undefined)[] {
	return api.requests.flatMap(({ endpoint, status }) => (endpoint === 'search' ? [status] : []));
}

test.each([40, 50, 90, 130])(
	'a token of %i s that ends while requests wait for the reset is renewed before they are sent',
	async (tokenLifetime) => {
		const world = createWorld({
			startAt: windowStart,
			latencyMs: 200,
			api: { orders: 200, documentedOrders: false, tokenLifetime },
		});
		const { summary } = await world.clock.run(search(world, { pageSize: 1 }));
		expect(summary).toMatchObject({ complete: true, ordersReturned: 200, requests: 200 });
		expect(statuses(world)).toEqual(Array(200).fill(200));
		expect(world.api.violations).toEqual([]);
	},
);

test('requests that waited together share one new token', async () => {
	const world = createWorld({
		startAt: windowStart,
		latencyMs: 200,
		api: { orders: 80, documentedOrders: false, tokenLifetime: 50 },
	});
	await world.clock.run(search(world, { pageSize: 1 }));
	expect(statuses(world)).toEqual(Array(80).fill(200));
	expect(world.sent.filter(({ url }) => url.includes('/oauth/'))).toHaveLength(2);
});

test('a run that is cancelled while its token is renewed gives its turn back', async () => {
	const world = createWorld({
		startAt: windowStart,
		latencyMs: 200,
		api: {
			orders: 80,
			documentedOrders: false,
			tokenLifetime: 50,
			faults: [{ endpoint: 'token', kind: 'hang', requests: [2] }],
		},
	});
	const cancel = new AbortController();
	const cancelled = search(world, { pageSize: 1 }, cancel.signal);
	await world.clock.pass(61_500);
	cancel.abort();
	expect((await world.clock.run(cancelled)).error?.code).toBe('CANCELLED');
	expect(world.clock.sleeping).toBe(0);
	const { summary, tookMs } = await world.clock.run(search(world, { pageSize: 2 }));
	expect(summary).toMatchObject({ complete: true, ordersReturned: 80 });
	expect(tookMs).toBeLessThan(5000);
	expect(world.api.violations).toEqual([]);
});
