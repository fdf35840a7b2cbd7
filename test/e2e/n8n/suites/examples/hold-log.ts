import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { until } from '../../../support/until.ts';
import { readExample } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import { daysAgo, invoiced, order } from '../../support/orders.ts';
import {
	changeOrder,
	everyThreeSeconds,
	triggerName,
	untilPolled,
} from '../../support/watching.ts';
import { credentialType } from '../../support/workflow.ts';

export function holdLogExampleTests(n8n: () => N8n): void {
	test('Each event becomes one row of the file, under one line of names', async () => {
		const { api, userFolder } = n8n();
		// Where n8n may write, below the home folder it was started with.
		const folder = path.join(userFolder, '.n8n-files');
		mkdirSync(folder, { recursive: true });
		const file = path.join(folder, 'holds.csv');
		const { simulator, credential } = await startIngram(n8n(), {
			documentedOrders: false,
			orders: [
				order('20-AAAA2', '=HYPERLINK("http://a.example")', daysAgo(1), invoiced),
				order('20-AAAA3', 'PO "2", second', daysAgo(2), invoiced, invoiced),
			],
		});
		const workflow = await api.importWorkflow(
			readExample('7-hold-log.json', {
				credentials: { [credentialType]: credential },
				parameters: {
					[triggerName]: everyThreeSeconds,
					File: { jsonOutput: JSON.stringify({ file }) },
				},
			}),
		);
		const untilRows = (count: number) =>
			until(`${count} rows`, () => {
				const rows = readRows(file);
				return rows.length >= count ? rows : undefined;
			});
		await api.activate(workflow);
		await untilPolled(simulator);
		const hold = { statusCode: 'C', holdReasonCode: 'CH' };
		await changeOrder(simulator, { orderNumber: '20-AAAA2', ...hold });
		await untilRows(1);
		await changeOrder(simulator, { orderNumber: '20-AAAA3', ...hold });
		await untilRows(3);
		await changeOrder(simulator, { orderNumber: '20-AAAA2', statusCode: 'I', holdReasonCode: '' });
		await untilRows(4);
		await untilPolled(simulator, 2);
		await api.deactivate(workflow);

		const rows = readRows(file);
		const held = { event: 'holdPlaced', holdReasonDescription: 'Credit check hold' };
		expect(rows).toMatchObject([
			{
				...held,
				subOrderNumber: '20-AAAA2-11',
				customerOrderNumber: '\'=HYPERLINK("http://a.example")',
			},
			{ ...held, subOrderNumber: '20-AAAA3-11', customerOrderNumber: 'PO "2", second' },
			{ ...held, subOrderNumber: '20-AAAA3-21' },
			{
				event: 'holdReleased',
				subOrderNumber: '20-AAAA2-11',
				statusDescription: 'Billed',
				previousHoldReasonDescription: 'Credit check hold',
			},
		]);
		expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(4);
	});
}

function readRows(file: string): readonly Readonly<Record<string, string>>[] {
	try {
		return parse(readFileSync(file), { columns: true, bom: true });
	} catch {
		return [];
	}
}
