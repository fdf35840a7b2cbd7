import { getPage } from './clients/http.ts';
import { FastClock } from '../../support/fast-clock.ts';
import type { Server } from './servers.ts';
import { median } from '../statistics.ts';

/** How often each lane asks: all of them together no more than a window allows. */
const rounds = 2;

/** The first time connections are opened, which does not count. */
const repeats = 5;

/**
 * The median time of one request while so many are under way side by side, client included, in
 * milliseconds on the server's clock.
 */
export async function measureLatency(
	server: Server,
	timeScale: number,
	inFlight: number,
): Promise<number> {
	const times: number[] = [];
	for (let repeat = 0; repeat < repeats; repeat++) {
		const { application, token } = await server.prepare(0);
		const { origin } = server;
		const clock = new FastClock(timeScale);
		const assignment = { origin, application, token, pageSize: 1, clock, timeScale, inFlight };
		const lane = async () => {
			for (let round = 0; round < rounds; round++) {
				const startedAt = performance.now();
				// A failure takes as long.
				await getPage(assignment, 1).catch(() => undefined);
				if (repeat > 0) times.push((performance.now() - startedAt) * timeScale);
			}
		};
		await Promise.all(Array.from({ length: inFlight }, lane));
	}
	return median(times);
}
