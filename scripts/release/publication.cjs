// What the root's package.json tells of the project as a whole: its author and its repository.

const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '../..');

/** Of placeholders, which reach nobody. */
const reservedDomain = /@example\.(com|net|org)$/i;

/** The package.json of a folder. */
function readManifest(folder) {
	return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** The address of the GitHub repository that a manifest names, e.g. `https://github.com/owner/name`. */
function repositoryOf({ repository }) {
	const address = /^(?:git\+)?(https:\/\/github\.com\/[\w-]+\/[\w.-]+?)(?:\.git)?\/?$/;
	return address.exec(repository?.url ?? '')?.[1];
}

/** What has to be filled in before anything can be released, in sentences. */
function missingFor(manifest) {
	const missing = [];
	if (repositoryOf(manifest) === undefined) {
		missing.push(
			`repository.url is "${manifest.repository?.url ?? ''}": enter the GitHub repository that the release workflow runs in, as https://github.com/<owner>/<name>.`,
		);
	}
	const email = manifest.author?.email ?? '';
	if (email === '' || reservedDomain.test(email)) {
		missing.push(`author.email is "${email}": enter an address that somebody reads.`);
	}
	return missing;
}

module.exports = { missingFor, readManifest, repositoryOf, root };
