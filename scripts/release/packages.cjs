// What is published, and where `npm run build` puts it.

const path = require('node:path');
const { readManifest, root } = require('./publication.cjs');

const dist = path.join(root, 'dist');

/** Where a package is developed, and where all that is published of it is gathered. */
const packages = {
	n8n: { source: root, staged: path.join(dist, 'n8n') },
	nodeRed: { source: path.join(root, 'packages/node-red'), staged: path.join(dist, 'node-red') },
};

/** A file of `dist` that is named after a staged package and its version, as npm names its tarballs. */
function fileOf(staged, extension) {
	const { name, version } = readManifest(staged);
	return path.join(dist, `${name.replace('@', '').replace('/', '-')}-${version}.${extension}`);
}

module.exports = { dist, fileOf, packages };
