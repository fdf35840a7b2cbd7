import { fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { firstLine } from './first-line.ts';
import { earliestEnd, windowCalls } from './limit.ts';
import type { Conditions, Run } from './run-client.ts';
import type { Prepared, Server } from './servers.ts';

const program = fileURLToPath(new URL('read-by-core.ts', import.meta.url));

/** Long enough for a process to be there, in milliseconds. */
const startUpMs = 4000;

/** Two processes run the core for one application, and each reads all pages. */
export async function runTwoProcesses(
	server: Server,
	pages: number,
	{ timeScale, inFlight, latency }: Conditions,
): Promise<Run> {
	const prepared = await server.prepare(0);
	const startAt = Date.now() + startUpMs;
	const readers = [0, 1].map(() => read(server, prepared, timeScale, startAt));
	await delay(startAt - Date.now());
	const untilReset = server.untilReset();
	const ends = await Promise.all(readers);

	const { calls, violations, spikeArrests } = await prepared.usage();
	const given = ends.reduce((sum, { orders }) => sum + orders, 0);
	const both = { pages: 2 * pages, remaining: windowCalls, untilReset, latency };
	return {
		...{ client: 'core', pages: both.pages, remaining: windowCalls, untilReset },
		planned: untilReset,
		took: Math.max(...ends.map(({ endedAt }) => endedAt - startAt)) * timeScale,
		limit: earliestEnd({ ...both, inFlight: 2 * inFlight }),
		limitAtAny: earliestEnd({ ...both, inFlight: Infinity }),
		refused: violations + spikeArrests,
		wasted: calls + violations + spikeArrests - given,
		lost: both.pages - given,
	};
}

/** A process of its own that reads from that moment on; how many orders it got, and when it was done. */
async function read(
	server: Server,
	{ application, token }: Prepared,
	timeScale: number,
	startAt: number,
): Promise<{ orders: number; endedAt: number }> {
	const startsAt = server.now() + (startAt - Date.now()) * timeScale;
	const values = [server.origin, application.clientId, token, timeScale, startAt, startsAt];
	const process = fork(program, values.map(String), {
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
	});
	const [orders, endedAt] = (await firstLine(process)).split(' ').map(Number);
	return { orders: orders ?? NaN, endedAt: endedAt ?? NaN };
}
