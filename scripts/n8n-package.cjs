const fs = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const prettier = require('prettier');

const root = path.join(__dirname, '..');

/**
 * What nodes and credentials share is one file that all of them require: it holds the gate for the
 * rate limit, and a copy in each would be a rate limit for each.
 */
const sharedFolder = path.join(root, 'nodes/shared');
const sharedFile = 'nodes/shared/shared.js';

const bundleOptions = { bundle: true, platform: 'node', format: 'cjs', target: 'node20' };

/** What the package holds beside code: icons, what n8n's list of nodes shows and searches, output previews. */
const assets = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

/**
 * Builds the n8n package. n8n finds a class by its file's name, so every node and credential keeps
 * its path below `outdir`, and so do the assets.
 */
async function buildN8n(outdir) {
	const entryPoints = await find(['nodes/**/*.node.ts', 'credentials/**/*.credentials.ts']);
	await Promise.all([
		bundleShared(outdir),
		...entryPoints.map((entry) => bundleEntry(entry, outdir)),
		...(await find(assets)).map((file) =>
			fs.cp(path.join(root, file), path.resolve(root, outdir, file)),
		),
	]);
}

function find(patterns) {
	return Array.fromAsync(fs.glob(patterns, { cwd: root }));
}

async function bundleShared(outdir) {
	const files = await find(['nodes/shared/**/*.ts']);
	const contents = files.map((file) => `export * from ${JSON.stringify(`./${file}`)};`).join('\n');
	await bundle({ stdin: { contents, resolveDir: root } }, path.resolve(root, outdir, sharedFile));
}

function bundleEntry(entry, outdir) {
	const file = entry.replace(/\.ts$/, '.js');
	const shared = path.relative(path.dirname(file), sharedFile).replaceAll('\\', '/');
	const requireShared = {
		name: 'require-shared',
		setup(build) {
			build.onResolve({ filter: /^\.{1,2}\// }, ({ path: imported, resolveDir }) =>
				path.join(resolveDir, imported).startsWith(sharedFolder + path.sep)
					? { path: shared.startsWith('.') ? shared : `./${shared}`, external: true }
					: undefined,
			);
		},
	};
	return bundle(
		{ entryPoints: [path.join(root, entry)], plugins: [requireShared] },
		path.resolve(root, outdir, file),
	);
}

async function bundle(options, outfile) {
	const { outputFiles } = await esbuild.build({
		...bundleOptions,
		...options,
		absWorkingDir: root,
		external: ['n8n-workflow'],
		write: false,
	});
	await fs.mkdir(path.dirname(outfile), { recursive: true });
	await fs.writeFile(outfile, await toReadable(outputFiles[0].text));
}

/** Without comments, in the layout of the source: whoever installs a node can review what it runs. */
async function toReadable(code) {
	const bare = await esbuild.transform(code, { minifyWhitespace: true, legalComments: 'none' });
	const layout = await prettier.resolveConfig(path.join(root, sharedFile));
	return prettier.format(bare.code, { ...layout, parser: 'babel' });
}

/** What npm would install. */
async function packN8n(folder) {
	await fs.mkdir(folder, { recursive: true });
	for (const name of ['package.json', 'README.md', 'LICENSE']) {
		await fs.cp(path.join(root, name), path.join(folder, name));
	}
	await buildN8n(path.join(folder, 'dist'));
}

module.exports = { buildN8n, bundleOptions };

if (require.main === module) {
	packN8n(path.resolve(process.argv[2]));
}
