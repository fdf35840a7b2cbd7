// Installs the workspace's dependencies, once for each state of the lockfile.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const stampFile = path.join(root, 'node_modules', '.installed');
const nodeBinary = path.join(root, 'node_modules', 'node', 'bin', 'node');

/** A failure of the set-up, told in words for the person at the terminal. */
export class SetupError extends Error {}

/** Whether node_modules holds what the lockfile and the package.json files ask for. */
export function isInstalled() {
	return (
		existsSync(nodeBinary) &&
		existsSync(stampFile) &&
		readFileSync(stampFile, 'utf8') === fingerprint()
	);
}

/** Installs exactly what the lockfile says. Throws a SetupError when that fails. */
export async function install() {
	process.stderr.write('Installing dependencies (the first time takes about a minute) …');
	const start = Date.now();
	rmSync(stampFile, { force: true });
	const { code, output } = await runPnpm(['install', '--frozen-lockfile']);
	if (code !== 0) throw new SetupError(`${output.trimEnd()}\n\n${explain(output)}`);
	if (!existsSync(nodeBinary)) {
		throw new SetupError(
			'The npm package "node" did not bring a Node.js for this machine. Is npm itself in the PATH?',
		);
	}
	writeFileSync(stampFile, fingerprint());
	const seconds = Math.ceil((Date.now() - start) / 1000);
	process.stderr.write(` done in ${seconds} s\n`);
}

function fingerprint() {
	const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${root}`);
	for (const file of manifests()) hash.update(file).update(readFileSync(path.join(root, file)));
	return hash.digest('hex');
}

function manifests() {
	const packages = readdirSync(path.join(root, 'packages'))
		.map((name) => path.join('packages', name, 'package.json'))
		.filter((file) => existsSync(path.join(root, file)));
	return ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...packages.sort()];
}

/**
 * Runs pnpm, without questions and without a word on the terminal. `output` is what it printed of
 * errors and of install scripts.
 */
export function runPnpm(args, { cwd = root, env = {} } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn('npx', ['--yes', PNPM, ...args, '--loglevel=error'], {
			cwd,
			env: { ...installEnvironment(), ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32',
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text) => {
				output += text;
			});
		}
		child.on('error', () =>
			reject(new SetupError('npx was not found. Install Node.js 20 or newer, with npm.')),
		);
		child.on('close', (code) => resolve({ code, output }));
	});
}

/** The caller's environment without what would leave development dependencies out or ask questions. */
function installEnvironment() {
	const env = { ...process.env, CI: 'true' };
	for (const name of ['NODE_ENV', 'NODE_OPTIONS', 'npm_config_omit', 'npm_config_production']) {
		delete env[name];
	}
	return env;
}

function explain(output) {
	if (output.includes('OUTDATED_LOCKFILE')) {
		return `pnpm-lock.yaml does not fit the package.json files. Run: npx ${PNPM} install`;
	}
	if (/ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|META_FETCH_FAIL|TARBALL_FETCH/.test(output)) {
		return 'The npm registry could not be reached. Check the network and proxy settings, then try again.';
	}
	// pnpm breaks its lines anywhere, and puts a frame before the next.
	if (/ENOSPC|os[\s│]+error[\s│]+28\b/.test(output)) {
		return 'The disk is full. Installing needs about 650 MB.';
	}
	return 'Installing the dependencies failed; the lines above say why.';
}
