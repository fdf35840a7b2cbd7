import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../free-port.ts';

const root = path.resolve(import.meta.dirname, '../..');
const packageFolder = path.join(root, 'packages/node-red');
const packageName = '@ingram-orders/node-red-ingram-micro';
const startupMs = 60_000;

/** A node of a flow file, with the credentials that only the admin API takes. */
export interface FlowNode {
	id: string;
	type: string;
	credentials?: Record<string, string>;
	[property: string]: unknown;
}

export interface NodeRedOptions {
	/** The folder of a `node-red` package below `packages/node-red/node_modules`. */
	release?: 'node-red' | 'node-red-4';
	/** The folder of a `node-red` package anywhere, instead of `release`. */
	hostFolder?: string;
	/** Puts the package into the empty user folder; by default as it is in the repository now. */
	installPackage?: (userFolder: string) => void;
	/** The first port to try; any free one by default. */
	port?: number;
	flows?: readonly FlowNode[];
	/** Added to the settings file, as its text. */
	settings?: Readonly<Record<string, unknown>>;
	env?: Readonly<Record<string, string>>;
	/** Arguments for Node.js itself. */
	nodeArguments?: readonly string[];
}

/** Node-RED in a process of its own, with the package installed in an empty user folder. */
export interface NodeRed {
	/** e.g. `http://127.0.0.1:1880`. */
	readonly origin: string;
	readonly pid: number;
	readonly userFolder: string;
	/** Everything it has printed so far. */
	readonly output: () => string;
	/** Replaces all flows. */
	readonly deploy: (flows: readonly FlowNode[]) => Promise<void>;
	/** Presses the button of an inject node. */
	readonly inject: (id: string) => Promise<void>;
	/** Ends the process, orderly or at once, and starts it again with what it has kept. */
	readonly restart: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
	/** Resolves when the process has ended by itself. */
	readonly ended: Promise<void>;
	/** Ends the process and removes its folder. */
	readonly stop: () => Promise<void>;
}

/** Starts Node-RED and waits until its flows run. */
export async function startNodeRed(options: NodeRedOptions = {}): Promise<NodeRed> {
	const userFolder = mkdtempSync(path.join(tmpdir(), 'node-red-'));
	(options.installPackage ?? installFromRepository)(userFolder);
	const port = await freePort(options.port);
	writeSettings(userFolder, port, options.settings);
	// Without flows of its own, Node-RED would start with a tour tab.
	writeFileSync(path.join(userFolder, 'flows.json'), '[]');

	const release = path.join(packageFolder, 'node_modules', options.release ?? 'node-red');
	const script = path.join(options.hostFolder ?? release, 'red.js');
	const launch = () => {
		const child = spawn(
			process.execPath,
			[
				...(options.nodeArguments ?? []),
				script,
				'--userDir',
				userFolder,
				'--settings',
				path.join(userFolder, 'settings.js'),
			],
			{
				cwd: userFolder,
				env: { ...process.env, ...options.env, NODE_RED_HOME: '' },
				stdio: ['ignore', 'pipe', 'pipe'],
			},
		);
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text;
			});
		}
		const ended = new Promise<void>((resolve) => {
			child.once('close', () => resolve());
		});
		return { child, ended };
	};
	let output = '';
	let running = launch();
	const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
		const { child, ended } = running;
		child.kill(signal);
		const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
		await ended;
		clearTimeout(killer);
	};
	const stop = async () => {
		await end('SIGTERM');
		rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	/** @param before how often its flows had started before this process */
	const started = async (before = 0) => {
		const { child } = running;
		const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
		await until(
			() => hasEnded() || countStarts(output) > before,
			'Node-RED starts',
			() => output,
		);
		// Its flows run a moment before it can be asked anything.
		await until(
			async () => hasEnded() || (await answers(origin)),
			'Node-RED answers',
			() => output,
		);
		if (hasEnded()) throw new Error(`Node-RED ended at once:\n${output}`);
	};

	const origin = `http://127.0.0.1:${port}`;
	const post = async (pathname: string, body: unknown, headers: Record<string, string> = {}) => {
		const answer = await fetch(origin + pathname, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
		if (!answer.ok)
			throw new Error(`Node-RED: ${pathname} ${answer.status} ${await answer.text()}`);
	};
	const nodeRed: NodeRed = {
		...{ origin, userFolder, stop },
		get pid() {
			return running.child.pid ?? 0;
		},
		get ended() {
			return running.ended;
		},
		restart: async (signal) => {
			const before = countStarts(output);
			await end(signal);
			running = launch();
			await started(before);
		},
		output: () => output,
		deploy: async (flows) => {
			const started = countStarts(output);
			await post('/flows', flows, { 'node-red-deployment-type': 'full' });
			await until(
				() => countStarts(output) > started,
				'the flows start',
				() => output,
			);
		},
		inject: (id) => post(`/inject/${id}`, {}),
	};
	try {
		await started();
		if (options.flows) await nodeRed.deploy(options.flows);
		return nodeRed;
	} catch (error) {
		await stop();
		throw error;
	}
}

/** What npm would have put there, with the dependencies that pnpm keeps elsewhere. */
function installFromRepository(userFolder: string): void {
	const folder = path.join(userFolder, 'node_modules', packageName);
	const bundler = path.join(root, 'scripts/node-red-package.cjs');
	const { status, stderr } = spawnSync(process.execPath, [bundler, folder], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`The Node-RED package cannot be built:\n${stderr}`);
	mkdirSync(path.join(folder, 'node_modules'));
	symlinkSync(
		realpathSync(path.join(packageFolder, 'node_modules/axios')),
		path.join(folder, 'node_modules/axios'),
		'junction',
	);
}

/** No pop-ups, no requests to anywhere, nobody but this machine. */
function writeSettings(
	userFolder: string,
	uiPort: number,
	added: Readonly<Record<string, unknown>> = {},
): void {
	const settings = {
		uiHost: '127.0.0.1',
		uiPort,
		flowFile: 'flows.json',
		credentialSecret: 'only for this machine',
		telemetry: { enabled: false, updateNotification: false },
		externalModules: {
			autoInstall: false,
			palette: { allowInstall: false, allowUpload: false },
			modules: { allowInstall: false },
		},
		editorTheme: {
			tours: false,
			palette: { catalogues: [] },
			projects: { enabled: false },
			codeEditor: { lib: 'ace' },
		},
		...added,
	};
	writeFileSync(
		path.join(userFolder, 'settings.js'),
		`module.exports = ${JSON.stringify(settings, undefined, '\t')};\n`,
	);
}

/** Its log is the only one to tell when flows run, in English and in German. */
function countStarts(output: string): number {
	return output.match(/Started flows|Flows sind gestartet/g)?.length ?? 0;
}

function answers(origin: string): Promise<boolean> {
	return fetch(origin).then(
		() => true,
		() => false,
	);
}

async function until(
	isTrue: () => boolean | Promise<boolean>,
	what: string,
	output: () => string,
): Promise<void> {
	const deadline = Date.now() + startupMs;
	while (!(await isTrue())) {
		if (Date.now() > deadline) throw new Error(`Gave up waiting until ${what}:\n${output()}`);
		await delay(50);
	}
}
