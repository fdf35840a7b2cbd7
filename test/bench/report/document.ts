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
 * Puts what a section found in the place of what the page said of it before, and draws its plots.
 * @throws Error where the page has no place for the section
 */
export async function writeFindings(sectionName: string, findings: Findings): Promise<void> {
	const folder = path.join(path.dirname(page), pictures);
	await mkdir(folder, { recursive: true });
	for (const plot of findings.plots) await writeFile(path.join(folder, plot.file), plotSvg(plot));
	const text = replaceBetween(
		await readFile(page, 'utf8'),
		{
			begin: `<!-- figures of ${sectionName} -->`,
			end: `<!-- end of figures of ${sectionName} -->`,
		},
		findingsMarkdown(sectionName, findings),
	);
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
	return `![${title}: ${yLabel} by ${xLabel}](${pictures}/${file})`;
}

function replaceBetween(
	text: string,
	{ begin, end }: { begin: string; end: string },
	part: string,
): string {
	const from = text.indexOf(begin);
	const to = text.indexOf(end, from);
	if (from < 0 || to < 0) throw new Error(`${page} lacks ${begin} or ${end}.`);
	return `${text.slice(0, from + begin.length)}\n\n${part}\n\n${text.slice(to)}`;
}
