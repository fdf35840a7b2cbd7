import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

/** The text of a page, given by its path from the root of the repository. */
export function readPage(page: string): string {
	return readFileSync(path.join(root, page), 'utf8');
}

/** The text without its blocks and spans of code, which hold no links and no headings. */
export function withoutCode(markdown: string): string {
	return withoutBlocks(markdown).replace(/`[^`\n]*`/g, '');
}

function withoutBlocks(markdown: string): string {
	return markdown.replace(/^```.*?^```/gms, '');
}

/** The targets of all links and pictures that lead into the repository. */
export function linksOf(markdown: string): string[] {
	const text = withoutCode(markdown);
	const links = text.matchAll(/\]\(([^()\s]+)\)|<img src="([^"]+)"/g);
	const targets = Array.from(links, ([, link, picture]) => link ?? picture ?? '');
	return targets.filter((target) => !/^[a-z]+:/i.test(target));
}

/** The anchors of a page's headings, as GitHub names them. */
export function anchorsOf(markdown: string): string[] {
	const headings = withoutBlocks(markdown).matchAll(/^#+ (.+)$/gm);
	return Array.from(headings, ([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** What follows a heading, as far as the next one of the same level or a higher one. */
export function sectionOf(markdown: string, heading: string): string {
	const lines = markdown.split('\n');
	const start = lines.findIndex((line) => line.replace(/^#+ /, '') === heading && line !== heading);
	const level = /^#+/.exec(lines[start] ?? '')?.[0].length;
	if (level === undefined) throw new Error(`The page has no heading "${heading}".`);
	const below = lines.slice(start + 1);
	const end = below.findIndex((line) => new RegExp(`^#{1,${level}} `).test(line));
	return below.slice(0, end < 0 ? undefined : end).join('\n');
}

/** The tables of a text: rows of cells, without the head and without marks of code. */
export function tablesOf(markdown: string): string[][][] {
	const tables = markdown.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
	return tables.map((table) => table.trim().split('\n').slice(2).map(cellsOf));
}

function cellsOf(line: string): string[] {
	return line
		.slice(1, -1)
		.split('|')
		.map((cell) => cell.replaceAll('`', '').trim());
}
