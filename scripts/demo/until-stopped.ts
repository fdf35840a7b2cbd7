/** A server that the demo has started. */
interface RunningServer {
	/** Everything it has printed so far. */
	readonly output: () => string;
	/** Resolves when it has ended, also by itself. */
	readonly ended: Promise<void>;
	readonly stop: () => Promise<void>;
}

/**
 * Lets a server run until `stop` aborts, and ends it.
 * @throws Error when it ends by itself
 */
export async function untilStopped(
	server: RunningServer,
	name: string,
	stop: AbortSignal,
): Promise<void> {
	const stopped = new Promise<void>((resolve) => {
		if (stop.aborted) resolve();
		stop.addEventListener('abort', () => resolve());
	});
	await Promise.race([stopped, server.ended]);
	const output = server.output();
	await server.stop();
	// A terminal sends Ctrl-C to both, so the server may be the first to end.
	if (!stop.aborted) throw new Error(`${name} has ended:\n${output}`);
}
