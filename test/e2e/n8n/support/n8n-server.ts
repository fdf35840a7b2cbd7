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
const logFile = path.resolve(import.meta.dirname, '../n8n.log');

/** A running n8n with the package of this repository installed. */
export interface N8n extends Pick<N8nProcess, 'version' | 'origin' | 'userFolder' | 'restart'> {
	readonly api: N8nApi;
	/** Everything it has printed, before restarts too. */
	readonly log: () => string;
	/** The last lines of it. */
	readonly logTail: () => string;
	readonly stop: () => Promise<void>;
}

/**
 * Installs n8n where it is not, starts it with an empty user folder, and signs the owner in. What it
 * printed is kept in n8n.log after `stop`.
 */
export async function startN8n(): Promise<N8n> {
	// Without a compiler it may still succeed, where a ready-made SQLite can be downloaded.
	spawnSync('bash', [systemPackages], { stdio: 'inherit' });
	execFileSync(process.execPath, [installScript], { stdio: 'inherit' });
	const server = await startN8nProcess({
		installPackage: (userFolder) =>
			installPackage(packPackage(userFolder), packageName, userFolder),
		environment: (userFolder) => ({
			...redirectingEnvironment(userFolder),
			GENERIC_TIMEZONE: 'UTC',
			N8N_LOG_LEVEL: 'debug',
		}),
	});
	const api = new N8nApi(server.origin);
	await api.setUpOwner(owner);
	const { version, origin, userFolder, restart, output, tail } = server;
	return {
		...{ version, origin, userFolder, restart, api },
		log: output,
		logTail: tail,
		stop: async () => {
			await server.stop();
			writeFileSync(logFile, output());
		},
	};
}
