import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
	installScript,
	startN8nProcess,
	type N8nProcess,
} from '../../../../scripts/n8n/n8n-process.ts';
import { installPackage, packPackage } from './installed-package.ts';
import { N8nApi, owner } from './n8n-api.ts';
import { redirectingEnvironment } from './redirected-hosts.ts';
import { packageName } from './workflow.ts';

const systemPackages = path.resolve(import.meta.dirname, '../../support/system-packages.sh');
const defaultLogFile = path.resolve(import.meta.dirname, '../n8n.log');

/** A running n8n with the package of this repository installed. */
export interface N8n extends Pick<
	N8nProcess,
	'version' | 'origin' | 'userFolder' | 'restart' | 'kill'
> {
	readonly api: N8nApi;
	/** Everything it has printed, before restarts too. */
	readonly log: () => string;
	/** The last lines of it. */
	readonly logTail: () => string;
	readonly stop: () => Promise<void>;
}

export interface N8nServerOptions {
	/** Puts the package into the user folder; by default it is built and packed first. */
	readonly install?: (userFolder: string) => void;
	/** What is set beside that which is always set. */
	readonly environment?: NodeJS.ProcessEnv;
	/** Where what it printed is kept after `stop`. */
	readonly logFile?: string;
}

/** What every n8n of the tests is started with. */
export const testEnvironment = { GENERIC_TIMEZONE: 'UTC', N8N_LOG_LEVEL: 'debug' } as const;

/** Installs n8n where it is not, and what the tests need of the system. */
export function installN8n(): void {
	// Without a compiler it may still succeed, where a ready-made SQLite can be downloaded.
	spawnSync('bash', [systemPackages], { stdio: 'inherit' });
	execFileSync(process.execPath, [installScript], { stdio: 'inherit' });
}

/** Installs n8n where it is not, starts it with an empty user folder, and signs the owner in. */
export async function startN8n({
	install = (userFolder) => installPackage(packPackage(userFolder), packageName, userFolder),
	environment = {},
	logFile = defaultLogFile,
}: N8nServerOptions = {}): Promise<N8n> {
	installN8n();
	const server = await startN8nProcess({
		installPackage: install,
		environment: (userFolder) => ({
			...redirectingEnvironment(userFolder),
			...testEnvironment,
			...environment,
		}),
	});
	const api = new N8nApi(server.origin);
	await api.setUpOwner(owner);
	const { version, origin, userFolder, restart, kill, output, tail } = server;
	return {
		...{ version, origin, userFolder, restart, kill, api },
		log: output,
		logTail: tail,
		stop: async () => {
			await server.stop();
			writeFileSync(logFile, output());
		},
	};
}
