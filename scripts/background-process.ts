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
	/** Ends it at once, so that it can do nothing any more: SIGKILL. */
	readonly kill: () => Promise<void>;
}

export interface BackgroundOptions {
	readonly cwd: string;
	/** Exactly this environment. */
	readonly env: NodeJS.ProcessEnv;
	/** The user and the group it runs as, where they are not this process's own. */
	readonly uid?: number;
	readonly gid?: number;
}

/** Starts a JavaScript program with this process's Node.js. */
export function startInBackground(
	script: string,
	args: readonly string[],
	options: BackgroundOptions,
): BackgroundProcess {
	return startProgram(process.execPath, [script, ...args], options);
}

/** Starts a program, which must be there. */
export function startProgram(
	program: string,
	args: readonly string[],
	options: BackgroundOptions,
): BackgroundProcess {
	const child = spawn(program, args, { ...options, stdio: 'pipe' });
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
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
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
