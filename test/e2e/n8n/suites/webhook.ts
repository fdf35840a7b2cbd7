import { saveScreenshot } from '../../support/chromium.ts';
import { until } from '../../support/until.ts';
import { byTestId, openEditor, type Editor } from '../support/editor.ts';
import type { Execution } from '../support/execution.ts';
import type { N8n } from '../support/n8n-server.ts';
import { activated, canaryKey as secretKey, postingTo, webhookName } from '../support/webhook.ts';

export function webhookTests(n8n: () => N8n): void {
	test('A posted hold starts the workflow once, with the order as the API tells it', async () => {
		const posting = await postingTo(n8n());
		const { simulator, url } = posting;
		const id = await activated(n8n(), posting);
		const orderNumber = simulator.orders[0]?.orderNumber ?? '';
		const hold = { eventType: 'hold', orderNumber } as const;
		const post = { url, secretKey, events: [hold] };
		const { status, eventIds } = await simulator.sendWebhook(post);
		expect(status).toBe(200);
		const [execution] = await executionsOf(id, 1);
		expect(execution?.status).toBe('success');
		const items = execution?.items(webhookName) ?? [];
		expect(items.length).toBeGreaterThan(0);
		for (const item of items) {
			expect(item).toMatchObject({ event: 'holdPlaced', orderNumber });
			expect(item['eventId']).toContain(eventIds[0]);
			expect(item).toHaveProperty('onHold');
		}
		expect(simulator.requests.at(-1)?.path).toBe('/resellers/v6/orders/search');

		const repeated = { ...post, events: [{ ...hold, eventId: eventIds[0] ?? '' }] };
		expect((await simulator.sendWebhook(repeated)).status).toBe(200);
		expect((await simulator.sendWebhook({ ...post, signature: 'wrong' })).status).toBe(401);
		expect((await simulator.sendWebhook({ ...post, signature: 'missing' })).status).toBe(401);
		expect((await simulator.sendWebhook({ ...post, bytes: 1_200_000 })).status).toBe(413);
		expect(n8n().log()).toContain('3 were refused since n8n started.');
		// What comes last has run, so the others have started nothing.
		expect((await simulator.sendWebhook(post)).status).toBe(200);
		expect(await executionsOf(id, 2)).toHaveLength(2);
	});

	test('A list of events, in capitals, starts it as well', async () => {
		const posting = await postingTo(n8n(), { events: ['shipped'] });
		const { simulator, url } = posting;
		const id = await activated(n8n(), posting);
		const orderNumber = simulator.orders[0]?.orderNumber ?? '';
		const events = [{ eventType: 'shipped', orderNumber }] as const;
		await simulator.sendWebhook({ url, secretKey, events, form: 'observed', list: true });

		const [execution] = await executionsOf(id, 1);
		expect(execution?.items(webhookName)[0]).toMatchObject({ event: 'shipped', orderNumber });
	});

	test('An order that cannot be looked up is a failed execution that says why', async () => {
		const posting = await postingTo(n8n());
		const { simulator, url } = posting;
		const id = await activated(n8n(), posting);
		simulator.control.fault({ kind: 'status', status: 403, every: 1, endpoint: 'search' });
		const orderNumber = simulator.orders[0]?.orderNumber ?? '';
		const events = [{ eventType: 'hold', orderNumber, eventId: 'EVENT-1' }] as const;
		expect((await simulator.sendWebhook({ url, secretKey, events })).status).toBe(200);
		const [failed] = await executionsOf(id, 1);
		expect(failed?.status).toBe('error');
		expect(failed?.error?.message).toMatch(/no access to this API/);

		simulator.control.clearFaults();
		await simulator.sendWebhook({ url, secretKey, events });
		const [latest] = await executionsOf(id, 2);
		expect(latest?.status).toBe('success');
	});

	test('Without a secret key in the credential the workflow cannot be activated', async () => {
		const { url, workflow } = await postingTo(n8n(), {}, { webhookSecretKey: '' });
		const id = await n8n().api.importWorkflow(workflow);
		await n8n().api.activate(id);
		await until('n8n to say so', () =>
			n8n().log().includes('Webhook Secret Key is missing in the credential') ? true : undefined,
		);
		const { status } = await fetch(url, { method: 'POST' });
		expect(status).toBe(404);
	});

	describe('In the editor', () => {
		let editor: Editor;

		beforeAll(async () => {
			editor = await openEditor(n8n());
		});

		afterAll(() => (editor as Editor | undefined)?.close());

		test('The panel says where to enter what, and a test event shows the order', async () => {
			const { page } = editor;
			const { simulator, testUrl, workflow } = await postingTo(n8n());
			await editor.openWorkflow(await n8n().api.importWorkflow(workflow));
			await editor.openNode(webhookName);
			await page.getByText('Webhook URLs', { exact: true }).click();
			await page.getByText('Production URL', { exact: true }).waitFor();
			const panel = byTestId(page, 'node-parameters');
			expect(await panel.innerText()).toContain('My Apps, your application, Webhooks, Add Webhook');
			expect(await byTestId(panel, 'parameter-issues').count()).toBe(0);
			await saveScreenshot(page, 'n8n-webhook');

			await byTestId(page, 'node-execute-button').first().click();
			const orderNumber = simulator.orders[0]?.orderNumber ?? '';
			const events = [{ eventType: 'hold', orderNumber }] as const;
			await until('the editor to listen', async () => {
				const { status } = await simulator.sendWebhook({ url: testUrl, secretKey, events });
				return status === 200 ? true : undefined;
			});
			const output = byTestId(page, 'output-panel');
			await output.getByText(orderNumber).first().waitFor();
			await saveScreenshot(page, 'n8n-webhook-output');
		});

		test('The node creator finds it by what people look for', async () => {
			const { page } = editor;
			await editor.openNewWorkflow();
			await byTestId(page, 'canvas-plus-button').click();
			const found = byTestId(page, 'item-iterator-item').filter({ hasText: webhookName });
			for (const words of ['webhook', 'ingram micro', 'backordered']) {
				await byTestId(page, 'node-creator-search-bar').fill(words);
				await found.waitFor();
			}
		});
	});

	/** The executions of a workflow, the latest first, once there are so many. */
	function executionsOf(workflowId: string, count: number): Promise<readonly Execution[]> {
		return until(`${count} executions`, async () => {
			const executions = await n8n().api.executionsOf(workflowId);
			return executions.length >= count ? executions : undefined;
		});
	}
}
