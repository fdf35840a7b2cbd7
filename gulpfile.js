const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const { parallel, series } = require('gulp');
const { buildN8n, bundleOptions } = require('./scripts/n8n-package.cjs');
const { bundleNodeRed } = require('./scripts/node-red-package.cjs');
const { checkBudgets, packages: budgeted } = require('./scripts/package-cost.cjs');
const {
	bundledPackages,
	dependenciesOf,
	refuseLicenses,
	refuseThirdPartyCode,
} = require('./scripts/release/licenses.cjs');
const { fileOf, packages, releaseFolder } = require('./scripts/release/packages.cjs');
const { stage } = require('./scripts/release/stage.cjs');

const run = promisify(execFile);

const { n8n, nodeRed } = packages;

async function clean() {
	const folders = Object.values(packages).map(({ source }) => path.join(source, 'dist'));
	for (const folder of [releaseFolder, ...folders]) {
		await fs.rm(folder, { recursive: true, force: true });
	}
}

/** n8n takes no code of others, neither bundled nor as a dependency. */
async function n8nPackage() {
	const bundled = bundledPackages(await buildN8n(path.join(n8n.source, 'dist')), __dirname);
	refuseThirdPartyCode('The n8n package', [...bundled, ...dependenciesOf(n8n.source)]);
}

async function nodeRedPackage() {
	const bundled = bundledPackages(
		await bundleNodeRed(path.join(nodeRed.source, 'dist')),
		__dirname,
	);
	refuseLicenses('The Node-RED package', [...bundled, ...dependenciesOf(nodeRed.source)]);
}

/** Gathers what is published. */
async function stagePackages() {
	for (const { source, staged } of Object.values(packages)) {
		await fs.cp(path.join(source, 'dist'), path.join(staged, 'dist'), { recursive: true });
		await stage(source, staged);
	}
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

/** The source, which n8n fetches to scan it. */
async function scanSource() {
	const { SOURCE_FILE_PATTERNS } = await scanner();
	await scan('the source of the n8n package', __dirname, SOURCE_FILE_PATTERNS);
}

async function pack() {
	for (const { staged } of Object.values(packages)) {
		await run('npm', ['pack', '--ignore-scripts', '--pack-destination', releaseFolder], {
			cwd: staged,
		});
	}
}

/** As n8n's scanner looks at a published package. */
function scanTarball() {
	return inTemporaryFolder(async (folder) => {
		await run('tar', ['-xzf', fileOf(n8n.staged, 'tgz'), '-C', folder]);
		await scan('the packed n8n package', path.join(folder, 'package'), ['**/*.js', 'package.json']);
	});
}

/** Beyond what the scanner refuses: n8n's lint has nothing to say at all. */
async function lintStrictly() {
	const { SOURCE_FILE_PATTERNS } = await scanner();
	const { lint, stagedFiles } = await import('./scripts/release/lint.mjs');
	const said = [
		await lint(__dirname, SOURCE_FILE_PATTERNS),
		await lint(n8n.staged, stagedFiles),
	].join('');
	if (said !== '') throw new Error(`n8n's lint is not content.\n${said}`);
}

/** Whether whoever installs a tarball can use what its package.json promises. */
async function lintTarballs() {
	const { publint } = await import('publint');
	const { formatMessage } = await import('publint/utils');
	for (const { staged } of Object.values(packages)) {
		const file = fileOf(staged, 'tgz');
		const { buffer: tarball } = new Uint8Array(await fs.readFile(file));
		const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
		if (messages.length === 0) continue;
		const said = messages.map((message) => formatMessage(message, pkg, { color: false }));
		throw new Error(`publint is not content with ${path.basename(file)}.\n${said.join('\n')}`);
	}
}

/** Size and load time of what has been built. */
async function checkPackages() {
	for (const builtPackage of budgeted) await checkBudgets(builtPackage);
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
	scanSource,
	stagePackages,
	pack,
	scanTarball,
	lintStrictly,
	lintTarballs,
	checkPackages,
);

module.exports = { clean, build, default: build };
