import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plainEnvironment, startProgram } from '../../../../scripts/background-process.ts';
import { freePort } from '../../../../scripts/free-port.ts';
import { until } from '../../support/until.ts';

/** Debian keeps the programs of each version here. */
const debianFolder = '/usr/lib/postgresql';
const database = 'postgres';
const user = 'n8n';
const maxDumpBytes = 1024 ** 3;

/** A PostgreSQL of its own, in a temporary folder. */
export interface Postgres {
	readonly port: string;
	/** Everything it holds, as SQL. */
	readonly dump: () => Buffer;
	readonly stop: () => Promise<void>;
}

export function hasPostgres(): boolean {
	return spawnSync(program('postgres'), ['--version']).status === 0;
}

/** Starts PostgreSQL, which must be installed, and waits until it answers. */
export async function startPostgres(): Promise<Postgres> {
	const folder = mkdtempSync(path.join(tmpdir(), 'postgres-'));
	const port = String(await freePort());
	const options = { cwd: folder, env: plainEnvironment(folder), ...unprivileged(folder) };
	const ask = (name: string, ...args: string[]) =>
		spawnSync(program(name), ['-h', '127.0.0.1', '-p', port, '-U', user, ...args], {
			...options,
			maxBuffer: maxDumpBytes,
		});
	execFileSync(
		program('initdb'),
		['-D', folder, '-U', user, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
		{ ...options, stdio: 'pipe' },
	);
	const server = startProgram(
		program('postgres'),
		['-D', folder, '-h', '127.0.0.1', '-p', port, '-k', '', '-F'],
		options,
	);
	const stop = async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await until('PostgreSQL', () => {
			if (server.hasEnded()) throw new Error(`PostgreSQL did not start:\n${server.tail()}`);
			return ask('pg_isready').status === 0 ? true : undefined;
		});
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		port,
		dump: () => {
			const { status, stdout, stderr } = ask('pg_dump', '--inserts', database);
			if (status !== 0) throw new Error(`pg_dump failed: ${stderr.toString()}`);
			return stdout;
		},
		stop,
	};
}

/** The program of the newest version that is installed. */
function program(name: string): string {
	const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
	const [newest] = versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => path.join(debianFolder, version, 'bin', name))
		.filter((file) => existsSync(file));
	return newest ?? name;
}

/** PostgreSQL refuses to run as root, so it runs as nobody, who gets the folder. */
function unprivileged(folder: string): { readonly uid?: number; readonly gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const [uid = 0, gid = 0] = ['-u', '-g'].map((kind) =>
		Number(execFileSync('id', [kind, 'nobody'], { encoding: 'utf8' })),
	);
	chownSync(folder, uid, gid);
	return { uid, gid };
}
