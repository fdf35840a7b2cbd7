// Installs n8n into this folder, once for each state of its lock file, for the demo and the end-to-end
// tests:
//
//   node scripts/n8n/server/install.mjs

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, runPnpm } from '../../install.mjs';

const folder = import.meta.dirname;
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
	process.stderr.write('Installing n8n (2 GB, about two minutes, the first time only) …');
	const start = Date.now();
	rmSync(stampFile, { force: true });
	const { code, output } = await runPnpm(['install', '--frozen-lockfile'], {
		cwd: folder,
		env: buildEnvironment(),
	});
	if (code !== 0) {
		console.error(`\n${output.slice(-4000)}
n8n could not be installed; the lines above say why.
Where no ready-made SQLite can be downloaded, it is compiled: that needs python3, make and g++.
On Debian and Ubuntu: sudo apt-get install python3 build-essential`);
		process.exit(1);
	}
	writeFileSync(stampFile, fingerprint);
	process.stderr.write(` done in ${Math.ceil((Date.now() - start) / 1000)} s\n`);
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
