import { until } from '../../../support/until.ts';
import { startMailServer, type MailServer } from '../../counterparts/mail-server.ts';
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

const hold = { statusCode: 'C', holdReasonCode: 'CH' };
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
					order('20-AAAA4', 'PO-3', daysAgo(3), creditCheckHold),
				],
			});
			const workflow = await api.importWorkflow(
				readExample('1-mail-on-hold.json', {
					credentials: { [credentialType]: credential, smtp: await smtpCredential() },
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

			const [first, ...others] = mailServer.mails.map(({ subject, text }) => `${subject}\n${text}`);
			expect(others).toHaveLength(3);
			expect(first).toMatch(/^On hold at Ingram Micro: order 20-AAAA2 \(PO-1\)$/m);
			expect(first).toMatch(/^Reason: Credit check hold$/m);
			// Two events of one poll.
			const [held, released] = others.slice(0, 2).sort();
			expect(held).toMatch(/^On hold at Ingram Micro: order 20-AAAA3 \(PO-2\)$/m);
			expect(released).toMatch(/^Released at Ingram Micro: order 20-AAAA2 \(PO-1\)$/m);
			expect(released).toMatch(/^It was on hold for: Credit check hold$/m);
			expect(released).toMatch(/^Status now: Billed$/m);
			expect(others[2]).toMatch(/^Released at Ingram Micro: order 20-AAAA4 \(PO-3\)$/m);
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

	async function smtpCredential() {
		return n8n().api.createCredential('smtp', 'Mail', {
			host: '127.0.0.1',
			port: mailServer.port,
			secure: false,
			disableStartTls: true,
		});
	}
}
