// Loads the nodes of a built package beside what its host has loaded anyway, and prints as JSON what
// that took:
//
//   node scripts/load-package.cjs <package.json> <built folder> <module of the host>

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const [manifest, dist, host] = process.argv.slice(2);
const requireFromPackage = createRequire(path.resolve(manifest));
const { n8n, 'node-red': nodeRed, dependencies = {} } = requireFromPackage('./package.json');
const nodes = Object.values((n8n ?? nodeRed).nodes);

requireFromPackage(host);
const dependencyCost = load(Object.keys(dependencies));
const own = load(nodes.map((file) => path.resolve(dist, path.relative('dist', file))));
process.stdout.write(
	JSON.stringify({
		ms: own.ms,
		dependencyMs: dependencyCost.ms,
		dependencyBytes: dependencyCost.bytes,
	}),
);

/** Processor time, which a busy machine does not lengthen, and the code that was loaded. */
function load(modules) {
	const earlier = new Set(Object.keys(require.cache));
	const before = process.cpuUsage();
	for (const module of modules) requireFromPackage(module);
	const { user, system } = process.cpuUsage(before);
	const loaded = Object.keys(require.cache).filter((file) => !earlier.has(file));
	const bytes = loaded.reduce((sum, file) => sum + fs.statSync(file).size, 0);
	return { ms: (user + system) / 1000, bytes };
}
