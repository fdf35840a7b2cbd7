import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plainEnvironment, startProgram } from '../../../../scripts/background-process.ts';
import { freePort } from '../../../../scripts/free-port.ts';
import { filesIn, type Place } from '../../n8n/support/leaks.ts';
import { until } from '../../support/until.ts';

/** A Redis of its own, in a temporary folder. */
export interface Redis {
	readonly port: string;
	/** Everything that was ever written to it. */
	readonly written: () => readonly Place[];
	readonly stop: () => Promise<void>;
}

export function hasRedis(): boolean {
	return spawnSync('redis-server', ['--version']).status === 0;
}

/** Starts Redis, which must be installed, and waits until it answers. */
export async function startRedis(): Promise<Redis> {
	const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
	const port = String(await freePort());
	const server = startProgram(
		'redis-server',
		[
			...['--bind', '127.0.0.1', '--port', port, '--dir', folder],
			// A log of all commands that write, never summed up.
			...['--save', '', '--appendonly', 'yes', '--auto-aof-rewrite-percentage', '0'],
		],
		{ cwd: folder, env: plainEnvironment(folder) },
	);
	const stop = async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await until('Redis', () => {
			if (server.hasEnded()) throw new Error(`Redis did not start:\n${server.tail()}`);
			const ping = spawnSync('redis-cli', ['-h', '127.0.0.1', '-p', port, 'ping']);
			return ping.status === 0 ? true : undefined;
		});
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		port,
		written: () => filesIn(folder),
		stop,
	};
}
