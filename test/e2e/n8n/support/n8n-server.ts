import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
	plainEnvironment,
	startInBackground,
	type BackgroundProcess,
} from '../../support/background-process.ts';
import { freePort } from '../../support/free-port.ts';
import { until } from '../../support/until.ts';
import { installPackage, packPackage } from './installed-package.ts';
import { N8nApi } from './n8n-api.ts';
import { redirectingEnvironment } from './redirected-hosts.ts';
import { packageName } from './workflow.ts';

const serverFolder = path.resolve(import.meta.dirname, '../server');
const logFile = path.resolve(import.meta.dirname, '../n8n.log');

/** A running n8n with the package of this repository installed. */
export interface N8n {
	readonly version: string;
	readonly origin: string;
	readonly api: N8nApi;
	/** Everything n8n stores: database, files, logs. Gone after `stop`. */
	readonly userFolder: string;
	/** Everything it has printed, before restarts too. */
	readonly log: () => string;
	/** The last lines of it. */
	readonly logTail: () => string;
	/** Ends it and starts it again, with the same user folder. */
	readonly restart: (options?: Restart) => Promise<void>;
	readonly stop: () => Promise<void>;
}

interface Restart {
	/** What is set beside that which is always set; until the next restart. */
	readonly environment?: NodeJS.ProcessEnv;
	/** Called when it has ended, before it starts again. */
	readonly meanwhile?: () => Promise<void>;
}

/**
 * Installs n8n where it is not, starts it with an empty user folder, and signs the owner in. What it
 * printed is kept in n8n.log after `stop`.
 */
export async function startN8n(): Promise<N8n> {
	execFileSync(process.execPath, [path.join(serverFolder, 'install.mjs')], { stdio: 'inherit' });
	const userFolder = mkdtempSync(path.join(tmpdir(), 'n8n-e2e-'));
	try {
		installPackage(packPackage(userFolder), packageName, userFolder);
		return await launch(userFolder);
	} catch (error) {
		rmSync(userFolder, { recursive: true, force: true });
		throw error;
	}
}

async function launch(userFolder: string): Promise<N8n> {
	const ports = { editor: await freePort(), broker: await freePort() };
	const origin = `http://127.0.0.1:${ports.editor}`;
	const api = new N8nApi(origin);
	const earlier: string[] = [];
	let server = run(userFolder, ports);
	const log = (): string => [...earlier, server.output()].join('');
	const ready = async (): Promise<void> => {
		try {
			await until('n8n to be ready', () => isReady(origin, server.hasEnded), {
				timeoutMs: 120_000,
			});
		} catch (error) {
			await stop();
			throw new Error(`n8n did not start. The end of its log:\n${server.tail()}`, { cause: error });
		}
	};
	const stop = async (): Promise<void> => {
		await server.stop();
		writeFileSync(logFile, log());
		rmSync(userFolder, { recursive: true, force: true });
	};
	await ready();
	await api.setUpOwner();
	return {
		version: version(),
		origin,
		api,
		userFolder,
		log,
		logTail: () => server.tail(),
		restart: async ({ environment = {}, meanwhile } = {}) => {
			await server.stop();
			earlier.push(server.output());
			await meanwhile?.();
			server = run(userFolder, ports, environment);
			await ready();
		},
		stop,
	};
}

function run(
	userFolder: string,
	ports: { readonly editor: number; readonly broker: number },
	environment: NodeJS.ProcessEnv = {},
): BackgroundProcess {
	return startInBackground(path.join(serverFolder, 'node_modules/n8n/bin/n8n'), ['start'], {
		cwd: userFolder,
		env: {
			...plainEnvironment(userFolder),
			...quiet,
			...redirectingEnvironment(userFolder),
			GENERIC_TIMEZONE: 'UTC',
			N8N_USER_FOLDER: userFolder,
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_PORT: String(ports.editor),
			N8N_RUNNERS_BROKER_PORT: String(ports.broker),
			...environment,
		},
	});
}

/** Nothing leaves this machine, nothing asks for attention, and everything is logged. */
const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,quick-connect,chat-hub,agents',
	N8N_SECURE_COOKIE: 'false',
	N8N_LOG_LEVEL: 'debug',
	NO_COLOR: '1',
};

async function isReady(origin: string, hasEnded: () => boolean): Promise<true | undefined> {
	if (hasEnded()) throw new Error('n8n ended while it was starting');
	const response = await fetch(`${origin}/healthz/readiness`).catch(() => undefined);
	return response?.ok === true ? true : undefined;
}

function version(): string {
	const manifest = readFileSync(path.join(serverFolder, 'node_modules/n8n/package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}
