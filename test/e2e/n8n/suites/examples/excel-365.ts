import { startMicrosoftExcel, type MicrosoftExcel } from '../../counterparts/microsoft-excel.ts';
import { shown, shownRows } from '../../counterparts/sheet.ts';
import { readExample, runFrom } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import {
	addressHold,
	creditCheckHold,
	daysAgo,
	invoiced,
	order,
	timeIn,
} from '../../support/orders.ts';
import { redirectHosts } from '../../support/redirected-hosts.ts';
import { changeOrder } from '../../support/watching.ts';
import { credentialType } from '../../support/workflow.ts';

/** Far enough from UTC for a date in the wrong zone to show. */
const timezone = 'America/Los_Angeles';

const headings = [
	...['Order', 'Your order', 'On hold', 'Status', 'Hold reason', 'Age in days', 'Ordered'],
	...['Shipment', 'Advice', 'Updated'],
];

export function excel365ExampleTests(n8n: () => N8n): void {
	let excel: MicrosoftExcel;

	beforeEach(async () => {
		excel = await startMicrosoftExcel();
		redirectHosts(n8n(), excel.hosts);
	});

	afterEach(async () => {
		redirectHosts(n8n(), {});
		await excel.close();
	});

	test('An empty sheet gets its headings and a row for each shipment, and later runs keep them current', async () => {
		const { simulator, workflow } = await importExample([
			order('20-AAAA2', 'PO-1', daysAgo(1), invoiced, creditCheckHold),
			order('20-AAAA3', '00123', daysAgo(2), addressHold),
			order('20-AAAA4', 'PO-3', daysAgo(70), addressHold),
		]);
		excel.sheet.formatAsText(1);
		await setUp(workflow);
		expect(excel.sheet.headings()).toEqual(headings);
		await run(workflow);

		expect(rows()).toMatchObject({
			'20-AAAA2-11': { Order: '20-AAAA2', 'Your order': 'PO-1', 'On hold': 'No', Status: 'Billed' },
			'20-AAAA2-21': {
				'On hold': 'Yes',
				'Hold reason': 'Credit check hold',
				Advice: expect.stringContaining('Ingram Micro Credit') as string,
			},
			'20-AAAA3-11': { 'Your order': '00123', 'Hold reason': 'Bad address hold' },
		});
		expect(excel.sheet.records()).toHaveLength(3);

		await changeOrder(simulator, { orderNumber: '20-AAAA3', statusCode: 'I', holdReasonCode: '' });
		simulator.control.enterOrder({ orderNumber: '20-AAAA5', customerOrderNumber: 'PO-4' });
		await run(workflow);

		expect(excel.sheet.headings()).toEqual(headings);
		expect(excel.sheet.records()).toHaveLength(4);
		expect(rows()).toMatchObject({
			'20-AAAA2-11': { Status: 'Billed' },
			'20-AAAA2-21': { 'Hold reason': 'Credit check hold' },
			'20-AAAA3-11': { 'Your order': '00123', 'On hold': 'No', Status: 'Billed' },
			'20-AAAA5-11': { 'Your order': 'PO-4' },
		});
		// What no longer applies is gone.
		expect(rows()['20-AAAA3-11']).not.toHaveProperty('Hold reason');
		expect(rows()['20-AAAA3-11']).not.toHaveProperty('Advice');
	});

	test('Dates are dates, in the time zone of the workflow, and stay it in later runs', async () => {
		const { simulator, workflow } = await importExample([
			order('20-AAAA2', 'PO-1', daysAgo(5), creditCheckHold),
			order('20-AAAA3', 'PO-2', daysAgo(6), creditCheckHold),
		]);
		const [, older] = simulator.orders;
		await setUp(workflow);
		await run(workflow);
		// A row that later runs find no order for.
		simulator.control.deleteOrder({ orderNumber: '20-AAAA3' });
		await run(workflow);

		const [, row] = excel.sheet.records();
		expect(row?.Ordered?.kind).toBe('date');
		expect(shown(row?.Ordered)).toBe(timeIn(timezone, older?.entryTimestamp));
		expect(row?.Updated?.kind).toBe('date');
		expect(row?.['Age in days']).toEqual({ kind: 'number', value: 6 });
	});

	test('Nothing that somebody has typed is run, however often its row is written', async () => {
		const texts = ['=1+1', '+1', '-1', '@SUM(1)', '=HYPERLINK("http://a.example")', "'=1", ' =1'];
		const { simulator, workflow } = await importExample(
			texts.map((text, index) => order(`20-AAAA${index + 2}`, text, daysAgo(index), invoiced)),
		);
		await setUp(workflow);
		await run(workflow);
		simulator.control.deleteOrder({ orderNumber: '20-AAAA2' });
		for (let time = 0; time < 2; time++) await run(workflow);

		const cells = excel.sheet.records().map((row) => row['Your order']);
		expect(cells).toHaveLength(texts.length);
		expect(cells.map((cell) => cell?.kind)).toEqual(texts.map(() => 'text'));
		expect(shown(cells[0])).toBe('"=1+1"');
	});

	async function importExample(orders: readonly ReturnType<typeof order>[]) {
		const { api } = n8n();
		const { simulator, credential } = await startIngram(n8n(), {
			documentedOrders: false,
			orders,
		});
		const microsoftExcelOAuth2Api = await api.createCredential('microsoftExcelOAuth2Api', 'Excel', {
			clientId: 'microsoft-client',
			clientSecret: 'microsoft-secret',
			// What n8n stores once somebody has signed in at Microsoft.
			oauthTokenData: { access_token: excel.accessToken, token_type: 'Bearer' },
		});
		const place = {
			workbook: { __rl: true, mode: 'id', value: excel.workbookId },
			worksheet: { __rl: true, mode: 'id', value: excel.worksheetId },
		};
		const example = readExample('10-excel-365.json', {
			credentials: { [credentialType]: credential, microsoftExcelOAuth2Api },
			parameters: { 'Excel workbook': place, 'Write the headings': place },
		});
		const workflow = await api.importWorkflow({
			...example,
			settings: { ...example.settings, timezone },
		});
		return { simulator, workflow };
	}

	const setUp = (workflow: string) => runFrom(n8n(), workflow, 'Set up the sheet');
	const run = (workflow: string) => runFrom(n8n(), workflow, 'Every hour');
	const rows = () => shownRows(excel.sheet, 'Shipment');
}
