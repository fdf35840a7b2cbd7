const fs = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');

const root = path.join(__dirname, '..');

/** What every node and credential of one process shares; a copy in each would be a rate limit for each. */
const sharedModule = 'nodes/shared/ingram';

/** Readable on purpose: whoever installs a community node can review what it runs. */
const bundleOptions = { bundle: true, platform: 'node', format: 'cjs', target: 'node20' };

/**
 * Bundles the n8n package. n8n finds a class by its file's name, so every node and credential keeps
 * its path below `outdir`, and so does the module they share.
 */
async function bundleN8n(outdir) {
	const entryPoints = await Array.fromAsync(
		fs.glob(['nodes/**/*.node.ts', 'credentials/**/*.credentials.ts'], { cwd: root }),
	);
	await Promise.all([
		bundle(`${sharedModule}.ts`, outdir, []),
		...entryPoints.map((entry) => bundle(entry, outdir, [requireShared(entry)])),
	]);
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

module.exports = { bundleN8n, bundleOptions };
