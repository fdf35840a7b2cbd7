// Bundles the Node-RED package; as a program, puts all that is published into a folder:
//
//   node scripts/node-red-package.cjs <folder>

const fs = require('node:fs/promises');
const path = require('node:path');
const vm = require('node:vm');
const esbuild = require('esbuild');
const { stage } = require('./release/stage.cjs');

const root = path.join(__dirname, '..');
const packageFolder = path.join(root, 'packages', 'node-red');
const nodesFolder = path.join(packageFolder, 'src', 'nodes');
const sharedBundle = 'ingram-micro.js';

/**
 * Bundles the code and the dialogs of all nodes, and copies what lies beside them. Gives the names of
 * all files that were bundled, from the root of the repository.
 */
async function bundleNodeRed(outdir) {
	const types = await fs.readdir(nodesFolder);
	const bundled = await bundleRuntime(path.join(outdir, sharedBundle));
	for (const type of types) {
		const folder = path.join(outdir, type);
		await fs.mkdir(folder, { recursive: true });
		await fs.writeFile(path.join(folder, `${type}.js`), entryOf(type));
		const dialog = await dialogOf(type);
		await fs.writeFile(path.join(folder, `${type}.html`), dialog.html);
		bundled.push(...dialog.bundled);
		await copyAssets(path.join(nodesFolder, type), folder);
	}
	return bundled;
}

/** Readable on purpose: whoever installs the nodes can review what they run. */
async function bundleRuntime(outfile) {
	const { metafile } = await esbuild.build({
		...{ absWorkingDir: root, metafile: true },
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		entryPoints: [path.join(packageFolder, 'src', 'index.ts')],
		external: ['axios'],
		outfile: path.resolve(outfile),
	});
	return Object.keys(metafile.inputs);
}

/** One bundle for all nodes: what they share (the rate limit's gates) exists once in a process. */
function entryOf(type) {
	return `module.exports = require('../${sharedBundle}').nodes['${type}'];\n`;
}

/** The html file of a node as the editor loads it: the dialog's script, the style of all, its form. */
async function dialogOf(type) {
	const { outputFiles, metafile } = await esbuild.build({
		...{ absWorkingDir: root, metafile: true },
		bundle: true,
		platform: 'browser',
		format: 'iife',
		target: 'es2020',
		charset: 'utf8',
		entryPoints: [path.join(nodesFolder, type, 'editor.ts')],
		write: false,
	});
	const form = await fs.readFile(path.join(nodesFolder, type, 'dialog.html'), 'utf8');
	const style = await fs.readFile(path.join(packageFolder, 'src', 'editor', 'dialog.css'), 'utf8');
	const script = withNamedDefaults(outputFiles[0].text);
	return {
		html: `<script type="text/javascript">\n${script}</script>\n\n<style>\n${style}</style>\n\n${form}`,
		bundled: Object.keys(metafile.inputs),
	};
}

/**
 * Names every property in a literal `defaults: { ...properties }`: the flow library reads the names
 * there, without running the script, and cannot read the node where it meets a spread.
 */
function withNamedDefaults(script) {
	const names = Object.keys(definitionOf(script).defaults);
	return script.replace(
		/(\n\s*)defaults: \{ \.\.\.(\w+) \}/,
		(_, newLine, properties) =>
			`${newLine}defaults: {${names.map((name) => `${newLine}  ${name}: ${properties}.${name}`)}${newLine}}`,
	);
}

/** What a dialog's script registers. */
function definitionOf(script) {
	let registered;
	const registerType = (_type, definition) => {
		registered = definition;
	};
	vm.runInNewContext(script, { RED: { nodes: { registerType } } });
	return registered;
}

async function copyAssets(from, to) {
	for (const name of ['icons', 'locales']) {
		await fs.cp(path.join(from, name), path.join(to, name), { recursive: true }).catch((error) => {
			if (error.code !== 'ENOENT') throw error;
		});
	}
}

/** Puts what is published into a folder, and gives the names of the files that were bundled. */
async function packNodeRed(folder) {
	const bundled = await bundleNodeRed(path.join(folder, 'dist'));
	await stage(packageFolder, folder);
	return bundled;
}

module.exports = { bundleNodeRed, packNodeRed };

if (require.main === module) {
	packNodeRed(path.resolve(process.argv[2]));
}
