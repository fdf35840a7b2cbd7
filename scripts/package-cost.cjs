const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const { buildN8n } = require('./n8n-package.cjs');
const { bundleNodeRed } = require('./node-red-package.cjs');

const run = promisify(execFile);
const root = path.join(__dirname, '..');

/** Budgets of each package, without what it depends on: all code in bytes, loading in milliseconds. */
const maxBytes = 300_000;
const maxLoadMs = 30;

/** How often loading is measured. */
const attempts = 5;

/** The packages, and the module that their host has loaded before any node. */
const packages = [
	{ name: 'n8n', folder: root, host: 'n8n-workflow', build: buildN8n },
	{
		name: 'Node-RED',
		folder: path.join(root, 'packages', 'node-red'),
		host: 'node-red',
		build: bundleNodeRed,
	},
];

/**
 * What a built package costs its host: bytes of code, and milliseconds of processor time to load all
 * nodes beside what the host has loaded, each without and for its dependencies.
 */
async function packageCost({ folder, host }, dist) {
	const costs = [];
	for (let attempt = 0; attempt < attempts; attempt++) {
		costs.push(await loadOnce(path.join(folder, 'package.json'), dist, host));
	}
	return {
		bytes: await codeBytes(dist),
		dependencyBytes: costs[0].dependencyBytes,
		loadMs: median(costs.map(({ ms }) => ms)),
		dependencyLoadMs: median(costs.map(({ dependencyMs }) => dependencyMs)),
	};
}

async function loadOnce(manifest, dist, host) {
	const program = path.join(__dirname, 'load-package.cjs');
	// Built elsewhere, the package still finds what it depends on.
	const env = { ...process.env, NODE_PATH: path.join(path.dirname(manifest), 'node_modules') };
	const { stdout } = await run(process.execPath, [program, manifest, dist, host], { env });
	return JSON.parse(stdout);
}

async function codeBytes(folder) {
	let bytes = 0;
	for await (const file of fs.glob('**/*.js', { cwd: folder })) {
		bytes += (await fs.stat(path.join(folder, file))).size;
	}
	return bytes;
}

function median(values) {
	return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Throws where the package built into its `dist` costs more than it may. */
async function checkBudgets(builtPackage) {
	const { bytes, loadMs } = await packageCost(builtPackage, path.join(builtPackage.folder, 'dist'));
	const what = `The ${builtPackage.name} package`;
	if (bytes > maxBytes)
		throw new Error(`${what} holds ${bytes} bytes of code, more than ${maxBytes}.`);
	if (loadMs > maxLoadMs)
		throw new Error(`${what} takes ${loadMs} ms to load, more than ${maxLoadMs} ms.`);
}

module.exports = { checkBudgets, maxBytes, maxLoadMs, packageCost, packages };
