import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';
import type { Findings, Plot } from '../section.ts';
import { machine } from './machine.ts';
import { plotSvg } from './plot-svg.ts';
import { targetText } from './print.ts';
import { markdownTable } from './table.ts';

const page = path.join(import.meta.dirname, '../../../docs/benchmarks.md');

/** Beside the page. */
const pictures = 'benchmarks';

/**
 * Where the figures of a section are in the page: from its first mark to its last.
 * @throws Error where the page has no place for them
 */
export async function findPlace(sectionName: string): Promise<Place> {
	const text = await readFile(page, 'utf8');
	const begin = `<!-- figures of ${sectionName} -->`;
	const from = text.indexOf(begin);
	const to = text.indexOf(`<!-- end of figures of ${sectionName} -->`, from);
	if (from < 0 || to < 0)
		throw new Error(`${page} lacks the marks for the figures of ${sectionName}.`);
	return { before: text.slice(0, from + begin.length), after: text.slice(to) };
}

interface Place {
	before: string;
	after: string;
}

/**
 * Puts what a section found in the place of what the page said of it before, and draws its plots.
 * @throws Error where the page has no place for the section
 */
export async function writeFindings(sectionName: string, findings: Findings): Promise<void> {
	const folder = path.join(path.dirname(page), pictures);
	await mkdir(folder, { recursive: true });
	for (const plot of findings.plots)
		await writeFile(path.join(folder, `${plot.file}.svg`), plotSvg(plot));
	const { before, after } = await findPlace(sectionName);
	const text = `${before}\n\n${findingsMarkdown(sectionName, findings)}\n\n${after}`;
	const layout = await prettier.resolveConfig(page);
	await writeFile(page, await prettier.format(text, { ...layout, filepath: page }));
}

function findingsMarkdown(sectionName: string, findings: Findings): string {
	const date = new Date().toISOString().slice(0, 10);
	return [
		`Measured on ${date} with \`npm run bench -- ${sectionName}\`: ${machine()}.`,
		findings.targets.map((target) => `- ${targetText(target)}`).join('\n'),
		...findings.tables.map(markdownTable),
		...findings.plots.map(picture),
	].join('\n\n');
}

function picture({ file, title, xLabel, yLabel }: Plot): string {
	return `![${title}: ${yLabel} by ${xLabel}](${pictures}/${file}.svg)`;
}
