import type { Page } from 'playwright-core';
import { saveAnimation, type Scene } from '../../support/animation.ts';
import { until } from '../../support/until.ts';
import { startMailServer, type MailServer } from '../counterparts/mail-server.ts';
import { byTestId, openEditor, type Editor } from '../support/editor.ts';
import { readExample } from '../support/example.ts';
import { startIngram } from '../support/ingram.ts';
import { mailCredential } from '../support/mail-credential.ts';
import type { N8n } from '../support/n8n-server.ts';
import { daysAgo, invoiced, order } from '../support/orders.ts';
import { changeOrder, everyThreeSeconds, triggerName, untilPolled } from '../support/watching.ts';
import { credentialType } from '../support/workflow.ts';

/** The picture that the README begins with: what happens from a hold to a mail about it. */
export function tenSecondsTests(n8n: () => N8n): void {
	let mailServer: MailServer;
	let editor: Editor;

	beforeAll(async () => {
		mailServer = await startMailServer();
		editor = await openEditor(n8n());
	});

	afterAll(async () => {
		await (editor as Editor | undefined)?.close();
		await mailServer.close();
	});

	test('A shipment goes on hold, and a mail says why and what to do', async () => {
		const { page } = editor;
		const { api, origin } = n8n();
		await page.setViewportSize({ width: 1280, height: 720 });
		const { simulator, credential } = await startIngram(n8n(), {
			documentedOrders: false,
			orders: [order('20-RD12H', 'PO-4711', daysAgo(9), invoiced)],
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
		await editor.openWorkflow(workflow);
		const built = await sceneOf(page, 2.5);

		await api.activate(workflow);
		await untilPolled(simulator);
		await changeOrder(simulator, {
			orderNumber: '20-RD12H',
			statusCode: 'C',
			holdReasonCode: 'CH',
		});
		const mail = await until('a mail', () => mailServer.mails[0], { timeoutMs: 60_000 });
		await page.goto(`${origin}/workflow/${workflow}/executions`);
		await page.getByText('Succeeded').first().waitFor();
		const ran = await sceneOf(page, 3);
		await api.deactivate(workflow);

		await page.setContent(
			`<body style="margin:0;background:#eef1f4"><main style="margin:40px auto;width:760px;padding:20px 40px 30px;background:#fff;border-radius:10px;box-shadow:0 1px 6px #0003"><h1 style="font:600 19px Arial,sans-serif"></h1>${String(mail.html)}</main></body>`,
		);
		await page.locator('h1').evaluate((title, subject) => {
			title.textContent = subject;
		}, mail.subject ?? '');
		const read: Scene = { picture: await page.screenshot(), seconds: 4.5 };
		expect(await page.locator('main').innerText()).toMatch(
			/PO-4711[^]*Credit check hold[^]*Advice/,
		);

		await saveAnimation('ten-seconds', [built, ran, read]);
	});

	/** The canvas as a whole, at rest. */
	async function sceneOf(page: Page, seconds: number): Promise<Scene> {
		await editor.notificationsAreGone();
		const fit = byTestId(page, 'zoom-to-fit').first();
		if (await fit.isVisible()) await fit.click();
		// The canvas moves for a moment.
		await page.waitForTimeout(700);
		return { picture: await page.screenshot({ animations: 'disabled' }), seconds };
	}
}
