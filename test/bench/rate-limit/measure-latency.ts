import type { Application } from '@ingram-orders/simulator';
import { getPage, getToken } from './clients/http.ts';
import { scaledClock, timeScale } from './scaled-clock.ts';

/** How often each lane asks. */
const rounds = 5;

/**
 * The median time of one request while so many are under way side by side, client included, in
 * milliseconds on the server's clock.
 */
export async function measureLatency(
	origin: string,
	application: Application,
	load: { pageSize: number; inFlight: number },
): Promise<number> {
	const assignment = {
		...load,
		origin,
		application,
		pages: 1,
		clock: scaledClock(0),
		token: await getToken(origin, application),
	};
	const times: number[] = [];
	const lane = async () => {
		for (let round = 0; round < rounds; round++) {
			const startedAt = performance.now();
			await getPage(assignment, 1);
			times.push((performance.now() - startedAt) * timeScale);
		}
	};
	await Promise.all(Array.from({ length: load.inFlight }, lane));
	times.sort((a, b) => a - b);
	return times[Math.floor(times.length / 2)] ?? 0;
}
