import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What a module reported from a process of its own, in that order. */
export interface Reported {
	reports: unknown[];
	/** Whether its heap had become as large as it may be, and that ended it. */
	ranOutOfMemory: boolean;
}

/**
 * Runs a module in a fresh process, so that its measurement pays for no other.
 * @throws Error where it fails for another reason than its memory
 */
export async function runAlone(
	file: string,
	args: readonly (string | number)[],
	nodeArguments: readonly string[] = [],
): Promise<Reported> {
	const child = fork(file, args.map(String), {
		execArgv: [...process.execArgv, ...nodeArguments],
		stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
	});
	const reports: unknown[] = [];
	child.on('message', (message) => reports.push(message));
	let errors = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		errors += text;
	});
	await once(child, 'close');
	const ranOutOfMemory = errors.includes('heap out of memory');
	if (child.exitCode !== 0 && !ranOutOfMemory) throw new Error(`${file} failed:\n${errors}`);
	return { reports, ranOutOfMemory };
}

/** Hands a result to the process that runs this one alone. */
export function report(result: object): void {
	process.send?.(result);
}

/** Ends this process with the one that started it, however that ends. */
export function endWithParent(): void {
	process.on('disconnect', () => process.exit(1));
	process.channel?.unref();
}
