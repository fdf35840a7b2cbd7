import { read as readWorkbook, utils as sheets } from '@e965/xlsx';
import { createApi, type Order } from '@ingram-orders/simulator';
import { parse as parseCsv } from 'csv-parse/sync';
import { readExample } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import { daysAgo, invoiced, order } from '../../support/orders.ts';
import { credentialType } from '../../support/workflow.ts';

/** Customer order numbers that a spreadsheet program would run. */
const formulas = [
	'=1+1',
	'+1',
	'-1',
	'@SUM(1)',
	'=cmd|"/c calc"!A1',
	'=HYPERLINK("http://a.example")',
];

type Row = Readonly<Record<string, unknown>>;

export function spreadsheetExampleTests(n8n: () => N8n): void {
	const orders: readonly Order[] = [
		...formulas.map((text, index) =>
			order(`20-AAA${index + 2}Z`, text, daysAgo(index + 1), invoiced),
		),
		...createApi({ orders: 250, documentedOrders: false, days: 40 }).orders,
	];
	let excel: Buffer;
	let csv: Buffer;

	beforeAll(async () => {
		const { credential } = await startIngram(n8n(), { orders });
		const credentials = { [credentialType]: credential };
		const { status, files } = await n8n().api.run(
			readExample('2-spreadsheet.json', { credentials }),
		);
		expect(status).toBe('success');
		excel = await n8n().api.download(files('Excel file')[0] ?? '');
		csv = await n8n().api.download(files('CSV file')[0] ?? '');
	});

	test('The Excel file has every shipment of the last 30 days, with every value right', () => {
		expect(rowsOfExcel(excel).map(pickKnown)).toEqual(expectedRows(orders));
	});

	test('The CSV file has the same rows', () => {
		expect(rowsOfCsv(csv).map(pickKnown)).toEqual(expectedRows(orders));
	});

	test('Codes are there in words', () => {
		const held = rowsOfExcel(excel).find((row) => row['Hold reason code'] === 'BO');

		expect(held).toMatchObject({
			'On hold': 'Yes',
			Status: 'Shipment hold',
			'Hold reason': 'Bill only hold',
			Advice: expect.stringMatching(/\w+ \w+/) as string,
		});
	});

	test('Text that begins like a formula stays text in the Excel file', () => {
		const sheet = Object.values(readWorkbook(excel, { cellFormula: true }).Sheets)[0] ?? {};
		const cells = Object.entries(sheet).filter(([address]) => !address.startsWith('!'));

		expect(cells.length).toBeGreaterThan(1_000);
		expect(cells.filter(([, cell]) => (cell as { f?: string }).f !== undefined)).toEqual([]);
	});

	test('No value in the CSV file begins like a formula', () => {
		const values = rowsOfCsv(csv).flatMap((row) => Object.values(row));

		expect(values.filter((value) => /^[=+\-@]/.test(String(value)))).toEqual([]);
		expect(values).toEqual(expect.arrayContaining(formulas.map((text) => `'${text}`)));
	});
}

function rowsOfExcel(file: Buffer): readonly Row[] {
	const [sheet] = Object.values(readWorkbook(file).Sheets);
	if (sheet === undefined) throw new Error('The workbook has no sheet');
	return sheets.sheet_to_json<Row>(sheet, { defval: '' });
}

function rowsOfCsv(file: Buffer): readonly Row[] {
	return parseCsv(file, { columns: true, bom: true });
}

/** One row for each suborder, in the order of the API, with what the API itself says. */
function expectedRows(orders: readonly Order[]): readonly Row[] {
	return orders
		.filter(({ entryTimestamp }) => entryTimestamp >= daysAgo(30))
		.toSorted((a, b) => b.entryTimestamp.localeCompare(a.entryTimestamp))
		.flatMap(({ subOrders, ...ofOrder }) =>
			subOrders.map((subOrder) => ({
				Order: ofOrder.orderNumber,
				'Your order': ofOrder.customerOrderNumber.replace(/^(?=[=+\-@])/, "'"),
				Ordered: ofOrder.entryTimestamp.replace('T', ' ').replace('Z', ''),
				Shipment: subOrder.subOrderNumber,
				'Status code': subOrder.statusCode,
				'Hold reason code': subOrder.holdReasonCode,
			})),
		);
}

function pickKnown(row: Row): Row {
	const names = [
		...['Order', 'Your order', 'Ordered', 'Shipment'],
		...['Status code', 'Hold reason code'],
	];
	return Object.fromEntries(names.map((name) => [name, row[name]]));
}
