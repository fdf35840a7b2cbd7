import type { HttpResponse } from '@ingram-orders/core';
import {
	asked,
	createScriptedWorld,
	noDataFound,
	orderOf,
	pageOf,
	tokenAnswer,
	type ScriptedWorld,
} from '../support/scripted-world.ts';
import { expectNothingLeft } from '../support/nothing-left.ts';
import { search } from '../support/simulated-world.ts';

const second = 1000;
const hour = 3600 * second;

/** A `Date` header is exact to the second, and processes must not come back all at once. */
const toleratedMs = 2.5 * second;

type Unavailable = Pick<HttpResponse, 'status' | 'headers'>;

const forms: readonly [name: string, write: (waitMs: number, serverNow: number) => string][] = [
	['seconds', (waitMs) => String(Math.ceil(waitMs / second))],
	['a date', (waitMs, serverNow) => new Date(serverNow + waitMs).toUTCString()],
];

function unavailable(retryAfter?: string, serverNow?: number): Unavailable {
	return {
		status: 503,
		headers: {
			...(serverNow !== undefined && { date: new Date(serverNow).toUTCString() }),
			...(retryAfter !== undefined && { 'retry-after': retryAfter }),
		},
	};
}

/** When each request was sent, in ms of the clock; it takes 100 ms until a script answers. */
function createTimedWorld(
	script: (world: ScriptedWorld, number: number, page: number) => string | Unavailable,
	token: (world: ScriptedWorld, number: number) => string | Unavailable = () =>
		tokenAnswer('token'),
) {
	const sentAt: number[] = [];
	const world: ScriptedWorld = createScriptedWorld({
		api: (request, number) => {
			sentAt.push(world.clock.elapsedMs - 100);
			return script(world, number, Number(asked(request)['pagenumber']));
		},
		token: (_, number) => token(world, number),
	});
	return { ...world, sentAt };
}

describe.each(forms)('Retry-After of a 503 as %s', (_, write) => {
	test.each([0, hour, -hour])('is waited for, the server’s clock %i ms ahead', async (aheadMs) => {
		const world = createTimedWorld(({ clock }, number) => {
			const serverNow = clock.now() + aheadMs;
			return number === 1 ? unavailable(write(7 * second, serverNow), serverNow) : noDataFound;
		});
		const { error, summary, progress } = await world.clock.run(search(world));
		expect(error).toBeUndefined();
		expect(summary.complete).toBe(true);
		expect(world.sent.length).toBe(2);
		const [first = NaN, next = NaN] = world.sentAt;
		const waitedMs = next - (first + 100);
		expect(waitedMs).toBeGreaterThanOrEqual(7 * second);
		expect(waitedMs).toBeLessThanOrEqual(7 * second + toleratedMs);
		// It counts as waiting, and is told as it begins.
		expect(summary.waitedMs).toBeGreaterThanOrEqual(7 * second);
		expect(summary.waitedMs).toBeLessThanOrEqual(waitedMs + 1);
		const told = progress.flatMap((step) => (step.kind === 'page' ? [] : [step.ms]));
		expect(Math.max(...told)).toBeGreaterThanOrEqual(7 * second);
	});

	test('of the token endpoint is waited for', async () => {
		const world = createTimedWorld(
			() => noDataFound,
			({ clock }, number) =>
				number === 1
					? unavailable(write(7 * second, clock.now()), clock.now())
					: tokenAnswer('token'),
		);
		const { error, tookMs } = await world.clock.run(search(world));
		expect(error).toBeUndefined();
		expect(world.tokenRequests.length).toBe(2);
		expect(tookMs).toBeGreaterThanOrEqual(7 * second);
		expect(tookMs).toBeLessThanOrEqual(7 * second + toleratedMs + 300);
	});

	test('holds for all pages under way, and counts once', async () => {
		const pages = 30;
		const closedUntil = 10_300;
		let toldAt = Infinity;
		const world = createTimedWorld(({ clock }, number, page) => {
			const now = clock.elapsedMs;
			if (number <= 4 || now >= closedUntil) return pageOf([orderOf(String(page))], pages, 1);
			toldAt = Math.min(toldAt, now);
			return unavailable(write(closedUntil - now, clock.now()), clock.now());
		});
		const { error, summary } = await world.clock.run(search(world, { pageSize: 1 }));
		expect(error).toBeUndefined();
		expect(summary).toMatchObject({ complete: true, ordersReturned: pages });
		expect(world.sentAt.filter((at) => at > toldAt && at < closedUntil)).toEqual([]);
		expect(summary.waitedMs).toBeGreaterThanOrEqual(closedUntil - toldAt);
		expect(summary.waitedMs).toBeLessThanOrEqual(closedUntil - toldAt + toleratedMs);
	});

	test.each([0, 6])('that Max Wait %i does not allow ends the run at once', async (maxWait) => {
		const world = createTimedWorld(({ clock }) =>
			unavailable(write(7 * second, clock.now()), clock.now()),
		);
		const { error, tookMs } = await world.clock.run(search(world, { maxWait }));
		expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503 });
		expect(world.sent.length).toBe(1);
		expect(tookMs).toBe(200);
		expectNothingLeft(world.clock);
	});

	test('uses up Max Wait', async () => {
		const world = createTimedWorld(({ clock }) =>
			unavailable(write(6 * second, clock.now()), clock.now()),
		);
		const { error, summary, tookMs } = await world.clock.run(search(world, { maxWait: 10 }));
		expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503 });
		expect(world.sent.length).toBe(2);
		expect(summary.waitedMs).toBeGreaterThanOrEqual(6 * second);
		expect(tookMs).toBeLessThanOrEqual(6 * second + toleratedMs + 300);
	});
});

test.each(['86400', new Date(Date.UTC(2030, 0)).toUTCString()])(
	'a Retry-After of %s ends the run at once',
	async (retryAfter) => {
		const world = createTimedWorld(({ clock }) => unavailable(retryAfter, clock.now()));
		const { error, tookMs } = await world.clock.run(search(world));
		expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503 });
		expect(world.sent.length).toBe(1);
		expect(tookMs).toBe(200);
	},
);

test.each([undefined, '0', '', '-5', 'soon', '1e9', new Date(Date.UTC(2020, 0)).toUTCString()])(
	'a 503 with a Retry-After of %p is tried again as any other',
	async (retryAfter) => {
		const passing = createTimedWorld(({ clock }, number) =>
			number <= 2 ? unavailable(retryAfter, clock.now()) : noDataFound,
		);
		const { error, tookMs } = await passing.clock.run(search(passing, { maxWait: 0 }));
		expect(error).toBeUndefined();
		expect(tookMs).toBeLessThan(15 * second);

		const lasting = createTimedWorld(({ clock }) => unavailable(retryAfter, clock.now()));
		const failed = await lasting.clock.run(search(lasting, { maxWait: 0 }));
		expect(failed.error).toMatchObject({
			code: 'SERVICE_UNAVAILABLE',
			attempts: lasting.sent.length,
		});
		expect(lasting.sent.length).toBeLessThanOrEqual(6);
	},
);
