import { startMailServer, type MailServer } from '../../counterparts/mail-server.ts';
import { readExample } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import { addressHold, creditCheckHold, daysAgo, invoiced, order } from '../../support/orders.ts';
import { credentialType } from '../../support/workflow.ts';
import type { Order } from '@ingram-orders/simulator';

export function dailyDigestExampleTests(n8n: () => N8n): void {
	let mailServer: MailServer;

	beforeEach(async () => {
		mailServer = await startMailServer();
	});

	afterEach(() => mailServer.close());

	test('The mail that arrives says order, customer order and hold reason in words, of an old hold too', async () => {
		await run([
			order('20-AAAA2', 'PO-1', daysAgo(1), creditCheckHold),
			order('20-AAAA3', 'PO-2', daysAgo(2), invoiced, addressHold),
			order('20-AAAA4', 'PO-3', daysAgo(3), invoiced),
			order('20-AAAA5', 'PO-4', daysAgo(300), creditCheckHold),
			order('20-AAAA6', 'PO-5', daysAgo(300), invoiced),
		]);

		const [mail, ...others] = mailServer.mails;
		expect(others).toEqual([]);
		expect(mail?.subject).toBe('3 on hold at Ingram Micro');
		expect(mail?.text?.trim().split('\n').slice(-3)).toEqual([
			'Order 20-AAAA2 (your order PO-1), shipment 20-AAAA2-11: Credit check hold',
			'Order 20-AAAA3 (your order PO-2), shipment 20-AAAA3-21: Bad address hold',
			'Order 20-AAAA5 (your order PO-4), shipment 20-AAAA5-11: Credit check hold',
		]);
	});

	test('No mail comes when nothing is on hold', async () => {
		await run([order('20-AAAA4', 'PO-3', daysAgo(3), invoiced)]);

		expect(mailServer.mails).toEqual([]);
	});

	async function run(orders: readonly Order[]): Promise<void> {
		const { credential } = await startIngram(n8n(), { orders });
		const smtp = await n8n().api.createCredential('smtp', 'Mail', {
			host: '127.0.0.1',
			port: mailServer.port,
			secure: false,
			disableStartTls: true,
		});
		const credentials = { [credentialType]: credential, smtp };
		const { status, error } = await n8n().api.run(
			readExample('6-daily-digest.json', { credentials }),
		);
		expect({ status, error }).toEqual({ status: 'success', error: undefined });
	}
}
