import { startJsonServer, type JsonAnswer, type JsonRequest } from './json-server.ts';
import { columnLetter, readAddress, Sheet } from './sheet.ts';

/** The part of Microsoft Graph that n8n's Excel node uses, with one workbook of one empty sheet. */
export interface MicrosoftExcel {
	/** The hosts it stands for, with its port. */
	readonly hosts: Readonly<Record<string, number>>;
	readonly accessToken: string;
	readonly workbookId: string;
	readonly worksheetId: string;
	readonly sheet: Sheet;
	readonly close: () => Promise<void>;
}

const accessToken = 'microsoft-token';
const workbookId = '01WORKBOOK';
const worksheetId = '{00000000-0001-0000-0000-000000000000}';

export async function startMicrosoftExcel(): Promise<MicrosoftExcel> {
	const sheet = new Sheet();
	const server = await startJsonServer((request) => answerTo(request, sheet));
	return {
		hosts: { 'graph.microsoft.com': server.port },
		...{ accessToken, workbookId, worksheetId, sheet },
		close: server.close,
	};
}

function answerTo({ method, url, authorization, body }: JsonRequest, sheet: Sheet): JsonAnswer {
	if (authorization !== `Bearer ${accessToken}`) {
		return refusal(401, 'InvalidAuthenticationToken', 'Access token is not valid');
	}
	const folder = `/v1.0/me/drive/items/${workbookId}/workbook/worksheets/${worksheetId}`;
	const path = decodeURIComponent(url.pathname);
	if (!path.startsWith(folder)) return refusal(404, 'ItemNotFound', 'There is no such sheet');
	const rest = path.slice(folder.length);
	if (method === 'GET' && rest === '/usedRange') {
		return { body: readRange(sheet, Math.max(1, sheet.rowCount), Math.max(1, sheet.columnCount)) };
	}
	const range = /^\/range\(address='(\w+):(\w+)'\)$/.exec(rest);
	if (method !== 'PATCH' || range === null) {
		return refusal(501, 'notImplemented', `Nothing is known of ${method} ${rest}`);
	}
	const [, first = '', last = ''] = range;
	return writeRange(
		sheet,
		first,
		last,
		(body as { values: readonly (readonly unknown[])[] }).values,
	);
}

/** From A1: dates are numbers, and what is empty is ''. */
function readRange(sheet: Sheet, rows: number, columns: number): unknown {
	const end = `${columnLetter(columns - 1)}${rows}`;
	return {
		address: `Orders!A1${end === 'A1' ? '' : `:${end}`}`,
		values: Array.from({ length: rows }, (_, row) =>
			Array.from({ length: columns }, (_, column) => sheet.cell(row, column)?.value ?? ''),
		),
	};
}

function writeRange(
	sheet: Sheet,
	first: string,
	last: string,
	values: readonly (readonly unknown[])[],
): JsonAnswer {
	const [top = 0, left = 0] = readAddress(first);
	const [bottom = 0, right = 0] = readAddress(last);
	const fits =
		values.length === bottom - top + 1 && values.every(({ length }) => length === right - left + 1);
	if (!fits) {
		return refusal(
			400,
			'InvalidArgument',
			'The number of rows or columns in the input array does not match the size of the range',
		);
	}
	for (const [down, row] of values.entries()) {
		for (const [along, value] of row.entries()) {
			// Null leaves a cell as it is.
			if (value !== null) sheet.type(top + down, left + along, value);
		}
	}
	return { body: readRange(sheet, bottom + 1, right + 1) };
}

function refusal(status: number, code: string, message: string): JsonAnswer {
	return { status, body: { error: { code, message } } };
}
