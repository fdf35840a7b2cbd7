import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { formula, setExampleStage, type ExampleStage } from './support/example-stage.ts';
import { releases } from './support/releases.ts';

jest.setTimeout(60_000);

describe.each(releases)('the example of a CSV file that is kept current in %s', (release) => {
	let stage: ExampleStage;
	let written = 0;

	beforeAll(async () => {
		stage = await setExampleStage(release);
		await stage.deploy('csv-file-kept-current');
		await isWritten();
	});

	afterAll(() => stage.close());

	/** Waits until the file has been written once more. */
	async function isWritten(): Promise<void> {
		written += 1;
		await stage.kept('example-csv-done', written);
	}

	function file(): Buffer {
		return readFileSync(path.join(stage.nodeRed.userFolder, 'ingram-shipments.csv'));
	}

	function rows(): Record<string, string>[] {
		return parse(file(), { bom: true, columns: true });
	}

	test('it has a row for every shipment of the last 60 days, what is on hold first', () => {
		expect([...file().subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		const since = stage.simulator.now() - 60 * 86_400_000;
		const recent = stage.simulator.orders
			.filter(({ entryTimestamp }) => Date.parse(entryTimestamp) >= since)
			.flatMap(({ subOrders }) => subOrders.map(({ subOrderNumber }) => subOrderNumber));
		expect(
			rows()
				.map(({ Shipment }) => Shipment)
				.sort(),
		).toEqual(recent.sort());
		const holds = rows().map((row) => row['On hold']);
		expect(holds).toEqual([...holds].sort().reverse());
		expect(Object.keys(rows()[0] ?? {})).toEqual([
			...['Shipment', 'Order', 'Your number', 'On hold', 'Status', 'Hold reason', 'What to do'],
			...['Age in days', 'Entered'],
		]);
		for (const row of rows()) expect(row['Entered']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
	});

	test('a shipment that goes on hold is in its one row, with reason, advice and age', async () => {
		const before = rows().length;
		const orderNumber = stage.hold();
		await stage.nodeRed.inject('example-csv-go');
		await isWritten();
		expect(rows()).toHaveLength(before);
		const held = rows().filter(({ Order }) => Order === orderNumber);
		for (const row of held) {
			expect(row).toMatchObject({
				...{ 'On hold': 'yes', Status: 'Credit hold', 'Hold reason': 'Credit check hold' },
				'What to do': expect.stringContaining('your accounts department') as string,
				'Age in days': expect.stringMatching(/^\d+$/) as string,
			});
		}
		expect(held.length).toBeGreaterThan(0);
	});

	test('text that a spreadsheet program would run is made text', () => {
		const [row] = rows().filter(({ Order }) => Order === '20-EVIL2');
		expect(row?.['Your number']).toBe(`'${formula}`);
	});

	test('it stays as it was where a search fails, and the whole sentence is told', async () => {
		const before = file();
		stage.hold();
		stage.simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search' });
		await stage.nodeRed.inject('example-csv-go');
		const [failure] = await stage.kept('example-csv-failure', 1);
		expect(failure?.error?.message).toContain('has no access to this API');
		expect(file().equals(before)).toBe(true);
	});

	test('where nothing is found it has its headings only', async () => {
		written = 0;
		await stage.deploy('csv-file-kept-current', {
			change: (node) =>
				node.type === 'ingram-order-search' ? { ...node, orderNumber: '20-NONE1' } : node,
		});
		await isWritten();
		expect(file().toString('utf8').trim()).toMatch(
			/^\uFEFF?Shipment,Order,Your number,[^\n]*Entered$/,
		);
	});
});
