import { readPage } from './support/markdown.ts';

/** The versions that a package.json asks for, without the name that an alias stands for. */
function versionsIn(manifest: string): (name: string) => string {
	const { dependencies, devDependencies } = JSON.parse(readPage(manifest)) as {
		dependencies?: Record<string, string>;
		devDependencies?: Record<string, string>;
	};
	return (name) => ({ ...dependencies, ...devDependencies })[name]?.replace(/^npm:.+@/, '') ?? name;
}

const nodeRed = ['node-red-4', 'node-red'].map(versionsIn('packages/node-red/package.json'));
const n8n = [
	versionsIn('package.json')('n8n-workflow-oldest'),
	versionsIn('scripts/n8n/server/package.json')('n8n'),
];

test.each([
	['README.md', [...n8n, ...nodeRed]],
	['docs/versions.md', [...n8n, ...nodeRed]],
	['packages/node-red/README.md', nodeRed],
])('%s names the releases that the tests run on', (page, versions) => {
	const text = readPage(page);

	expect(versions.filter((version) => !text.includes(version))).toEqual([]);
});

test.each([
	['README.md', ['Compatibility', 'Version history']],
	['packages/node-red/README.md', ['Compatibility', 'Version history']],
])('%s has the sections that hosts ask for', (page, titles) => {
	const headings = [...readPage(page).matchAll(/^## (.+)$/gm)].map(([, title]) => title);

	expect(headings).toEqual(expect.arrayContaining(titles));
});
