import { exampleFlows, exampleSecretKey } from '../../../../scripts/node-red/example-flows.ts';
import { saveScreenshot } from '../../support/chromium.ts';
import { openEditor, type Editor } from '../support/editor.ts';
import { unreadableTexts, untranslatedTexts, wrappedLabels } from '../support/readability.ts';
import { canarySecret, type Stage } from '../support/stage.ts';

const dialog = '#ingram-webhook-check-dialog';
const checkId = 'example-webhook-check';

export function webhookCheckTests(stage: () => Stage): void {
	let editor: Editor;

	afterEach(async () => {
		const { problems } = editor;
		await editor.close();
		expect(problems).toEqual([]);
	});

	async function deploy(secretKey: string): Promise<void> {
		const flows = exampleFlows(['webhook-watch'], {
			...{ environment: 'custom', baseUrl: stage().simulator.origin },
			...{ customerNumber: '20-123456', countryCode: 'UK' },
			credentials: { clientId: 'demo-app', clientSecret: canarySecret },
		});
		await stage().nodeRed.deploy(
			flows.map((node) => (node.id === checkId ? { ...node, credentials: { secretKey } } : node)),
		);
	}

	test('the secret key is filled in, and webhooks are then accepted and counted', async () => {
		await deploy('');
		editor = await openEditor(stage().browser, stage().nodeRed);
		const { page } = editor;
		const status = page.locator(`[id="${checkId}"] .red-ui-flow-node-status-label`);
		await status.getByText('wrong value').waitFor();
		await editor.openNode(checkId);
		await page.locator(`${dialog} #node-input-secretKey.input-error`).waitFor();
		expect(await page.locator(dialog).innerText()).toContain('My Apps → Webhooks');
		await page.fill('#node-input-secretKey', exampleSecretKey);
		await page.locator('#node-input-secretKey').blur();
		await page.locator('#node-input-secretKey:not(.input-error)').waitFor();
		await page.mouse.move(700, 700);
		await saveScreenshot(page, 'node-red-webhook-dialog');
		await editor.save();
		await editor.deploy();
		await status.getByText('no webhook yet').waitFor();

		const { orderNumber = '' } = stage().simulator.orders[0] ?? {};
		const post = (secretKey: string) =>
			stage().simulator.sendWebhook({
				...{ url: `${stage().nodeRed.origin}/ingram-orders`, secretKey },
				events: [{ eventType: 'hold', orderNumber }],
			});
		expect((await post(exampleSecretKey)).status).toBe(200);
		await status.getByText('1 accepted').waitFor();
		await page.locator('.red-ui-debug-msg').filter({ hasText: 'holdPlaced' }).waitFor();
		expect((await post('another-key')).status).toBe(401);
		await status.getByText('✓ 1 ✗ 1').waitFor();
		await saveScreenshot(page, 'node-red-webhook-refused');
		expect(await page.content()).not.toContain(exampleSecretKey);
	});

	test.each(['en-US', 'de', 'fr', 'es-ES', 'it', 'nl'])(
		'in %s every label is translated, readable and has one line',
		async (locale) => {
			await deploy(exampleSecretKey);
			editor = await openEditor(stage().browser, stage().nodeRed, { locale });
			await editor.openNode(checkId);
			expect(await untranslatedTexts(editor.page, dialog)).toEqual([]);
			expect(await wrappedLabels(editor.page, dialog)).toEqual([]);
			expect(await unreadableTexts(editor.page, dialog)).toEqual([]);
		},
	);
}
