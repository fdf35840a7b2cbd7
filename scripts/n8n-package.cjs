// Bundles the n8n package; as a program, puts all that is published into a folder:
//
//   node scripts/n8n-package.cjs <folder>

const fs = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const prettier = require('prettier');
const { stage } = require('./release/stage.cjs');

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
 * its path below `outdir`, and so do the assets. Gives the names of all files that were bundled, from
 * the root of the repository.
 */
async function buildN8n(outdir) {
	const entryPoints = await find(['nodes/**/*.node.ts', 'credentials/**/*.credentials.ts']);
	for (const file of await find(assets)) {
		await fs.cp(path.join(root, file), path.resolve(root, outdir, file));
	}
	const bundled = await Promise.all([
		bundleShared(outdir),
		...entryPoints.map((entry) => bundleEntry(entry, outdir)),
	]);
	return bundled.flat();
}

function find(patterns) {
	return Array.fromAsync(fs.glob(patterns, { cwd: root }));
}

async function bundleShared(outdir) {
	const files = await find(['nodes/shared/**/*.ts']);
	const contents = files.map((file) => `export * from ${JSON.stringify(`./${file}`)};`).join('\n');
	return bundle({ stdin: { contents, resolveDir: root } }, path.resolve(root, outdir, sharedFile));
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
	const { outputFiles, metafile } = await esbuild.build({
		...bundleOptions,
		...options,
		absWorkingDir: root,
		external: ['n8n-workflow'],
		write: false,
		metafile: true,
	});
	await fs.mkdir(path.dirname(outfile), { recursive: true });
	await fs.writeFile(outfile, await toReadable(outputFiles[0].text));
	return Object.keys(metafile.inputs);
}

/** Without comments, in the layout of the source: whoever installs a node can review what it runs. */
async function toReadable(code) {
	const bare = await esbuild.transform(code, { minifyWhitespace: true, legalComments: 'none' });
	const layout = await prettier.resolveConfig(path.join(root, sharedFile));
	return prettier.format(bare.code, { ...layout, parser: 'babel' });
}

/** Puts what is published into a folder, and gives the names of the files that were bundled. */
async function packN8n(folder) {
	const bundled = await buildN8n(path.join(folder, 'dist'));
	await stage(root, folder);
	return bundled;
}

module.exports = { buildN8n, bundleOptions, packN8n };

if (require.main === module) {
	packN8n(path.resolve(process.argv[2]));
}
