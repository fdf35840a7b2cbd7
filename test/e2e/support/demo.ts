import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { until } from './until.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** `npm start` in a terminal of its own, with a port that is taken. */
export interface Demo {
	/** What can be read in the terminal so far. */
	readonly output: () => string;
	/** Every address of this machine that it has named. */
	readonly origins: () => readonly string[];
	/** Presses Ctrl-C, which a terminal sends to all of its processes at once. */
	readonly pressCtrlC: () => Promise<void>;
	/** What is there after its end that was not there before: processes, folders and servers. */
	readonly leftovers: () => Promise<readonly string[]>;
	readonly close: () => Promise<void>;
}

/** Starts the demo and waits until it says how to end it. */
export async function startDemo(
	command: string,
	{ takenPort, timeoutMs }: { readonly takenPort: number; readonly timeoutMs: number },
): Promise<Demo> {
	const temporary = mkdtempSync(path.join(tmpdir(), 'demo-'));
	const taken = createServer().on('error', () => undefined);
	taken.listen(takenPort, '127.0.0.1');
	const terminal = spawn('script', ['-qefc', command, '/dev/null'], {
		cwd: root,
		env: { ...process.env, TMPDIR: temporary },
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const ended = once(terminal, 'exit');
	let shown = '';
	terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
		shown += text;
	});
	const output = () => readTerminal(shown);
	const origins = () => [...new Set(output().match(/http:\/\/127\.0\.0\.1:\d+/g))];
	const close = async () => {
		taken.close();
		terminal.kill();
		await ended;
		rmSync(temporary, { recursive: true, force: true });
	};
	try {
		await until('the addresses', () => (shown.includes('Ctrl-C ends') ? true : undefined), {
			timeoutMs,
		});
	} catch (error) {
		await close();
		throw new Error(`The demo did not start:\n${shown}`, { cause: error });
	}
	const [session] = childrenOf(terminal.pid ?? 0);
	return {
		output,
		origins,
		pressCtrlC: async () => {
			terminal.stdin.write('\u0003');
			await ended;
		},
		leftovers: async () => {
			const answers = await Promise.all(
				origins().map((origin) =>
					fetch(origin)
						.then(() => [origin])
						.catch(() => []),
				),
			);
			return [
				...processes()
					.filter((each) => each.session === session)
					.map(({ pid }) => `process ${pid}`),
				...readdirSync(temporary).filter((name) => /^(node-red|n8n)-/.test(name)),
				...answers.flat(),
			];
		},
		close,
	};
}

/** What can be read in a terminal to which this was written: its lines as they were written last. */
export function readTerminal(written: string): string {
	const lines = written.replaceAll('\r\n', '\n').split('\n');
	return lines
		.map((line) => stripVTControlCharacters(line.split('\u001b[1G').at(-1) ?? '').trimEnd())
		.join('\n');
}

function childrenOf(parent: number): number[] {
	return processes()
		.filter((each) => each.parent === parent)
		.map(({ session }) => session);
}

interface Process {
	readonly pid: number;
	readonly parent: number;
	/** A terminal's processes have one in common. */
	readonly session: number;
}

/** All processes of this machine. */
function processes(): Process[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
				// The name, in parentheses, may hold anything.
				const [, parent, , session] = stat
					.slice(stat.lastIndexOf(')') + 2)
					.split(' ')
					.map(Number);
				return [{ pid: Number(name), parent: parent ?? 0, session: session ?? 0 }];
			} catch {
				// It has ended meanwhile.
				return [];
			}
		});
}
