import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startN8nProcess, type N8nProcess } from '../../../../scripts/n8n/n8n-process.ts';
import { installPackage, packPackage } from '../../n8n/support/installed-package.ts';
import { installN8n, startN8n, testEnvironment, type N8n } from '../../n8n/support/n8n-server.ts';
import { packageName } from '../../n8n/support/workflow.ts';
import {
	postgresEnvironment,
	queueModeEnvironment,
	quickToNotice,
	redisEnvironment,
} from './environment.ts';
import { hasPostgres, startPostgres, type Postgres } from './postgres.ts';
import { hasRedis, startRedis, type Redis } from './redis.ts';

const logFolder = path.resolve(import.meta.dirname, '..');

/** n8n in queue mode: the main process, its workers, and what they share. */
export interface QueueMode {
	readonly main: N8n;
	readonly workers: readonly [N8nProcess, N8nProcess];
	readonly postgres: Postgres;
	readonly redis: Redis;
	readonly stop: () => Promise<void>;
}

/**
 * Starts n8n's queue mode with two workers and the package of this repository in all of them. What they
 * printed is kept beside the test after `stop`.
 * @throws Error that says what is to be installed, where Redis or PostgreSQL is missing
 */
export async function startQueueMode(): Promise<QueueMode> {
	installN8n();
	checkServices();
	const folder = mkdtempSync(path.join(tmpdir(), 'package-'));
	const tarball = packPackage(folder);
	const install = (userFolder: string) => installPackage(tarball, packageName, userFolder);
	const started: { stop: () => Promise<void> }[] = [];
	const keep = <T extends { stop: () => Promise<void> }>(part: T): T => {
		started.push(part);
		return part;
	};
	const stop = async () => {
		for (const part of started.reverse()) await part.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		const postgres = keep(await startPostgres());
		const redis = keep(await startRedis());
		const environment = {
			...queueModeEnvironment(postgresEnvironment(postgres), redisEnvironment(redis)),
			...quickToNotice,
		};
		// The main process sets the database up, so it comes first.
		const logFile = path.join(logFolder, 'main.log');
		const main = keep(await startN8n({ install, environment, logFile }));
		const worker = async (number: number) => {
			const started = await startN8nProcess({
				role: 'worker',
				installPackage: install,
				environment: () => ({ ...testEnvironment, ...environment }),
			});
			return keep(keepingLog(started, path.join(logFolder, `worker-${number}.log`)));
		};
		const workers = await Promise.all([worker(1), worker(2)]);
		return { main, workers, postgres, redis, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function keepingLog(worker: N8nProcess, logFile: string): N8nProcess {
	const stop = async () => {
		await worker.stop();
		writeFileSync(logFile, worker.output());
	};
	return { ...worker, stop };
}

function checkServices(): void {
	const missing = [
		...(hasRedis() ? [] : ['redis-server']),
		...(hasPostgres() ? [] : ['postgresql']),
	];
	if (missing.length > 0) {
		throw new Error(
			'The tests of n8n’s queue mode need Redis and PostgreSQL. ' +
				`On Debian and Ubuntu: sudo apt-get install ${missing.join(' ')}. ` +
				'Elsewhere put their programs into the PATH. The tests start servers of their own.',
		);
	}
}
