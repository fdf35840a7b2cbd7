import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { plainEnvironment, startInBackground } from '../background-process.ts';
import { freePort } from '../free-port.ts';

const serverFolder = path.join(import.meta.dirname, 'server');
const startupMs = 120_000;

/** Installs n8n where it is not, and says so; for `node`. */
export const installScript = path.join(serverFolder, 'install.mjs');

/** In queue mode, workers run the executions that the main process puts into the queue. */
export type N8nRole = 'main' | 'worker';

export interface N8nOptions {
	/** The main process, unless it says otherwise. */
	readonly role?: N8nRole;
	/** Puts the package into the empty user folder. */
	readonly installPackage: (userFolder: string) => void;
	/** The first port to try; any free one by default. */
	readonly port?: number;
	/** What is set beside that which is always set. */
	readonly environment?: (userFolder: string) => NodeJS.ProcessEnv;
	/** Ends the start when it aborts. */
	readonly signal?: AbortSignal;
}

/** n8n in a process of its own, with an empty user folder; nobody is signed in. */
export interface N8nProcess {
	readonly version: string;
	/** e.g. `http://127.0.0.1:5678`; that of a worker answers about its health only. */
	readonly origin: string;
	/** Everything n8n stores: database, files, logs. Gone after `stop`. */
	readonly userFolder: string;
	/** Everything it has printed, before restarts too. */
	readonly output: () => string;
	/** The last lines of it. */
	readonly tail: () => string;
	/** Resolves when the process has ended, also by itself. */
	readonly ended: Promise<void>;
	/** Ends it at once, as a loss of power does: SIGKILL. The folder stays. */
	readonly kill: () => Promise<void>;
	/** Ends it, unless it has ended, and starts it again, with the same user folder. */
	readonly restart: (options?: Restart) => Promise<void>;
	/** Ends the process and removes its folder. */
	readonly stop: () => Promise<void>;
}

export interface Restart {
	/** What is set beside that which is always set; until the next restart. */
	readonly environment?: NodeJS.ProcessEnv;
	/** Called when it has ended, before it starts again. */
	readonly meanwhile?: () => Promise<void>;
}

/** Starts n8n, which must be installed, and waits until it answers. */
export async function startN8nProcess(options: N8nOptions): Promise<N8nProcess> {
	const userFolder = mkdtempSync(path.join(tmpdir(), 'n8n-'));
	try {
		options.installPackage(userFolder);
		return await launch(userFolder, options);
	} catch (error) {
		rmSync(userFolder, { recursive: true, force: true });
		throw error;
	}
}

async function launch(
	userFolder: string,
	{ role = 'main', port, environment, signal }: N8nOptions,
): Promise<N8nProcess> {
	const { command, listenAt } = roles[role];
	const ownPort = await freePort(port);
	const origin = `http://127.0.0.1:${ownPort}`;
	const always = {
		...plainEnvironment(userFolder),
		...quiet,
		N8N_USER_FOLDER: userFolder,
		...listenAt(ownPort),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		...environment?.(userFolder),
	};
	const run = (added: NodeJS.ProcessEnv = {}) =>
		startInBackground(path.join(serverFolder, 'node_modules/n8n/bin/n8n'), [command], {
			cwd: userFolder,
			env: { ...always, ...added },
		});
	const earlier: string[] = [];
	let server = run();
	const ready = async (): Promise<void> => {
		const deadline = Date.now() + startupMs;
		while (!(await isReady(origin))) {
			signal?.throwIfAborted();
			if (server.hasEnded()) throw new Error('It ended while it was starting.');
			if (Date.now() > deadline) throw new Error(`It took more than ${startupMs / 1000} s.`);
			await delay(100);
		}
	};
	const started = async (): Promise<void> => {
		try {
			await ready();
		} catch (error) {
			await server.stop();
			throw new Error(`n8n did not start. The end of its log:\n${server.tail()}`, { cause: error });
		}
	};
	await started();
	return {
		version: version(),
		origin,
		userFolder,
		output: () => [...earlier, server.output()].join(''),
		tail: () => server.tail(),
		get ended() {
			return server.ended;
		},
		kill: () => server.kill(),
		restart: async ({ environment: added, meanwhile } = {}) => {
			await server.stop();
			earlier.push(server.output());
			await meanwhile?.();
			server = run(added);
			await started();
		},
		stop: async () => {
			await server.stop();
			rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/** The command for a role, and what makes it answer at a port of this machine. */
const roles: Readonly<
	Record<N8nRole, { command: string; listenAt: (port: number) => NodeJS.ProcessEnv }>
> = {
	main: {
		command: 'start',
		listenAt: (port) => ({ N8N_LISTEN_ADDRESS: '127.0.0.1', N8N_PORT: String(port) }),
	},
	worker: {
		command: 'worker',
		listenAt: (port) => ({
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			QUEUE_HEALTH_CHECK_PORT: String(port),
		}),
	},
};

/** Nothing leaves this machine, and nothing asks for attention. */
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
	NO_COLOR: '1',
};

async function isReady(origin: string): Promise<boolean> {
	const response = await fetch(`${origin}/healthz/readiness`).catch(() => undefined);
	return response?.ok === true;
}

function version(): string {
	const manifest = readFileSync(path.join(serverFolder, 'node_modules/n8n/package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}
