// Installs n8n for the end-to-end tests into this folder, once for each state of its lock file:
//
//   node test/e2e/n8n/server/install.mjs

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, runPnpm } from '../../../../scripts/install.mjs';

const folder = import.meta.dirname;
const systemPackages = path.join(root, 'test/e2e/support/system-packages.sh');
const stampFile = path.join(folder, 'node_modules', '.installed');
const fingerprint = createHash('sha256')
	.update(`${process.platform} ${process.arch} ${process.version} ${folder}`)
	.update(readFileSync(path.join(folder, 'pnpm-lock.yaml')))
	.update(readFileSync(path.join(folder, 'pnpm-workspace.yaml')))
	.digest('hex');

if (!isInstalled()) await install();

function isInstalled() {
	return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint;
}

async function install() {
	console.error('Installing n8n for the end-to-end tests (2 GB, about two minutes) …');
	rmSync(stampFile, { force: true });
	// Without a compiler it may still succeed, where a ready-made SQLite can be downloaded.
	spawnSync('bash', [systemPackages], { stdio: 'inherit' });
	const { code, output } = await runPnpm(['install', '--frozen-lockfile'], {
		cwd: folder,
		env: buildEnvironment(),
	});
	if (code !== 0) {
		console.error(output.slice(-4000));
		console.error(
			'\nn8n could not be installed; the lines above say why. Where no ready-made SQLite can be ' +
				'downloaded, it is compiled: that needs python3, make and a C++ compiler.',
		);
		process.exit(1);
	}
	writeFileSync(stampFile, fingerprint);
}

/** SQLite may have to be compiled; the headers come with the npm package of Node.js. */
function buildEnvironment() {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const nodeFolder = path.join(
		root,
		'node_modules/node/node_modules',
		`node-${platform}-${process.arch}`,
	);
	return existsSync(path.join(nodeFolder, 'include')) ? { npm_config_nodedir: nodeFolder } : {};
}
