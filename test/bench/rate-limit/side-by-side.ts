/** Does the tasks in their order, on each server one after the other, and gives what came of each. */
export async function sideBySide<Server, Task, Result>(
	servers: readonly Server[],
	tasks: readonly Task[],
	work: (server: Server, task: Task) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	const waiting = tasks.entries();
	const lane = async (server: Server) => {
		for (const [index, task] of waiting) results[index] = await work(server, task);
	};
	await Promise.all(servers.map(lane));
	return results;
}
