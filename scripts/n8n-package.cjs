const fs = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');

const root = path.join(__dirname, '..');

/** What every node and credential of one process shares; a copy in each would be a rate limit for each. */
const sharedModule = 'nodes/shared/ingram';

/** Readable on purpose: whoever installs a community node can review what it runs. */
const bundleOptions = { bundle: true, platform: 'node', format: 'cjs', target: 'node20' };

/** What the package holds beside code: icons, what n8n's list of nodes shows and searches, output previews. */
const assets = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

/**
 * Builds the n8n package. n8n finds a class by its file's name, so every node and credential keeps
 * its path below `outdir`, and so do the module they share and the assets.
 */
async function buildN8n(outdir) {
	const entryPoints = await find(['nodes/**/*.node.ts', 'credentials/**/*.credentials.ts']);
	await Promise.all([
		bundle(`${sharedModule}.ts`, outdir, []),
		...entryPoints.map((entry) => bundle(entry, outdir, [requireShared(entry)])),
		...(await find(assets)).map((file) =>
			fs.cp(path.join(root, file), path.resolve(root, outdir, file)),
		),
	]);
}

function find(patterns) {
	return Array.fromAsync(fs.glob(patterns, { cwd: root }));
}

function bundle(entry, outdir, plugins) {
	return esbuild.build({
		...bundleOptions,
		absWorkingDir: root,
		entryPoints: [entry],
		outbase: '.',
		outdir,
		external: ['n8n-workflow'],
		plugins,
	});
}

/** Leaves the shared module out of the bundle of `entry`, which requires it from where it lies. */
function requireShared(entry) {
	const shared = path.relative(path.dirname(entry), `${sharedModule}.js`).replaceAll('\\', '/');
	return {
		name: 'require-shared',
		setup(build) {
			build.onResolve({ filter: /^\.{1,2}\// }, ({ path: imported, resolveDir }) => {
				const wanted = path.relative(root, path.join(resolveDir, imported));
				if (wanted !== path.normalize(`${sharedModule}.ts`)) return undefined;
				return { path: shared.startsWith('.') ? shared : `./${shared}`, external: true };
			});
		},
	};
}

module.exports = { buildN8n, bundleOptions };
