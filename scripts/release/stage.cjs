// Puts beside the code of a package what else is published: its package.json without what only
// developers need, its pages, and the addresses of the repository, as far as they are known.

const fs = require('node:fs/promises');
const path = require('node:path');
const { readManifest, repositoryOf, root } = require('./publication.cjs');

const pages = ['README.md', 'CHANGELOG.md'];

/** What is not published of a package.json, or told by the publication. */
const ofDevelopers = ['scripts', 'devDependencies', 'repository'];

/** What the source gives as documentation, with the anchors of the page that it is replaced by. */
const npmPage = 'https://www.npmjs.com/package/n8n-nodes-ingram-micro';
const documentationPage = 'docs/n8n.md';

/**
 * Completes `folder`, which holds the code below `dist`.
 * @param packageFolder where the package's package.json is
 * @param publication the package.json that names author and repository
 */
async function stage(packageFolder, folder, publication = readManifest(root)) {
	const staged = stagedManifest(packageFolder, publication);
	const beside = staged.files.filter((name) => name !== 'dist');
	for (const name of new Set([...pages, 'LICENSE', ...beside])) {
		await fs.cp(path.join(packageFolder, name), path.join(folder, name), { recursive: true });
	}
	await fs.writeFile(path.join(folder, 'package.json'), `${JSON.stringify(staged, null, '\t')}\n`);

	const repository = repositoryOf(publication);
	if (repository === undefined) return;
	const directory = directoryOf(packageFolder);
	for (const page of pages) {
		await edit(path.join(folder, page), (text) => withAbsoluteLinks(text, repository, directory));
	}
	for await (const file of fs.glob('dist/**/*.{js,json}', { cwd: folder })) {
		await edit(path.join(folder, file), (text) =>
			text.replaceAll(npmPage, `${repository}/blob/HEAD/${documentationPage}`),
		);
	}
}

/** The package.json that is published of the package in a folder. */
function stagedManifest(packageFolder, publication = readManifest(root)) {
	const published = readManifest(packageFolder);
	for (const field of ofDevelopers) delete published[field];
	return {
		...published,
		type: 'commonjs',
		author: publication.author,
		...addresses(repositoryOf(publication), directoryOf(packageFolder)),
	};
}

function addresses(repository, directory) {
	if (repository === undefined) return {};
	const inRepository = directory === '' ? '' : `/tree/HEAD/${directory}`;
	return {
		repository: {
			type: 'git',
			url: `git+${repository}.git`,
			...(directory !== '' && { directory }),
		},
		homepage: `${repository}${inRepository}#readme`,
		bugs: { url: `${repository}/issues` },
	};
}

/** Where a folder is in the repository; empty for its root. */
function directoryOf(folder) {
	return path.relative(root, folder).replaceAll('\\', '/');
}

/** The page's text with links and pictures that lead into the repository from anywhere. */
function withAbsoluteLinks(text, repository, directory) {
	return text.replace(/(\]\(|<img src=")(?!#|[a-z]+:)([^()\s"]+)/gi, (_, before, target) => {
		const [file, anchor] = target.split('#');
		const pathname = path.posix.join(directory, file);
		const kind = /\.(gif|png|svg)$/.test(file) ? 'raw' : 'blob';
		return `${before}${repository}/${kind}/HEAD/${pathname}${anchor ? `#${anchor}` : ''}`;
	});
}

async function edit(file, change) {
	await fs.writeFile(file, change(await fs.readFile(file, 'utf8')));
}

module.exports = { stage, stagedManifest };
