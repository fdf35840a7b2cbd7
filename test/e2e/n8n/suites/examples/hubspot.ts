import { until } from '../../../support/until.ts';
import { startHubSpot, type HubSpot } from '../../counterparts/hubspot.ts';
import { readExample, runFrom } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import { creditCheckHold, daysAgo, invoiced, order } from '../../support/orders.ts';
import { redirectHosts } from '../../support/redirected-hosts.ts';
import {
	changeOrder,
	everyThreeSeconds,
	triggerName,
	untilPolled,
} from '../../support/watching.ts';
import { credentialType } from '../../support/workflow.ts';

export function hubSpotExampleTests(n8n: () => N8n): void {
	let hubSpot: HubSpot;

	beforeEach(async () => {
		hubSpot = await startHubSpot();
		redirectHosts(n8n(), hubSpot.hosts);
	});

	afterEach(async () => {
		redirectHosts(n8n(), {});
		await hubSpot.close();
	});

	test('Each order that changes has its state in its deal, and one deal only', async () => {
		const { api } = n8n();
		const { simulator, workflow } = await importExample([
			order('20-AAAA2', 'PO-1', daysAgo(1), invoiced, invoiced),
			order('20-AAAA3', 'PO-2', daysAgo(2), invoiced),
			order('20-AAAA4', 'PO-3', daysAgo(3), invoiced),
		]);
		// This order's number was entered in a deal that was there.
		hubSpot.addDeal({ dealname: 'New office', dealstage: 'won', ingram_order_number: '20-AAAA3' });
		await api.activate(workflow);
		await untilPolled(simulator);
		const hold = { statusCode: 'C', holdReasonCode: 'CH' };
		await changeOrder(simulator, { orderNumber: '20-AAAA2', ...hold });
		await changeOrder(simulator, { orderNumber: '20-AAAA3', ...hold });
		await untilOnHold({ '20-AAAA2': 'true', '20-AAAA3': 'true' });
		expect(hubSpot.deals).toContainEqual({
			dealname: 'Ingram Micro order 20-AAAA2 (PO-1)',
			dealstage: 'new',
			ingram_order_number: '20-AAAA2',
			ingram_on_hold: 'true',
			ingram_order_status:
				'20-AAAA2-11: Credit hold, Credit check hold\n20-AAAA2-21: Credit hold, Credit check hold',
		});
		await changeOrder(simulator, { orderNumber: '20-AAAA2', statusCode: 'I', holdReasonCode: '' });
		simulator.control.enterOrder({ orderNumber: '20-AAAA5', customerOrderNumber: 'PO-4' });
		await untilOnHold({ '20-AAAA2': 'false', '20-AAAA3': 'true', '20-AAAA5': 'false' });
		await untilPolled(simulator, 2);
		await api.deactivate(workflow);

		expect(hubSpot.deals).toHaveLength(3);
		expect(hubSpot.deals[0]).toMatchObject({ dealname: 'New office', dealstage: 'won' });
		expect(hubSpot.deals).toContainEqual(
			expect.objectContaining({
				ingram_order_number: '20-AAAA2',
				ingram_order_status: '20-AAAA2-11: Billed\n20-AAAA2-21: Billed',
			}),
		);
	});

	test('Events that come again make no second deal', async () => {
		const { workflow } = await importExample([
			order('20-AAAA2', 'PO-1', daysAgo(1), creditCheckHold),
		]);
		for (let time = 0; time < 2; time++) {
			await runFrom(n8n(), workflow, triggerName);
			expect(onHold()).toEqual({ '20-AAAA2': 'true' });
			expect(hubSpot.deals).toHaveLength(1);
		}
	});

	async function importExample(orders: readonly ReturnType<typeof order>[]) {
		const { api } = n8n();
		const { simulator, credential } = await startIngram(n8n(), {
			documentedOrders: false,
			orders,
		});
		const hubspotAppToken = await api.createCredential('hubspotAppToken', 'HubSpot', {
			appToken: hubSpot.serviceKey,
		});
		const workflow = await api.importWorkflow(
			readExample('11-hubspot.json', {
				credentials: { [credentialType]: credential, hubspotAppToken },
				parameters: { [triggerName]: everyThreeSeconds, 'Create the deal': { stage: 'new' } },
			}),
		);
		return { simulator, workflow };
	}

	/** What the deals say, by the order's number. */
	function onHold(): Readonly<Record<string, string | undefined>> {
		return Object.fromEntries(
			hubSpot.deals
				.map((deal) => [deal.ingram_order_number ?? '', deal.ingram_on_hold] as const)
				.sort(([a], [b]) => a.localeCompare(b)),
		);
	}

	async function untilOnHold(wanted: Readonly<Record<string, string>>): Promise<void> {
		await until(`deals that say ${JSON.stringify(wanted)}`, () =>
			JSON.stringify(onHold()) === JSON.stringify(wanted) ? true : undefined,
		);
	}
}
