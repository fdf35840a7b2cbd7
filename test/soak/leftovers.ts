import { setImmediate as turn } from 'node:timers/promises';

/** What keeps this process busy, its own streams left out: sockets, timers, requests. */
export function activeResources(): string[] {
	return process.getActiveResourcesInfo().filter((kind) => !/^(Pipe|TTY|File|FSReq)/.test(kind));
}

/** What is there that was not there before; waits some turns for what is about to close. */
export async function resourcesLeft(before: readonly string[]): Promise<string[]> {
	for (let tries = 0; tries < 1000; tries++) {
		if (added(before).length === 0) return [];
		await turn();
	}
	return added(before);
}

function added(before: readonly string[]): string[] {
	const known = [...before];
	return activeResources().filter((kind) => {
		const place = known.indexOf(kind);
		if (place >= 0) known.splice(place, 1);
		return place < 0;
	});
}

/** Counts what nobody handled: rejections, and warnings of Node.js such as that of too many listeners. */
export function watchProcess(): { problems: string[]; stop: () => void } {
	const problems: string[] = [];
	const onRejection = (reason: unknown) => problems.push(`Unhandled rejection: ${String(reason)}`);
	const onWarning = (warning: Error) => problems.push(`Warning of Node.js: ${String(warning)}`);
	process.on('unhandledRejection', onRejection);
	process.on('warning', onWarning);
	return {
		problems,
		stop: () => {
			process.off('unhandledRejection', onRejection);
			process.off('warning', onWarning);
		},
	};
}
