import type { Table } from '../section.ts';

/** A table in columns, for a terminal. */
export function textTable({ title, rows }: Table): string {
	const numbers = columnsOfNumbers(rows);
	const widths = numbers.map((_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	const lines = rows.map((row) =>
		row
			.map((cell, column) => {
				const width = widths[column] ?? 0;
				return numbers[column] ? cell.padStart(width) : cell.padEnd(width);
			})
			.join('  ')
			.trimEnd(),
	);
	return [title, '', ...lines].join('\n');
}

/** A table in Markdown. */
export function markdownTable({ title, rows }: Table): string {
	const rules = columnsOfNumbers(rows).map((isNumbers) => (isNumbers ? '---:' : '---'));
	const [head = [], ...body] = rows;
	const lines = [head, rules, ...body].map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`);
	return [`**${title}**`, '', ...lines].join('\n');
}

/** Which columns hold figures, below their head. */
function columnsOfNumbers(rows: Table['rows']): boolean[] {
	const [head = [], ...body] = rows;
	return head.map((_, column) => body.every((row) => /^([\d.,]|$)/.test(row[column] ?? '')));
}

function escapeCell(cell: string): string {
	return cell.replaceAll('|', '\\|');
}
