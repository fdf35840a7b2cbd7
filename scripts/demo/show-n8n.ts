import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { exampleFiles, exampleWorkflow } from '../n8n/example-workflows.ts';
import { installScript, startN8nProcess } from '../n8n/n8n-process.ts';
import { RestApi, type Owner } from '../n8n/rest-api.ts';
import type { ServerSettings } from './server-settings.ts';
import type { Show } from './show.ts';
import { beginStep } from './step.ts';
import { untilStopped } from './until-stopped.ts';

/** Where n8n listens by default; the next free port when it is taken. */
const usualPort = 5678;

const packageName = 'n8n-nodes-ingram-micro';
const credentialType = 'ingramMicroOAuth2Api';
const packScript = path.resolve(import.meta.dirname, '../n8n-package.cjs');

/** Shows n8n with the package installed, a credential and the examples. */
export const showN8n: Show = async (settings, { print, stop }) => {
	await install(stop);
	const step = beginStep('Starting n8n with the examples');
	const n8n = await startN8nProcess({
		installPackage,
		port: usualPort,
		environment: () => ({
			GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
			...(settings.environment === 'custom' ? {} : proxyOf(process.env)),
		}),
		signal: stop,
	});
	try {
		const owner = newOwner();
		await fill(new RestApi(n8n.origin), owner, settings);
		step.done(`n8n ${n8n.version} is ready`);
		print(`
  Editor    ${n8n.origin}/
  E-mail    ${owner.email}
  Password  ${owner.password}

Ctrl-C ends`);
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	await untilStopped(n8n, 'n8n', stop);
};

/** Installs n8n where it is not. What is left to do when `stop` aborts is not done. */
async function install(stop: AbortSignal): Promise<void> {
	stop.throwIfAborted();
	// In a group of its own, for pnpm has processes of its own, which would go on.
	const installer = spawn(process.execPath, [installScript], {
		stdio: ['ignore', 'ignore', 'inherit'],
		detached: process.platform !== 'win32',
	});
	const end = () => {
		if (installer.pid === undefined) return;
		if (process.platform === 'win32') installer.kill();
		else process.kill(-installer.pid);
	};
	stop.addEventListener('abort', end);
	const [code] = (await once(installer, 'exit')) as [number | null];
	stop.removeEventListener('abort', end);
	stop.throwIfAborted();
	if (code !== 0) throw new Error('Without n8n there is nothing to show.');
}

/** Where n8n keeps community packages. */
function installPackage(userFolder: string): void {
	const folder = path.join(userFolder, '.n8n/nodes/node_modules', packageName);
	const { status, stderr } = spawnSync(process.execPath, [packScript, folder], {
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(`The n8n package cannot be built:\n${stderr}`);
}

/** Its n8n is there for this machine only, but others may work on it too: a password nobody knows. */
function newOwner(): Owner {
	const letters = 'abcdefghjkmnpqrstuvwxyz';
	const random = Array.from({ length: 10 }, () => letters.charAt(randomInt(letters.length)));
	return {
		email: 'demo@example.com',
		firstName: 'Demo',
		lastName: 'Owner',
		password: `Demo-${random.join('')}-1`,
	};
}

/** Sets up all that somebody would have to who tries the examples. */
async function fill(api: RestApi, owner: Owner, settings: ServerSettings): Promise<void> {
	await api.setUpOwner(owner);
	const credential = await api.createCredential(credentialType, 'Ingram Micro account', {
		...settings,
	});
	const workflows = exampleFiles.map((file) =>
		exampleWorkflow(file, { [credentialType]: credential }),
	);
	// n8n lists the latest first.
	for (const workflow of workflows.reverse()) await api.importWorkflow(workflow);
}

/** What leads to Ingram Micro from behind a proxy. */
function proxyOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const names = /^(https?_proxy|no_proxy|node_extra_ca_certs)$/i;
	return Object.fromEntries(Object.entries(env).filter(([name]) => names.test(name)));
}
