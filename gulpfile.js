const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const { parallel, series } = require('gulp');
const { buildN8n, bundleOptions } = require('./scripts/n8n-package.cjs');
const { bundleNodeRed } = require('./scripts/node-red-package.cjs');

const run = promisify(execFile);

/**
 * Budgets of the n8n package: all code in bytes, and loading beside an empty node in milliseconds of
 * processor time, which a busy machine does not lengthen.
 */
const maxBytes = 300_000;
const maxLoadMs = 30;

const nodeRedDist = 'packages/node-red/dist';

async function clean() {
	for (const folder of ['dist', nodeRedDist]) {
		await fs.rm(folder, { recursive: true, force: true });
	}
}

/** Code, icons and the descriptions for n8n's list of nodes. */
function n8nPackage() {
	return buildN8n('dist');
}

/** Code, dialogs, translations and icons of the Node-RED nodes. */
function nodeRedPackage() {
	return bundleNodeRed(nodeRedDist);
}

/** What n8n's scanner refuses in a package's code must not come in through the core. */
function scanCore() {
	return inTemporaryFolder(async (folder) => {
		await esbuild.build({
			...bundleOptions,
			entryPoints: ['packages/core/src/index.ts'],
			outfile: path.join(folder, 'core.js'),
		});
		await scan('the core', folder, ['**/*.js']);
	});
}

/** As n8n's scanner looks at a published package: at its source, and at what is installed. */
async function scanN8nPackage() {
	const { SOURCE_FILE_PATTERNS } = await scanner();
	await scan('the source of the n8n package', __dirname, SOURCE_FILE_PATTERNS);
	await inTemporaryFolder(async (folder) => {
		const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
		const { stdout } = await run('npm', pack, { cwd: __dirname });
		await run('tar', ['-xzf', path.join(folder, stdout.trim()), '-C', folder]);
		await scan('the packed n8n package', path.join(folder, 'package'), ['**/*.js', 'package.json']);
	});
}

async function checkSize() {
	let bytes = 0;
	for await (const file of fs.glob('dist/**/*.js')) bytes += (await fs.stat(file)).size;
	if (bytes > maxBytes) {
		throw new Error(`The n8n package holds ${bytes} bytes of code, more than ${maxBytes}.`);
	}
}

/** Loading the node, beside what every node needs: the median of several processes. */
async function checkLoadTime() {
	const { n8n } = require('./package.json');
	const times = [];
	for (let attempt = 0; attempt < 5; attempt++) {
		const { stdout } = await run(process.execPath, ['-e', measureLoading(n8n.nodes)]);
		times.push(Number(stdout));
	}
	const median = times.sort((a, b) => a - b)[2];
	if (median > maxLoadMs) {
		throw new Error(`Loading the n8n nodes takes ${median} ms, more than ${maxLoadMs} ms.`);
	}
}

function measureLoading(files) {
	const loading = files.map((file) => `require(${JSON.stringify(path.resolve(file))});`).join('');
	return `
		require('n8n-workflow');
		const before = process.cpuUsage();
		${loading}
		const { user, system } = process.cpuUsage(before);
		console.log((user + system) / 1000);
	`;
}

function scanner() {
	return import('@n8n/scan-community-package/scanner/scanner.mjs');
}

async function scan(what, folder, patterns) {
	const { analyzePackage } = await scanner();
	const { passed, message, details } = await analyzePackage(folder, patterns);
	if (!passed) throw new Error(`n8n's scanner refuses ${what}. ${message}\n${details ?? ''}`);
}

async function inTemporaryFolder(work) {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'ingram-orders-'));
	try {
		await work(folder);
	} finally {
		await fs.rm(folder, { recursive: true, force: true });
	}
}

const build = series(
	clean,
	parallel(n8nPackage, nodeRedPackage),
	scanCore,
	scanN8nPackage,
	checkSize,
	checkLoadTime,
);

module.exports = { clean, build, default: build };
