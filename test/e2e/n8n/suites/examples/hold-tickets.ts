import type { Simulator } from '@ingram-orders/simulator';
import { until } from '../../../support/until.ts';
import { startHaloPsa, type HaloPsa } from '../../counterparts/halo-psa.ts';
import { readExample } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import { creditCheckHold, daysAgo, invoiced, order } from '../../support/orders.ts';
import {
	changeOrder,
	everyThreeSeconds,
	triggerName,
	untilPolled,
} from '../../support/watching.ts';
import { credentialType } from '../../support/workflow.ts';

const closed = 9;

export function holdTicketsExampleTests(n8n: () => N8n): void {
	let halo: HaloPsa;

	beforeEach(async () => {
		halo = await startHaloPsa();
	});

	afterEach(() => halo.close());

	test('A hold opens a ticket, its release closes it, and a second hold has a ticket of its own', async () => {
		const { api } = n8n();
		const { workflow, simulator } = await importExample([
			order('20-AAAA2', 'PO-1', daysAgo(1), invoiced),
			order('20-AAAA3', 'PO-2', daysAgo(2), invoiced),
		]);
		const hold = { statusCode: 'C', holdReasonCode: 'CH' };
		const release = { statusCode: 'I', holdReasonCode: '' };
		await api.activate(workflow);
		await untilPolled(simulator);
		await changeOrder(simulator, { orderNumber: '20-AAAA2', ...hold });
		await changeOrder(simulator, { orderNumber: '20-AAAA3', ...hold });
		await untilTickets(['20-AAAA2 open', '20-AAAA3 open']);
		await changeOrder(simulator, { orderNumber: '20-AAAA2', ...release });
		await untilTickets(['20-AAAA2 closed', '20-AAAA3 open']);
		await changeOrder(simulator, { orderNumber: '20-AAAA2', ...hold });
		await untilTickets(['20-AAAA2 closed', '20-AAAA2 open', '20-AAAA3 open']);
		await changeOrder(simulator, { orderNumber: '20-AAAA3', ...release });
		await untilTickets(['20-AAAA2 closed', '20-AAAA2 open', '20-AAAA3 closed']);
		await untilPolled(simulator, 2);
		await api.deactivate(workflow);

		expect(states()).toEqual(['20-AAAA2 closed', '20-AAAA2 open', '20-AAAA3 closed']);
		expect(halo.tickets).toContainEqual({
			id: expect.any(Number) as number,
			tickettype_id: '1',
			status_id: closed,
			summary: expect.stringMatching(
				/^On hold at Ingram Micro: 20-AAAA2-11, Credit check hold \[holdPlaced:\S+\]$/,
			) as string,
			details: expect.stringContaining('Order 20-AAAA2, your order PO-1') as string,
		});
	});

	test('Events that come again open no second ticket', async () => {
		const { api } = n8n();
		const { workflow } = await importExample([
			order('20-AAAA2', 'PO-1', daysAgo(1), creditCheckHold),
		]);
		for (let time = 0; time < 2; time++) {
			// A test in the editor gives both events, with the same ids each time.
			const { status, items, error } = await api.finished(await api.start(workflow, triggerName));
			expect({ status, error }).toEqual({ status: 'success', error: undefined });
			expect(items(triggerName)).toMatchObject([
				{ eventId: 'sample:holdPlaced:20-AAAA2-11' },
				{ eventId: 'sample:holdReleased:20-AAAA2-11' },
			]);
			expect(states()).toEqual(['20-AAAA2 closed']);
		}
	});

	async function importExample(
		orders: readonly ReturnType<typeof order>[],
	): Promise<{ workflow: string; simulator: Simulator }> {
		const { api } = n8n();
		const { simulator, credential } = await startIngram(n8n(), {
			documentedOrders: false,
			orders,
		});
		const haloPSAApi = await api.createCredential('haloPSAApi', 'HaloPSA', {
			hostingType: 'onPremise',
			authUrl: `${halo.origin}/auth`,
			resourceApiUrl: `${halo.origin}/api`,
			client_id: halo.clientId,
			client_secret: halo.clientSecret,
			scope: 'admin edit:tickets edit:customers',
		});
		const oAuth2Api = await api.createCredential('oAuth2Api', 'HaloPSA for closing', {
			grantType: 'clientCredentials',
			accessTokenUrl: `${halo.origin}/auth/token`,
			clientId: halo.clientId,
			clientSecret: halo.clientSecret,
			scope: 'all',
			authentication: 'body',
		});
		const workflow = await api.importWorkflow(
			readExample('8-hold-tickets.json', {
				credentials: { [credentialType]: credential, haloPSAApi, oAuth2Api },
				parameters: {
					[triggerName]: everyThreeSeconds,
					'Open a ticket': { ticketType: '1' },
					'Close the ticket': { url: `${halo.origin}/api/tickets` },
				},
			}),
		);
		return { workflow, simulator };
	}

	/** Each as "20-AAAA2 open", in alphabetical order: which was opened first is of no interest. */
	function states(): string[] {
		return halo.tickets
			.map(({ summary, status_id }) => {
				const orderNumber = /20-AAAA\d/.exec(summary)?.[0] ?? '';
				return `${orderNumber} ${status_id === closed ? 'closed' : 'open'}`;
			})
			.sort();
	}

	async function untilTickets(wanted: readonly string[]): Promise<void> {
		await until(`the tickets ${wanted.join(', ')}`, () =>
			states().join() === wanted.join() ? true : undefined,
		);
	}
}
