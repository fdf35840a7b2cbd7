import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const graceMs = 20_000;

/** A program that runs beside this one. */
export interface BackgroundProcess {
	/** Everything it has written so far, both streams in the order of arrival. */
	readonly output: () => string;
	/** The last lines of it, for a message about a failure. */
	readonly tail: () => string;
	readonly hasEnded: () => boolean;
	/** Resolves when it has ended. */
	readonly ended: Promise<void>;
	/** Asks it to end, and ends it when it does not within 20 s. */
	readonly stop: () => Promise<void>;
}

/** Starts a JavaScript program with this process's Node.js and exactly this environment. */
export function startInBackground(
	script: string,
	args: readonly string[],
	options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): BackgroundProcess {
	const child = spawn(process.execPath, [script, ...args], { ...options, stdio: 'pipe' });
	const ended = once(child, 'exit').then(() => undefined);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
		});
	}
	const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
	return {
		output: () => output,
		tail: () => output.split('\n').slice(-40).join('\n'),
		hasEnded,
		ended,
		stop: async () => {
			if (hasEnded()) return;
			child.kill('SIGTERM');
			const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
			await ended;
			clearTimeout(force);
		},
	};
}

/** What a program needs of the environment to find its tools, and nothing of whoever starts it. */
export function plainEnvironment(home: string): NodeJS.ProcessEnv {
	return {
		PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
		HOME: home,
		TMPDIR: process.env.TMPDIR,
		LANG: 'C.UTF-8',
		TZ: 'UTC',
	};
}
