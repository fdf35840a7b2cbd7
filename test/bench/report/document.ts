import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';
import type { Findings, Plot } from '../section.ts';
import { machine } from './machine.ts';
import { plotSvg } from './plot-svg.ts';
import { targetText } from './print.ts';
import { markdownTable } from './table.ts';
import { withFigures } from './with-figures.ts';

const page = path.join(import.meta.dirname, '../../../docs/benchmarks.md');

/** Beside the page. */
const pictures = 'benchmarks';

/** @throws Error where the page has no place for the figures of a section */
export async function checkPlace(sectionName: string): Promise<void> {
	withFigures(await readFile(page, 'utf8'), sectionName, '');
}

/**
 * Puts what a section found in the place of what the page said of it before, and draws its plots.
 * @throws Error where the page has no place for the section
 */
export async function writeFindings(sectionName: string, findings: Findings): Promise<void> {
	const folder = path.join(path.dirname(page), pictures);
	await mkdir(folder, { recursive: true });
	for (const plot of findings.plots) {
		await writeFile(path.join(folder, `${plot.file}.svg`), plotSvg(plot));
	}
	const figures = findingsMarkdown(sectionName, findings);
	const text = withFigures(await readFile(page, 'utf8'), sectionName, figures);
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
