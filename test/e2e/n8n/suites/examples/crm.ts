import { until } from '../../../support/until.ts';
import { startCrm, type Crm } from '../../counterparts/crm.ts';
import { readExample } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import { creditCheckHold, daysAgo, invoiced, order } from '../../support/orders.ts';
import { credentialType } from '../../support/workflow.ts';

const orders = [
	order('20-AAAA2', 'PO-1', daysAgo(1), creditCheckHold),
	order('20-AAAA3', 'PO-2', daysAgo(2), invoiced),
	order('20-AAAA4', 'PO-3', daysAgo(3), invoiced),
	order('20-AAAA5', 'PO-4', daysAgo(4), invoiced),
];

/** Two of the numbers belong to orders, one to none. */
const ownNumbers = ['PO-1', 'PO-3', 'PO-99'];

export function crmExampleTests(n8n: () => N8n): void {
	let crm: Crm;

	beforeEach(async () => {
		crm = await startCrm();
	});

	afterEach(() => crm.close());

	test('The CRM gets one call for each order that is new or has changed, and none for others', async () => {
		const { api } = n8n();
		const { simulator, credential } = await startIngram(n8n(), { orders });
		const searches = (): number => simulator.control.state().requestCounts.search ?? 0;
		const workflow = await api.importWorkflow(
			readExample('3-crm.json', {
				credentials: { [credentialType]: credential },
				parameters: {
					'Every hour': { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
					'Your order numbers': {
						jsonOutput: JSON.stringify({ customerOrderNumber: ownNumbers }),
					},
					'Update CRM': { url: `=${crm.origin}/orders/{{ encodeURIComponent($json.id) }}` },
				},
			}),
		);
		await api.activate(workflow);

		await until('the first two upserts', () => (crm.calls.length >= 2 ? true : undefined));
		expect(crm.calls.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
		expect(crm.calls.map(({ body }) => body)).toMatchObject([
			{
				orderNumber: '20-AAAA2',
				customerOrderNumber: 'PO-1',
				onHold: true,
				shipments: [
					{
						number: '20-AAAA2-11',
						holdReason: 'Credit check hold',
						advice: expect.stringContaining('Ingram Micro Credit') as string,
					},
				],
			},
			{ orderNumber: '20-AAAA4', customerOrderNumber: 'PO-3', onHold: false },
		]);

		// Two more rounds in which nothing has changed. All numbers are looked up by one request.
		const soFar = searches();
		await until('more look-ups', () => (searches() >= soFar + 2 ? true : undefined));
		expect(crm.calls).toHaveLength(2);

		simulator.control.changeStatus('I', 1);
		await until('the third upsert', () => (crm.calls.length > 2 ? true : undefined));
		const changed = searches();
		await until('more look-ups', () => (searches() >= changed + 2 ? true : undefined));
		await api.deactivate(workflow);

		expect(crm.calls).toHaveLength(3);
		expect(crm.calls[2]).toMatchObject({
			path: crm.calls[0]?.path,
			body: { orderNumber: '20-AAAA2', shipments: [{ status: 'Billed' }] },
		});
	});
}
