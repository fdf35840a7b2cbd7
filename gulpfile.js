const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

/** Readable on purpose: whoever installs a community node can review what it runs. */
const bundleOptions = { bundle: true, platform: 'node', format: 'cjs', target: 'node20' };

async function clean() {
	await fs.rm('dist', { recursive: true, force: true });
}

/** n8n finds a class by its file's name, so every node and credential keeps its path below dist. */
async function n8nCode() {
	const entryPoints = await Array.fromAsync(
		fs.glob(['nodes/**/*.node.ts', 'credentials/**/*.credentials.ts']),
	);
	if (entryPoints.length === 0) return;
	await esbuild.build({
		...bundleOptions,
		entryPoints,
		outbase: '.',
		outdir: 'dist',
		external: ['n8n-workflow'],
	});
}

/** Icons and the descriptions for n8n's node catalog. */
function n8nAssets() {
	return src(
		['nodes', 'credentials'].map((folder) => `${folder}/**/*.{svg,png,node.json}`),
		{
			base: '.',
			encoding: false,
			allowEmpty: true,
		},
	).pipe(dest('dist'));
}

/** What n8n's scanner refuses in a package's code must not come in through the core. */
async function scanCore() {
	const { analyzePackage } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'core-bundle-'));
	try {
		await esbuild.build({
			...bundleOptions,
			entryPoints: ['packages/core/src/index.ts'],
			outfile: path.join(folder, 'core.js'),
		});
		const { passed, message, details } = await analyzePackage(folder, ['**/*.js']);
		if (!passed) throw new Error(`n8n's scanner refuses the core. ${message}\n${details ?? ''}`);
	} finally {
		await fs.rm(folder, { recursive: true, force: true });
	}
}

const build = series(clean, parallel(n8nCode, n8nAssets), scanCore);

module.exports = { clean, build, default: build };
