/** What a cell holds: a date is a day number with a format, as in Google Sheets and Excel. */
export interface Cell {
	readonly kind: 'text' | 'number' | 'date' | 'formula';
	readonly value: string | number;
}

const dayMs = 86_400_000;
/** Day 0 of both programs. */
const epoch = Date.UTC(1899, 11, 30);

/** Rows of cells that takes values as if somebody had typed them. Rows and columns count from 0. */
export class Sheet {
	readonly #rows: (Cell | undefined)[][] = [];
	/** Columns that somebody has formatted as text: nothing but an apostrophe in front is taken off. */
	readonly #textColumns = new Set<number>();

	formatAsText(column: number): void {
		this.#textColumns.add(column);
	}

	type(row: number, column: number, value: unknown): void {
		while (this.#rows.length <= row) this.#rows.push([]);
		const cell = typed(value, this.#textColumns.has(column), this.cell(row, column));
		if (this.#rows[row] !== undefined) this.#rows[row][column] = cell;
	}

	cell(row: number, column: number): Cell | undefined {
		return this.#rows[row]?.[column];
	}

	/** Without the empty ones at the end. */
	get rowCount(): number {
		return this.#rows.findLastIndex((row) => row.some((cell) => cell !== undefined)) + 1;
	}

	/** Without the empty ones at the end. */
	get columnCount(): number {
		return Math.max(
			0,
			...this.#rows.map((row) => row.findLastIndex((cell) => cell !== undefined) + 1),
		);
	}

	/** The rows below the headings, by heading; empty cells are left out. */
	records(): readonly Readonly<Record<string, Cell>>[] {
		const [headings = [], ...rows] = this.#rows.slice(0, this.rowCount);
		return rows.map((row) =>
			Object.fromEntries(
				row.flatMap((cell, column) =>
					cell === undefined ? [] : [[String(headings[column]?.value), cell] as const],
				),
			),
		);
	}

	headings(): readonly string[] {
		return (this.#rows[0] ?? []).map((cell) => String(cell?.value ?? ''));
	}
}

/** As a reader sees a cell: dates as "2026-01-31 18:05:00". */
export function shown(cell: Cell | undefined): string {
	if (cell === undefined) return '';
	if (cell.kind !== 'date') return String(cell.value);
	return new Date(epoch + Math.round(Number(cell.value) * 86_400) * 1000)
		.toISOString()
		.slice(0, 19)
		.replace('T', ' ');
}

/** What a reader sees in each row, by what the row has in one of its columns. */
export function shownRows(
	sheet: Sheet,
	key: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
	return Object.fromEntries(
		sheet
			.records()
			.map((row) => [
				shown(row[key]),
				Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, shown(cell)])),
			]),
	);
}

/** What becomes of a typed value; the stricter of both programs where they differ. */
function typed(value: unknown, isTextColumn: boolean, before?: Cell): Cell | undefined {
	if (value === '' || value === null || value === undefined) return undefined;
	// A cell keeps its format.
	if (typeof value === 'number')
		return { kind: before?.kind === 'date' ? 'date' : 'number', value };
	if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} cannot be typed`);
	if (value.startsWith("'")) return { kind: 'text', value: value.slice(1) };
	if (isTextColumn) return { kind: 'text', value };
	if (/^\s*[+-]?[\d.]+(e\d+)?\s*$/i.test(value)) return { kind: 'number', value: Number(value) };
	if (/^\s*[=+\-@]/.test(value)) return { kind: 'formula', value };
	const day = dayNumber(value);
	return day === undefined ? { kind: 'text', value } : { kind: 'date', value: day };
}

function dayNumber(value: string): number | undefined {
	if (!/^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?$/.test(value)) return undefined;
	return (Date.parse(`${value.replace(' ', 'T')}${value.length > 10 ? 'Z' : ''}`) - epoch) / dayMs;
}

/** "C5" as [4, 2], of the first 26 columns; a row or column that is not named is undefined. */
export function readAddress(
	address: string,
): readonly [row: number | undefined, column: number | undefined] {
	const [, letter = '', digits = ''] = /^([A-Z]?)(\d*)$/.exec(address) ?? [];
	return [
		digits === '' ? undefined : Number(digits) - 1,
		letter === '' ? undefined : letter.charCodeAt(0) - 65,
	];
}

/** The letter of a column of the first 26. */
export function columnLetter(column: number): string {
	return String.fromCharCode(65 + column);
}
