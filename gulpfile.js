const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const { parallel, series } = require('gulp');
const { buildN8n, bundleOptions } = require('./scripts/n8n-package.cjs');
const { bundleNodeRed } = require('./scripts/node-red-package.cjs');
const { checkBudgets, packages } = require('./scripts/package-cost.cjs');

const run = promisify(execFile);

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

/** Size and load time of what has been built. */
async function checkPackages() {
	for (const builtPackage of packages) await checkBudgets(builtPackage);
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
	checkPackages,
);

module.exports = { clean, build, default: build };
