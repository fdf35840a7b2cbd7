import type { Application } from '@ingram-orders/simulator';
import { getPage, getToken } from './clients/http.ts';
import { scaledClock, timeScale } from './scaled-clock.ts';

const samples = 9;

/** The median time of one request, client included, in milliseconds on the server's clock. */
export async function measureLatency(
	origin: string,
	application: Application,
	pageSize: number,
): Promise<number> {
	const assignment = {
		origin,
		application,
		pageSize,
		pages: 1,
		inFlight: 1,
		clock: scaledClock(0),
		token: await getToken(origin, application),
	};
	const times: number[] = [];
	for (let sample = 0; sample < samples; sample++) {
		const startedAt = performance.now();
		await getPage(assignment, 1);
		times.push((performance.now() - startedAt) * timeScale);
	}
	times.sort((a, b) => a - b);
	return times[Math.floor(samples / 2)] ?? 0;
}
