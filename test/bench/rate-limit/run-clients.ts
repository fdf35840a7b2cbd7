import { runClient, waitMs, type Conditions, type Run, type Task } from './run-client.ts';
import type { Server } from './servers.ts';

/**
 * Runs all tasks, on each server one after the other: whichever is free takes the task whose moment comes
 * next there. Gives what came of each, in the order of the tasks.
 */
export async function runClients(
	servers: readonly Server[],
	tasks: readonly Task[],
	conditions: Conditions,
): Promise<Run[]> {
	const runs: Run[] = [];
	const waiting = new Map(tasks.entries());
	const lane = async (server: Server) => {
		while (waiting.size > 0) {
			const [index, task] = nextOf(waiting, server);
			waiting.delete(index);
			runs[index] = await runClient(server, task, conditions);
		}
	};
	await Promise.all(servers.map(lane));
	return runs;
}

function nextOf(waiting: ReadonlyMap<number, Task>, server: Server): [number, Task] {
	return [...waiting].reduce((next, entry) =>
		waitMs(server, entry[1]) < waitMs(server, next[1]) ? entry : next,
	);
}
