import { startJsonServer, type JsonAnswer, type JsonRequest } from './json-server.ts';
import { readAddress, Sheet, shown } from './sheet.ts';

/** The part of Google Sheets (API v4) that n8n's node uses, with one spreadsheet of one empty sheet. */
export interface GoogleSheets {
	/** The hosts it stands for, with its port. */
	readonly hosts: Readonly<Record<string, number>>;
	readonly accessToken: string;
	readonly spreadsheetUrl: string;
	readonly sheet: Sheet;
	readonly close: () => Promise<void>;
}

const accessToken = 'google-token';
const spreadsheetId = 'spreadsheet-of-the-end-to-end-tests';
const title = 'Orders';

interface ValueRange {
	readonly range: string;
	readonly values: readonly (readonly unknown[])[];
}

export async function startGoogleSheets(): Promise<GoogleSheets> {
	const sheet = new Sheet();
	const grid = { rowCount: 100, columnCount: 26 };
	const server = await startJsonServer((request) => answerTo(request, sheet, grid));
	return {
		hosts: { 'sheets.googleapis.com': server.port },
		accessToken,
		spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`,
		sheet,
		close: server.close,
	};
}

type Grid = { rowCount: number; columnCount: number };

function answerTo(request: JsonRequest, sheet: Sheet, grid: Grid): JsonAnswer {
	const { method, url, authorization, body } = request;
	if (authorization !== `Bearer ${accessToken}`) return refusal(401, 'The token is not valid');
	const path = decodeURIComponent(url.pathname).replace(`/v4/spreadsheets/${spreadsheetId}`, '');
	const range = path.replace(/^\/values\//, '');
	if (method === 'GET' && path === '') {
		const properties = { sheetId: 0, title, index: 0, gridProperties: grid };
		return { body: { sheets: [{ properties }] } };
	}
	if (method === 'GET' && range === `'${title}'`) {
		if (url.searchParams.get('valueRenderOption') !== 'FORMATTED_VALUE') {
			return refusal(501, 'Only what is shown can be read');
		}
		return { body: { range, majorDimension: 'ROWS', ...shownValues(sheet) } };
	}
	if (method === 'PUT' && path.startsWith('/values/')) {
		const { values } = body as ValueRange;
		return enter(sheet, grid, url.searchParams.get('valueInputOption'), [{ range, values }]);
	}
	if (method === 'POST' && path === '/values:batchUpdate') {
		const { data, valueInputOption } = body as {
			data: readonly ValueRange[];
			valueInputOption: string;
		};
		return enter(sheet, grid, valueInputOption, data);
	}
	if (method === 'POST' && path === ':batchUpdate') return appendRows(grid, body);
	return refusal(404, `Nothing is known of ${method} ${path}`);
}

/** Without the empty rows and cells at the end, and without `values` where nothing is there. */
function shownValues(sheet: Sheet): { values?: string[][] } {
	if (sheet.rowCount === 0) return {};
	return {
		values: Array.from({ length: sheet.rowCount }, (_, row) => {
			const cells = Array.from({ length: sheet.columnCount }, (_, column) =>
				shown(sheet.cell(row, column)),
			);
			return cells.slice(0, cells.findLastIndex((text) => text !== '') + 1);
		}),
	};
}

function enter(
	sheet: Sheet,
	grid: Grid,
	inputOption: string | null,
	ranges: readonly ValueRange[],
): JsonAnswer {
	if (inputOption !== 'USER_ENTERED') return refusal(501, 'Only typed values are taken');
	const places = ranges.map(({ range, values }) => {
		const [name, area = ''] = range.split('!');
		const [row = 0, column = 0] = readAddress(area.split(':')[0] ?? '');
		return { isRight: name === title, row, column, values };
	});
	if (!places.every(({ isRight }) => isRight)) return refusal(400, 'Unable to parse range');
	if (places.some(({ row }) => row >= grid.rowCount)) {
		return refusal(400, `Range exceeds grid limits. Max rows: ${grid.rowCount}`);
	}
	for (const place of places) {
		for (const [down, values] of place.values.entries()) {
			for (const [right, value] of values.entries()) {
				// Null leaves a cell as it is.
				if (value !== null) sheet.type(place.row + down, place.column + right, value);
			}
		}
		// Where values do not fit, Google adds the rows.
		grid.rowCount = Math.max(grid.rowCount, place.row + place.values.length);
	}
	return { body: { spreadsheetId } };
}

function appendRows(grid: Grid, body: unknown): JsonAnswer {
	const { requests } = body as {
		requests: { appendDimension: { sheetId: string; dimension: string; length: number } }[];
	};
	for (const { appendDimension } of requests) {
		if (Number(appendDimension.sheetId) !== 0) return refusal(400, 'No grid with this id');
		if (appendDimension.dimension === 'ROWS') grid.rowCount += appendDimension.length;
	}
	return { body: { spreadsheetId, replies: requests.map(() => ({})) } };
}

function refusal(code: number, message: string): JsonAnswer {
	return { status: code, body: { error: { code, message, status: 'REFUSED' } } };
}
