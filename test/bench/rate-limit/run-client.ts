import { clients, type ClientName } from './clients/index.ts';
import { earliestEnd, windowCalls, windowMs } from './limit.ts';
import { FastClock } from '../../support/fast-clock.ts';
import type { Prepared, Server } from './servers.ts';

/** One client in one situation. */
export interface Task {
	client: ClientName;
	pages: number;
	/** Calls left in the window when it starts, and the milliseconds until that window ends. */
	remaining: number;
	untilReset: number;
	/** How far the client's clock is ahead of the server's, in milliseconds. */
	skewMs?: number;
	/** Whether the server's windows roll. */
	rolls?: boolean;
}

/** What is the same for all clients. */
export interface Conditions {
	timeScale: number;
	inFlight: number;
	/** What one request takes, in milliseconds on the server's clock. */
	latency: number;
}

/** What came of it. Times in milliseconds on the server's clock. */
export interface Run extends Task {
	/** The moment it was to start at; `untilReset` is the one at which it did. */
	planned: number;
	took: number;
	/** The least that was possible with as many requests side by side as the client has, and with any number. */
	limit: number;
	limitAtAny: number;
	/** Calls that were refused; where none was left, not the first one, which tells that. */
	refused: number;
	/** Calls that brought no page that the client gave, refused or not, that one again not counted. */
	wasted: number;
	/** Pages that the client did not give. */
	lost: number;
}

/** A page is one order. */
const pageSize = 1;

/** Calls are spent so long before a client starts. */
const spendingMs = 600;

/** Waits for the moment of the window that the task names, and runs its client. */
export async function runClient(server: Server, task: Task, conditions: Conditions): Promise<Run> {
	const { client, pages, remaining, skewMs = 0, rolls = false } = task;
	const { timeScale, inFlight, latency } = conditions;
	const { application, token, usage } = await atTheMoment(server, task, timeScale);

	const untilReset = server.untilReset();
	const startedAt = performance.now();
	const orderNumbers = await clients[client]({
		origin: server.origin,
		...{ application, token, pageSize, timeScale, inFlight },
		clock: new FastClock(timeScale, { showing: server.now() + skewMs }),
	}).catch((): string[] => []);
	const took = (performance.now() - startedAt) * timeScale;

	const { calls, violations, spikeArrests } = await usage();
	const situation = { pages, remaining, untilReset, latency, rolls };
	const told = remaining === 0 && violations > 0 ? 1 : 0;
	const given = new Set(orderNumbers).size;
	return {
		...task,
		planned: task.untilReset,
		untilReset,
		took,
		limit: earliestEnd({ ...situation, inFlight }),
		limitAtAny: earliestEnd({ ...situation, inFlight: Infinity }),
		refused: violations + spikeArrests - told,
		wasted: calls + violations + spikeArrests - told - given,
		lost: pages - given,
	};
}

/** Waits for that moment, with an application that has spent what it should have in that very window. */
async function atTheMoment(server: Server, task: Task, timeScale: number): Promise<Prepared> {
	const clock = new FastClock(timeScale);
	const { signal } = new AbortController();
	for (;;) {
		await clock.sleep(waitMs(server, task), signal);
		const endsAt = server.now() + server.untilReset();
		const prepared = await server.prepare(windowCalls - task.remaining);
		await clock.sleep(Math.max(0, server.untilReset() - task.untilReset), signal);
		if (server.now() < endsAt) return prepared;
	}
}

/** How long until the server's window is at the moment at which the task is to be prepared. */
export function waitMs(server: Server, { remaining, untilReset }: Task): number {
	const spending = remaining < windowCalls ? spendingMs : 0;
	return (server.untilReset() - untilReset - spending + windowMs) % windowMs;
}
