// What is published, and where `npm run build` puts it.

const path = require('node:path');
const { readManifest, root } = require('./publication.cjs');

const releaseFolder = path.join(root, 'release');

/** Where a package is developed, and where all that is published of it is gathered. */
const packages = {
	n8n: { source: root, staged: path.join(releaseFolder, 'n8n') },
	nodeRed: {
		source: path.join(root, 'packages/node-red'),
		staged: path.join(releaseFolder, 'node-red'),
	},
};

/** A file of the release that is named after a staged package and its version, as npm names its tarballs. */
function fileOf(staged, extension) {
	const { name, version } = readManifest(staged);
	const file = `${name.replace('@', '').replace('/', '-')}-${version}.${extension}`;
	return path.join(releaseFolder, file);
}

module.exports = { fileOf, packages, releaseFolder };
