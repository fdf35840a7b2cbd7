import { startMailServer, type MailServer } from '../../counterparts/mail-server.ts';
import { mailCredential } from '../../support/mail-credential.ts';
import { readExample } from '../../support/example.ts';
import { readMails } from '../../support/mail-reader.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import {
	addressHold,
	creditCheckHold,
	daysAgo,
	invoiced,
	order,
	salesHold,
} from '../../support/orders.ts';
import { credentialType } from '../../support/workflow.ts';
import type { Order } from '@ingram-orders/simulator';

export function dailyDigestExampleTests(n8n: () => N8n): void {
	let mailServer: MailServer;

	beforeEach(async () => {
		mailServer = await startMailServer();
	});

	afterEach(() => mailServer.close());

	test('The mail that arrives lists what is on hold, the oldest first, with reason and advice', async () => {
		await run([
			order('20-AAAA2', 'PO-1', daysAgo(1), creditCheckHold),
			order('20-AAAA3', 'PO-2', daysAgo(12), invoiced, addressHold),
			order('20-AAAA4', 'PO-3', daysAgo(3), invoiced),
			order('20-AAAA5', 'PO-4', daysAgo(300), salesHold),
			order('20-AAAA6', 'PO-5', daysAgo(300), invoiced),
		]);

		const [mail, ...others] = mailServer.mails;
		expect(others).toEqual([]);
		expect(mail?.subject).toBe('3 on hold at Ingram Micro');
		const [read] = await readMails([mail?.html ?? false], 'n8n-example-daily-digest-mail');
		expect(read?.lines).toEqual([
			'3 on hold at Ingram Micro',
			'Days since ordered\tOrder\tYour order\tShipment\tReason\tAdvice',
			expect.stringMatching(/^300\t20-AAAA5\tPO-4\t20-AAAA5-11\tSales Hold\t\w.+/),
			expect.stringMatching(/^12\t20-AAAA3\tPO-2\t20-AAAA3-21\tBad address hold\tCorrect the /),
			expect.stringMatching(/^1\t20-AAAA2\tPO-1\t20-AAAA2-11\tCredit check hold\tIngram /),
			'The oldest orders come first. Advice is general, and not from Ingram Micro.',
		]);
	});

	test('What a customer typed is text in the mail', async () => {
		const hostile = '<a href="http://a.example">PO</a> & Co.';
		await run([order('20-AAAA2', hostile, daysAgo(1), creditCheckHold)]);

		const [read] = await readMails([mailServer.mails[0]?.html ?? false]);
		expect(read?.lines[2]?.split('\t')[2]).toBe(hostile);
		expect(read?.tags).not.toContain('a');
	});

	test('No mail comes when nothing is on hold', async () => {
		await run([order('20-AAAA4', 'PO-3', daysAgo(3), invoiced)]);

		expect(mailServer.mails).toEqual([]);
	});

	async function run(orders: readonly Order[]): Promise<void> {
		const { credential } = await startIngram(n8n(), { orders });
		const smtp = await mailCredential(n8n(), mailServer);
		const credentials = { [credentialType]: credential, smtp };
		const { status, error } = await n8n().api.run(
			readExample('6-daily-digest.json', { credentials }),
		);
		expect({ status, error }).toEqual({ status: 'success', error: undefined });
	}
}
