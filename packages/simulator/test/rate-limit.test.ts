import fc from 'fast-check';
import { createApi } from '@ingram-orders/simulator';
import {
	account,
	answerOf,
	authorize,
	noon,
	searchPath,
	startClient,
	type Reply,
} from './support.ts';

const path = `${searchPath}?${new URLSearchParams(account).toString()}`;

describe('the rate limit', () => {
	it('tells limit, remaining and the reset in ms, and answers the 61st call with 429', async () => {
		const { simulator, search } = await startClient({ now: () => noon + 20_000 });
		const replies: Reply[] = [];
		for (let call = 1; call <= 61; call++) replies.push(await search());
		expect(replies.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual([
			...Array.from({ length: 60 }, (_, index) => String(59 - index)),
			'0',
		]);
		for (const { headers } of replies) {
			expect(headers.get('x-ratelimit-limit')).toBe('60');
			expect(headers.get('x-ratelimit-reset')).toBe(String(noon + 60_000));
		}
		expect(replies.map(({ status }) => status)).toEqual([
			...Array.from({ length: 60 }, () => 200),
			429,
		]);
		expect(replies.at(-1)?.body).toMatchObject({
			fault: { detail: { errorcode: 'policies.ratelimit.QuotaViolation' } },
		});
		expect(simulator.violations).toEqual([
			{
				application: 'demo-app',
				endpoint: 'search',
				version: 'v5',
				calls: 60,
				violations: 1,
				spikeArrests: 0,
				mostInOneWindow: 61,
			},
		]);
	});

	it('opens again at the reset, not a moment earlier', async () => {
		let now = noon + 20_000;
		const { search } = await startClient({ now: () => now, rateLimit: { limit: 1 } });
		const statusAt = async (time: number): Promise<number> => {
			now = time;
			return (await search()).status;
		};
		expect(await statusAt(noon + 20_000)).toBe(200);
		expect(await statusAt(noon + 59_999)).toBe(429);
		expect(await statusAt(noon + 60_000)).toBe(200);
	});

	it('counts each endpoint, and production and sandbox, for itself', async () => {
		const { get } = await startClient({ now: () => noon, rateLimit: { limit: 1 } });
		const paths = [
			searchPath,
			'/resellers/v5/orders/20-RD12H',
			'/resellers/v5/invoices/20-RD12H-11',
			'/sandbox/resellers/v5/orders/search',
		];
		for (const each of paths) expect((await get(each)).status).toBe(200);
		for (const each of paths) expect((await get(each)).status).toBe(429);
	});

	it.each([
		['seconds', String((noon + 60_000) / 1000)],
		['delta-seconds', '40'],
		['none', null],
	] as const)('can write the reset as %s', async (resetFormat, expected) => {
		const { search } = await startClient({ now: () => noon + 20_001, rateLimit: { resetFormat } });
		const { headers } = await search();
		expect(headers.get('x-ratelimit-reset')).toBe(expected);
		expect(headers.get('x-ratelimit-limit')).toBe(expected === null ? null : '60');
	});

	it('can begin windows at another phase, or with the first request', async () => {
		const reset = async (rateLimit: object): Promise<string | null> => {
			const { search } = await startClient({ now: () => noon + 20_000, rateLimit });
			return (await search()).headers.get('x-ratelimit-reset');
		};
		expect(await reset({ phaseMs: 30_000 })).toBe(String(noon + 30_000));
		expect(await reset({ start: 'first-request' })).toBe(String(noon + 80_000));
	});

	it("can answer 500, the gateway's default, beyond the limit", async () => {
		const { search } = await startClient({
			now: () => noon,
			rateLimit: { limit: 1, exceededStatus: 500 },
		});
		await search();
		const reply = await search();
		expect(reply.status).toBe(500);
		expect(reply.body).toMatchObject({
			fault: { detail: { errorcode: 'policies.ratelimit.QuotaViolation' } },
		});
		expect(reply.headers.get('x-ratelimit-remaining')).toBe('0');
	});

	it('can roll: any minute has at most the limit, and the reset is when the oldest call no longer counts', async () => {
		let now = noon + 20_000;
		const { search, simulator } = await startClient({
			now: () => now,
			rateLimit: { limit: 3, start: 'rolling' },
		});
		const tellsAt = async (seconds: number) => {
			now = noon + seconds * 1000;
			const { status, headers } = await search();
			const resetAt = Number(headers.get('x-ratelimit-reset'));
			return [status, headers.get('x-ratelimit-remaining'), (resetAt - noon) / 1000];
		};
		expect(await tellsAt(20)).toEqual([200, '2', 80]);
		expect(await tellsAt(50)).toEqual([200, '1', 80]);
		expect(await tellsAt(70)).toEqual([200, '0', 80]);
		expect(await tellsAt(79)).toEqual([429, '0', 80]);
		expect(await tellsAt(80)).toEqual([200, '0', 110]);
		expect(await tellsAt(109)).toEqual([429, '0', 110]);
		expect(await tellsAt(131)).toEqual([200, '1', 140]);
		expect(simulator.violations).toMatchObject([{ calls: 5, violations: 2 }]);
	});

	it('can be shared with another process, from the start or bit by bit', async () => {
		let now = noon;
		const whole = await startClient({ now: () => now, rateLimit: { limit: 10, otherCalls: 8 } });
		expect((await whole.search()).headers.get('x-ratelimit-remaining')).toBe('1');
		const spread = await startClient({
			now: () => now,
			rateLimit: { limit: 10, otherCalls: 8, otherCallsAt: 'spread' },
		});
		expect((await spread.search()).headers.get('x-ratelimit-remaining')).toBe('9');
		now += 30_000;
		expect((await spread.search()).headers.get('x-ratelimit-remaining')).toBe('4');
	});

	it('can arrest spikes with quota left', async () => {
		let now = noon;
		const { search, simulator } = await startClient({
			now: () => now,
			rateLimit: { spikeArrest: 2 },
		});
		const statuses = [await search(), await search(), await search()].map(({ status }) => status);
		expect(statuses).toEqual([200, 200, 429]);
		const arrested = await search();
		expect(arrested.body).toMatchObject({
			fault: { detail: { errorcode: 'policies.ratelimit.SpikeArrestViolation' } },
		});
		expect(arrested.headers.get('x-ratelimit-remaining')).toBe('58');
		now += 1000;
		expect((await search()).status).toBe(200);
		expect(simulator.usage).toMatchObject([{ calls: 3, spikeArrests: 2, violations: 0 }]);
	});

	it('is not spent by requests without a valid token', async () => {
		const { simulator, search } = await startClient({ now: () => noon });
		simulator.control.expireTokens();
		const { status, headers } = await search();
		expect(status).toBe(401);
		expect(headers.get('x-ratelimit-remaining')).toBeNull();
		expect(simulator.usage).toEqual([]);
	});

	it('lets no more than the limit through in any window, and tells the truth about what is left', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 8 }),
				fc.integer({ min: 0, max: 59_999 }),
				fc.constantFrom('clock', 'first-request'),
				fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 60 }),
				(limit, phaseMs, start, gaps) => {
					let now = noon;
					const api = createApi({
						now: () => now,
						orders: 0,
						rateLimit: { limit, phaseMs, start },
					});
					const authorization = authorize(api);
					const admitted = new Map<number, number>();
					for (const gap of gaps) {
						now += gap;
						const { status, headers } = answerOf(
							api.handle({ method: 'GET', url: path, headers: { authorization } }),
						);
						const reset = Number(headers['x-ratelimit-reset']);
						expect(reset).toBeGreaterThan(now);
						expect(reset).toBeLessThanOrEqual(now + 60_000);
						if (start === 'clock') expect((reset - phaseMs) % 60_000).toBe(0);
						const count = (admitted.get(reset) ?? 0) + (status === 200 ? 1 : 0);
						admitted.set(reset, count);
						expect(Number(headers['x-ratelimit-remaining'])).toBe(limit - count);
						expect(status === 429).toBe(status !== 200);
						if (status === 429) expect(count).toBe(limit);
					}
					expect(Math.max(...admitted.values())).toBeLessThanOrEqual(limit);
				},
			),
			{ numRuns: 100 },
		);
	});
});
