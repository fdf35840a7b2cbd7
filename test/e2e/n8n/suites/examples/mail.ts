import { until } from '../../../support/until.ts';
import { startMailServer, type MailServer } from '../../counterparts/mail-server.ts';
import { readExample } from '../../support/example.ts';
import { mailCredential } from '../../support/mail-credential.ts';
import { readMails } from '../../support/mail-reader.ts';
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

const hold = { statusCode: 'C', holdReasonCode: 'CH' };
/** A customer's order number that would be a tag. */
const hostile = '<img src=x onerror=alert(1)> & "PO"';
const release = { statusCode: 'I', holdReasonCode: '' };

/** By which n8n is told to poll by its scheduler, and to keep what triggers know in a table of its own. */
const durableCursors = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

export function mailExampleTests(n8n: () => N8n): void {
	let mailServer: MailServer;

	beforeEach(async () => {
		mailServer = await startMailServer();
	});

	afterEach(() => mailServer.close());

	afterAll(() => n8n().restart());

	test.each([
		['as it is by default', {}],
		['with durable cursors', durableCursors],
	])(
		'One mail for each hold and each release, across a restart of n8n %s',
		async (_, environment) => {
			await n8n().restart({ environment });
			const { api } = n8n();
			const { simulator, credential } = await startIngram(n8n(), {
				documentedOrders: false,
				orders: [
					order('20-AAAA2', 'PO-1', daysAgo(1), invoiced),
					order('20-AAAA3', 'PO-2', daysAgo(2), invoiced),
					order('20-AAAA4', hostile, daysAgo(3), creditCheckHold),
				],
			});
			const workflow = await api.importWorkflow(
				readExample('1-mail-on-hold.json', {
					credentials: {
						[credentialType]: credential,
						smtp: await mailCredential(n8n(), mailServer),
					},
					parameters: { [triggerName]: everyThreeSeconds },
				}),
			);
			await api.activate(workflow);
			await untilPolled(simulator);
			await changeOrder(simulator, { orderNumber: '20-AAAA2', ...hold });
			await untilMails(1);
			await untilPolled(simulator);
			await n8n().restart({
				environment,
				meanwhile: async () => {
					await changeOrder(simulator, { orderNumber: '20-AAAA2', ...release });
					await changeOrder(simulator, { orderNumber: '20-AAAA3', ...hold });
				},
			});
			await untilMails(3);
			await changeOrder(simulator, { orderNumber: '20-AAAA4', ...release });
			await untilMails(4);
			await untilPolled(simulator, 3);
			const staticData = await api.staticData(workflow);
			await api.deactivate(workflow);

			const { mails } = mailServer;
			const read = await readMails(
				mails.map(({ html }) => html ?? false),
				'n8n-example-mail-on-hold-mail',
			);
			const seen = mails.map(({ subject }, index) => [subject, ...(read[index]?.lines ?? [])]);
			const [first, ...others] = seen;
			expect(first).toEqual([
				'On hold at Ingram Micro: order 20-AAAA2 (PO-1)',
				'On hold at Ingram Micro',
				'Order\t20-AAAA2',
				'Your order\tPO-1',
				'Shipment\t20-AAAA2-11',
				'Reason\tCredit check hold',
				expect.stringMatching(/^Ordered\t\d+ \w+ \d{4}, 1 day ago$/),
				expect.stringMatching(/^Advice\tIngram Micro Credit .*not from Ingram Micro/),
			]);
			expect(others).toHaveLength(3);
			// Two events of one poll.
			const [held, released] = others.slice(0, 2).sort();
			expect(held?.[0]).toBe('On hold at Ingram Micro: order 20-AAAA3 (PO-2)');
			expect(released?.[0]).toBe('Released at Ingram Micro: order 20-AAAA2 (PO-1)');
			expect(released).toContain('It was on hold for\tCredit check hold');
			expect(released).toContain('Status now\tBilled');
			// What a customer typed is text.
			expect(others[2]?.[0]).toBe(`Released at Ingram Micro: order 20-AAAA4 (${hostile})`);
			expect(others[2]).toContain(`Your order\t${hostile}`);
			expect(read[3]?.tags).toEqual(['div', 'h2', 'table', 'tbody', 'tr', 'td']);
			// Only by default does n8n keep it with the workflow.
			const isKeptThere = JSON.stringify(staticData).includes(triggerName);
			expect(isKeptThere).toBe(environment !== durableCursors);
		},
	);

	async function untilMails(count: number): Promise<void> {
		await until(`${count} mails`, () => (mailServer.mails.length >= count ? true : undefined), {
			timeoutMs: 60_000,
		});
	}
}
