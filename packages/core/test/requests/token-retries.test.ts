import {
	createScriptedWorld,
	noDataFound,
	tokenAnswer,
	type Reply,
	type ScriptedWorld,
} from '../support/scripted-world.ts';
import { expectNothingLeft } from '../support/nothing-left.ts';
import { createWorld, search } from '../support/simulated-world.ts';

const second = 1000;

/** How often a request is sent at most. */
const maxAttempts = 6;

/** All pauses between its attempts together. */
const maxPausesMs = 30 * second;

/** An answer that never comes. */
const silence = () => new Promise<Reply>(() => undefined);

async function after(world: () => ScriptedWorld, ms: number, reply: Reply): Promise<Reply> {
	await world().clock.sleep(ms, new AbortController().signal);
	return reply;
}

describe('a token endpoint that fails for good', () => {
	test.each([5, 20, 60])('by hanging is given up soon with Timeout %i', async (timeout) => {
		const world = createScriptedWorld({ api: () => noDataFound, token: silence });
		const { error, tookMs } = await world.clock.run(search(world, { timeout }));
		expect(error).toMatchObject({ code: 'TIMEOUT', attempts: world.tokenRequests.length });
		expect(world.tokenRequests.length).toBeLessThanOrEqual(maxAttempts);
		expect(tookMs).toBeLessThanOrEqual(maxAttempts * timeout * second + maxPausesMs);
		expect(world.sent).toEqual([]);
		expectNothingLeft(world.clock);
	});

	test.each<[how: string, reply: () => Reply, code: string]>([
		['with 503', () => ({ status: 503 }), 'SERVICE_UNAVAILABLE'],
		['with a web page', () => '<html></html>', 'UNREADABLE_ANSWER'],
		[
			'by resets',
			() => {
				throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
			},
			'UNREACHABLE',
		],
	])('%s is given up soon', async (_, reply, code) => {
		const world = createScriptedWorld({ api: () => noDataFound, token: reply });
		const { error, tookMs } = await world.clock.run(search(world));
		expect(error).toMatchObject({ code, attempts: world.tokenRequests.length });
		expect(world.tokenRequests.length).toBeGreaterThan(1);
		expect(world.tokenRequests.length).toBeLessThanOrEqual(maxAttempts);
		expect(tookMs).toBeLessThanOrEqual(maxPausesMs + second);
		expectNothingLeft(world.clock);
	});

	test('while many pages are under way is asked no more often than for one', async () => {
		const world = createWorld({ api: { orders: 300, documentedOrders: false }, latencyMs: 100 });
		await world.clock.run(search(world, { limit: 1 }));
		world.api.control.fault({ endpoint: 'search', kind: 'expire-tokens', requests: [20] });
		world.api.control.fault({ endpoint: 'token', kind: 'hang', every: 1 });
		const { error, tookMs } = await world.clock.run(search(world, { pageSize: 5, timeout: 20 }));
		const tokenRequests = world.sent.filter(({ url }) => url.includes('/oauth/'));
		expect(error?.code).toBe('TIMEOUT');
		expect(tokenRequests.length - 1).toBeLessThanOrEqual(maxAttempts);
		expect(tookMs).toBeLessThanOrEqual(maxAttempts * 20 * second + maxPausesMs + 10 * second);
		expectNothingLeft(world.clock);
	});
});

test('attempts for the token and for the page are counted together', async () => {
	const world = createScriptedWorld({
		api: () => ({ status: 503 }),
		token: (_, number) => (number <= 3 ? { status: 503 } : tokenAnswer('token')),
	});
	const { error } = await world.clock.run(search(world));
	expect(error?.code).toBe('SERVICE_UNAVAILABLE');
	// The request for the token that was given is no failure.
	expect(world.tokenRequests.length - 1 + world.sent.length).toBeLessThanOrEqual(maxAttempts);
});

test.each([1, 2, 3])('a token endpoint that fails %i times is survived', async (failures) => {
	const world = createScriptedWorld({
		api: () => noDataFound,
		token: (_, number) => (number <= failures ? { status: 503 } : tokenAnswer('token')),
	});
	const { error, summary } = await world.clock.run(search(world));
	expect(error).toBeUndefined();
	expect(summary.complete).toBe(true);
	expect(world.tokenRequests).toHaveLength(failures + 1);
});

describe('Timeout holds for the token too', () => {
	test('so that one that takes 40 s is waited for with Timeout 60', async () => {
		const world: ScriptedWorld = createScriptedWorld({
			api: () => noDataFound,
			token: () => after(() => world, 40 * second, tokenAnswer('token')),
		});
		const { error, tookMs } = await world.clock.run(search(world, { timeout: 60 }));
		expect(error).toBeUndefined();
		expect(world.tokenRequests).toHaveLength(1);
		expect(tookMs).toBeLessThan(41 * second);
	});

	test('so that one that hangs once is asked for again after 5 s with Timeout 5', async () => {
		const world = createScriptedWorld({
			api: () => noDataFound,
			token: (_, number) => (number === 1 ? silence() : tokenAnswer('token')),
		});
		const { error, tookMs } = await world.clock.run(search(world, { timeout: 5 }));
		expect(error).toBeUndefined();
		expect(tookMs).toBeLessThan(10 * second);
	});

	test('of the run itself, although another run with a long one asked first', async () => {
		const world = createScriptedWorld({
			api: () => noDataFound,
			token: (_, number) => (number === 1 ? silence() : tokenAnswer('token')),
		});
		const cancel = new AbortController();
		const patient = search(world, { timeout: 3600 }, cancel.signal);
		await world.clock.pass(second);
		const { error, tookMs } = await world.clock.run(search(world, { timeout: 5 }));
		expect(error).toBeUndefined();
		expect(tookMs).toBeLessThan(20 * second);
		cancel.abort();
		await world.clock.run(patient);
		expectNothingLeft(world.clock, cancel.signal);
	});
});

test('runs of one account share the failing token request, and all are told', async () => {
	const world = createScriptedWorld({ api: () => noDataFound, token: silence });
	const results = await world.clock.run(
		Promise.all(Array.from({ length: 10 }, () => search(world, { timeout: 20 }))),
	);
	for (const { error } of results) expect(error?.code).toBe('TIMEOUT');
	expect(world.tokenRequests.length).toBeLessThanOrEqual(2 * maxAttempts);
	expectNothingLeft(world.clock);
});
