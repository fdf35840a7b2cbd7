import { styleText } from 'node:util';
import Table from 'cli-table3';
import { columns } from './terminal-text.ts';

const gap = '  ';

export interface Column {
	title: string;
	/** Aligned to the right. */
	isNumber?: boolean;
}

/**
 * A table that is at most 100 columns wide: the widest column is cut where it has to be.
 * @param paint what becomes of a cell, without a change of its width
 */
export function printTable(
	heads: readonly Column[],
	rows: readonly (readonly string[])[],
	paint: (cell: { column: number; text: string }) => string = ({ text }) => text,
): string {
	const widths = heads.map(({ title }, column) =>
		Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const colWidths = shrink(widths, columns - gap.length * (heads.length - 1));
	const table = new Table({
		colWidths,
		colAligns: heads.map(({ isNumber }) => (isNumber === true ? 'right' : 'left')),
		chars: { ...noBorders, middle: gap },
		style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
	});
	table.push(heads.map(({ title }) => styleText('dim', title)));
	for (const row of rows) table.push(row.map((text, column) => paint({ column, text })));
	return table
		.toString()
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n');
}

/** Takes from the widest column as long as all together are too wide. */
function shrink(widths: readonly number[], total: number): number[] {
	const shrunk = [...widths];
	while (shrunk.reduce((sum, width) => sum + width, 0) > total) {
		const widest = shrunk.indexOf(Math.max(...shrunk));
		shrunk[widest] = (shrunk[widest] ?? 0) - 1;
	}
	return shrunk;
}

const noBorders = Object.fromEntries(
	[
		...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'],
		...['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
	].map((name) => [name, '']),
);
