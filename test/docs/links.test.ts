import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { linksOf, anchorsOf, readPage, root, withoutCode } from './support/markdown.ts';

const docs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.md'))
	.map((name) => `docs/${name}`);
const packages = readdirSync(path.join(root, 'packages')).map(
	(name) => `packages/${name}/README.md`,
);
const examples = ['examples/n8n-queue-mode/README.md'];
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...docs, ...packages, ...examples];

/** Pages that are about shipments. */
const shipmentPages = [
	'README.md',
	...['n8n', 'node-red', 'fields', 'watching'].map((name) => `docs/${name}.md`),
	'packages/simulator/README.md',
];

test.each(pages)('%s: every link, anchor and picture leads somewhere', (page) => {
	expect(linksOf(readPage(page)).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

test('every page of docs is reachable from the README', () => {
	const reached = reachableFrom('README.md');
	expect(docs.filter((page) => !reached.has(page))).toEqual([]);
});

test.each(docs.filter((page) => path.dirname(page) === 'docs'))(
	'%s leads to every other page of docs',
	(page) => {
		const targets = new Set(linksOf(readPage(page)).map((link) => targetOf(page, link).file));
		const others = docs.filter((other) => path.dirname(other) === 'docs' && other !== page);
		expect(others.filter((other) => !targets.has(other))).toEqual([]);
	},
);

test('the README is short and begins with the two commands', () => {
	const lines = readPage('README.md').trimEnd().split('\n');
	expect(lines.length).toBeLessThanOrEqual(150);
	expect(lines[0]).toMatch(/^# /);
	expect(lines[2]).toBe('```sh');
	expect(lines[3]).toMatch(/^npm start\b/);
	expect(lines[4]).toMatch(/^npm test\b/);
});

test.each(shipmentPages)(
	'%s says once that a shipment is a suborder, at the first mention',
	(page) => {
		// Labels of the hosts, in italics, have both words wherever they are.
		const text = withoutCode(readPage(page)).replace(/_[^_\n]+_/g, '');
		expect(/shipments?(?: \(suborders?\))?/i.exec(text)?.[0]).toMatch(/\(suborders?\)$/i);
		expect(text.match(/\(suborders?\)/gi)).toHaveLength(1);
	},
);

/** A file of the repository, and the anchor in it, if any. */
interface Target {
	readonly file: string;
	readonly anchor: string;
}

/** Where a relative link of a page leads. */
function targetOf(page: string, link: string): Target {
	const [file = '', anchor = ''] = link.split('#');
	return { file: file === '' ? page : path.join(path.dirname(page), decodeURI(file)), anchor };
}

function leadsSomewhere(page: string, link: string): boolean {
	const { file, anchor } = targetOf(page, link);
	if (!existsSync(path.join(root, file))) return false;
	return anchor === '' || anchorsOf(readPage(file)).includes(anchor);
}

/** All pages that a reader gets to by links alone. */
function reachableFrom(start: string): Set<string> {
	const reached = new Set([start]);
	for (const page of reached) {
		for (const link of linksOf(readPage(page))) {
			const { file } = targetOf(page, link);
			if (pages.includes(file)) reached.add(file);
		}
	}
	return reached;
}
