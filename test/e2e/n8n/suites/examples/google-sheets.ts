import { startGoogleSheets, type GoogleSheets } from '../../counterparts/google-sheets.ts';
import { shown, shownRows, type Cell } from '../../counterparts/sheet.ts';
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

export function googleSheetsExampleTests(n8n: () => N8n): void {
	let google: GoogleSheets;

	beforeEach(async () => {
		google = await startGoogleSheets();
		redirectHosts(n8n(), google.hosts);
	});

	afterEach(async () => {
		redirectHosts(n8n(), {});
		await google.close();
	});

	test('An empty sheet gets headings and a row for each shipment, and later runs keep them current', async () => {
		const { simulator, workflow } = await importExample([
			order('20-AAAA2', 'PO-1', daysAgo(1), invoiced, creditCheckHold),
			order('20-AAAA3', '00123', daysAgo(2), addressHold),
			order('20-AAAA4', 'PO-3', daysAgo(70), addressHold),
		]);
		await run(workflow);

		expect(google.sheet.headings()).toEqual(headings);
		expect(rows()).toMatchObject({
			'20-AAAA2-11': {
				Order: '20-AAAA2',
				'Your order': 'PO-1',
				'On hold': 'No',
				Status: 'Billed',
				'Age in days': '1',
			},
			'20-AAAA2-21': {
				'On hold': 'Yes',
				'Hold reason': 'Credit check hold',
				Advice: expect.stringContaining('Ingram Micro Credit') as string,
			},
			'20-AAAA3-11': { 'Your order': '00123', 'Hold reason': 'Bad address hold' },
		});
		expect(google.sheet.records()).toHaveLength(3);

		await changeOrder(simulator, { orderNumber: '20-AAAA3', statusCode: 'I', holdReasonCode: '' });
		simulator.control.enterOrder({ orderNumber: '20-AAAA5', customerOrderNumber: 'PO-4' });
		await run(workflow);

		expect(google.sheet.headings()).toEqual(headings);
		expect(google.sheet.records()).toHaveLength(4);
		expect(rows()).toMatchObject({
			'20-AAAA2-11': { Status: 'Billed' },
			'20-AAAA2-21': { 'Hold reason': 'Credit check hold' },
			'20-AAAA3-11': { 'On hold': 'No', Status: 'Billed' },
			'20-AAAA5-11': { 'Your order': 'PO-4' },
		});
		// What no longer applies is gone.
		expect(rows()['20-AAAA3-11']).not.toHaveProperty('Hold reason');
		expect(rows()['20-AAAA3-11']).not.toHaveProperty('Advice');
	});

	test('Dates are dates, in the time zone of the workflow, and ages are numbers', async () => {
		const { simulator, workflow } = await importExample([
			order('20-AAAA2', 'PO-1', daysAgo(5), creditCheckHold),
		]);
		await run(workflow);

		const [row] = google.sheet.records();
		expect(row?.Ordered?.kind).toBe('date');
		expect(shown(row?.Ordered)).toBe(timeIn(timezone, simulator.orders[0]?.entryTimestamp));
		expect(row?.Updated?.kind).toBe('date');
		expect(row?.['Age in days']).toEqual({ kind: 'number', value: 5 });
	});

	test('Text that somebody has typed stays the text it is', async () => {
		const texts = ['=1+1', '+1', '-1', '@SUM(1)', '=HYPERLINK("http://a.example")', '0012', "'=1"];
		const { workflow } = await importExample(
			texts.map((text, index) => order(`20-AAAA${index + 2}`, text, daysAgo(index), invoiced)),
		);
		await run(workflow);
		await run(workflow);

		expect(google.sheet.records().map((row) => row['Your order'])).toEqual(
			texts.map((value): Cell => ({ kind: 'text', value })),
		);
	});

	test('More rows than the sheet has are added', async () => {
		const { workflow } = await importExample(
			Array.from({ length: 150 }, (_, index) =>
				order(`20-B${1000 + index}`, `PO-${index}`, daysAgo(index % 30), invoiced),
			),
		);
		await run(workflow);
		await run(workflow);

		expect(google.sheet.records()).toHaveLength(150);
	});

	async function importExample(orders: readonly ReturnType<typeof order>[]) {
		const { api } = n8n();
		const { simulator, credential } = await startIngram(n8n(), {
			documentedOrders: false,
			orders,
		});
		const googleSheetsOAuth2Api = await api.createCredential('googleSheetsOAuth2Api', 'Google', {
			clientId: 'google-client',
			clientSecret: 'google-secret',
			// What n8n stores once somebody has signed in at Google.
			oauthTokenData: { access_token: google.accessToken, token_type: 'Bearer' },
		});
		const example = readExample('9-google-sheets.json', {
			credentials: { [credentialType]: credential, googleSheetsOAuth2Api },
			parameters: {
				'Your spreadsheet': addressIs(google.spreadsheetUrl),
			},
		});
		const workflow = await api.importWorkflow({
			...example,
			settings: { ...example.settings, timezone },
		});
		return { simulator, workflow };
	}

	const run = (workflow: string) => runFrom(n8n(), workflow, 'Every hour');
	const rows = () => shownRows(google.sheet, 'Shipment');
}

/** What the form of the node *Your spreadsheet* holds. */
function addressIs(value: string): Readonly<Record<string, unknown>> {
	return {
		assignments: { assignments: [{ id: 'address', name: 'address', value, type: 'string' }] },
	};
}
