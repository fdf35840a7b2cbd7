import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as N8nCore from 'n8n-core';
import './user-folder.ts';

// A program of its own: puts what is published of the n8n package into a folder, loads it as n8n does,
// and prints what came of it. The package finds the n8n-workflow that NODE_PATH leads to.

const require = createRequire(import.meta.url);
const { PackageDirectoryLoader } = require('n8n-core') as typeof N8nCore;
const { packN8n } = require('../../../../scripts/n8n-package.cjs') as {
	packN8n: (folder: string) => Promise<string[]>;
};

const folder = await mkdtemp(join(tmpdir(), 'n8n-package-'));
try {
	await packN8n(folder);
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	const shared = Object.keys(require.cache).filter((file) => file.startsWith(folder));
	const n8nWorkflow = createRequire(join(folder, 'package.json')).resolve('n8n-workflow');
	process.stdout.write(
		JSON.stringify({
			n8nWorkflow: await versionOf(n8nWorkflow),
			notProvided: await notProvided(shared.filter((file) => file.endsWith('.js'))),
			nodes: loader.types.nodes.map(({ name, iconUrl, codex }) => ({ name, iconUrl, codex })),
			credentials: loader.types.credentials.map(({ name, iconUrl }) => ({ name, iconUrl })),
			files: shared.map((file) => file.slice(folder.length + 1)).sort(),
			gateClasses: shared.filter((file) => 'gates' in (require(file) as object)).length,
		}),
	);
} finally {
	await rm(folder, { recursive: true });
}

/** The version of the package that a file of its `dist` belongs to. */
async function versionOf(file: string): Promise<string> {
	const manifest = file.replace(/\/dist\/.*$/, '/package.json');
	return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}

/** What the bundles take from other files and packages that these do not have. */
async function notProvided(scripts: readonly string[]): Promise<string[]> {
	const missing = scripts.map(async (script) => {
		const code = await readFile(script, 'utf8');
		const imports = [...code.matchAll(/\bvar (\w+) = require\('(.+)'\);/g)];
		return imports.flatMap(([, variable = '', module = '']) => {
			const provided = createRequire(script)(module) as object;
			const names = [...code.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))];
			return names.flatMap(([, name = '']) => (name in provided ? [] : [`${module}: ${name}`]));
		});
	});
	return (await Promise.all(missing)).flat();
}
