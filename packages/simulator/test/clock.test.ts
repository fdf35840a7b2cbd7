import { createApi } from '@ingram-orders/simulator';
import { noon, startClient } from './support.ts';

describe("the server's clock", () => {
	it('shows its skew in the Date header, the reset, and the log', async () => {
		const { simulator, search } = await startClient({ now: () => noon, skewMs: 3_600_000 });
		const { headers } = await search();
		expect(headers.get('date')).toBe('Thu, 15 Jan 2026 13:00:00 GMT');
		expect(headers.get('x-ratelimit-reset')).toBe(String(noon + 3_660_000));
		expect(simulator.requests.at(-1)?.at).toBe(noon + 3_600_000);
	});

	it('runs as many times as fast as the time scale says', async () => {
		let now = noon;
		const { search } = await startClient({
			now: () => now,
			timeScale: 20,
			rateLimit: { limit: 1 },
		});
		expect((await search()).headers.get('date')).toBe('Thu, 15 Jan 2026 12:00:00 GMT');
		now += 2_999;
		expect((await search()).status).toBe(429);
		now += 1;
		const reply = await search();
		expect(reply.status).toBe(200);
		expect(reply.headers.get('date')).toBe('Thu, 15 Jan 2026 12:01:00 GMT');
	});

	it('may be set anew without windows or token lives jumping', async () => {
		const { simulator, search } = await startClient({ now: () => noon, rateLimit: { limit: 2 } });
		await search();
		simulator.control.set({ skewMs: -7_200_000 });
		const { status, headers } = await search();
		expect(status).toBe(200);
		expect(headers.get('date')).toBe('Thu, 15 Jan 2026 10:00:00 GMT');
		expect(headers.get('x-ratelimit-reset')).toBe(String(noon + 60_000 - 7_200_000));
		expect((await search()).status).toBe(429);
	});

	it('may be behind or ahead of the one that writes Date', async () => {
		const { simulator, search } = await startClient({
			now: () => noon,
			dateSkewMs: 2_000,
			rateLimit: { limit: 1, resetFormat: 'delta-seconds' },
		});
		const ahead = await search();
		expect(ahead.headers.get('date')).toBe('Thu, 15 Jan 2026 12:00:02 GMT');
		expect(ahead.headers.get('x-ratelimit-reset')).toBe('60');
		expect(simulator.requests.at(-1)?.at).toBe(noon);
		simulator.control.set({ dateSkewMs: -1_000 });
		expect((await search()).headers.get('date')).toBe('Thu, 15 Jan 2026 11:59:59 GMT');
		expect(simulator.now()).toBe(noon);
	});

	it('adds latency to the Date of an answer but judges the rate limit at arrival', () => {
		const { handle } = createApi({ now: () => noon + 59_000, latencyMs: 5_000 });
		expect(handle({ method: 'GET', url: '/' })).toMatchObject({
			kind: 'answer',
			latencyMs: 5_000,
			headers: { date: 'Thu, 15 Jan 2026 12:01:04 GMT' },
		});
	});

	it('draws latency from a range, the same for the same seed', () => {
		const draw = (seed: number): number[] => {
			const { handle } = createApi({ now: () => noon, latencyMs: { min: 50, max: 90 }, seed });
			return Array.from({ length: 200 }, () => {
				const outcome = handle({ method: 'GET', url: '/' });
				return outcome.kind === 'hang' ? NaN : outcome.latencyMs;
			});
		};
		const drawn = draw(1);
		expect(Math.min(...drawn)).toBe(50);
		expect(Math.max(...drawn)).toBe(90);
		expect(draw(1)).toEqual(drawn);
		expect(draw(2)).not.toEqual(drawn);
	});

	it('is waited for over HTTP: latency shortened by the time scale', async () => {
		const { search } = await startClient({ timeScale: 20, latencyMs: 1000 });
		const before = performance.now();
		await search();
		const took = performance.now() - before;
		expect(took).toBeGreaterThan(45);
		expect(took).toBeLessThan(900);
	});
});
