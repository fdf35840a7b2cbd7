import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { saveScreenshot } from '../../support/chromium.ts';
import { openEditor, type Editor } from '../support/editor.ts';
import { canarySecret, filledAccount, searchFlow, type Stage } from '../support/stage.ts';

export function runTests(stage: () => Stage): void {
	let editor: Editor;

	beforeAll(async () => {
		await stage().nodeRed.deploy([...searchFlow(), filledAccount(stage())]);
		editor = await openEditor(stage().browser, stage().nodeRed);
	});

	afterAll(() => editor.close());

	test('the inject button brings the orders on hold into the debug sidebar', async () => {
		const { page } = editor;
		await editor.pressInject('go');
		const message = page.locator('.red-ui-debug-msg').last();
		await message.filter({ hasText: /array\[\d+\]/ }).waitFor();
		await page
			.locator('[id="search"]')
			.getByText(/^\d+ orders$/)
			.waitFor();

		await message.locator('.red-ui-debug-msg-object-handle').first().click();
		await message.getByText('[0 … 9]').click();
		await message.getByText('0', { exact: true }).click();
		await message.getByText('holdReasonDescription').waitFor();
		const [newest] = holds(stage());
		expect(await message.innerText()).toContain(`orderNumber: "${newest?.orderNumber ?? 'none'}"`);
		await page.locator('.red-ui-notification').first().waitFor({ state: 'detached' });
		await saveScreenshot(page, 'node-red-debug');
	});

	test('a failure goes to the debug sidebar in words, without the secret', async () => {
		const { page } = editor;
		const { nodeRed } = stage();
		await nodeRed.deploy([
			...searchFlow(),
			filledAccount(stage(), {
				credentials: { clientId: 'other-app', clientSecret: canarySecret },
			}),
		]);
		await editor.reload();
		await editor.pressInject('go');
		const error = page.locator('.red-ui-debug-msg-level-20').last();
		await error.locator('.red-ui-debug-msg-object-handle').first().click();
		await error.getByText('the App ID or the Client Secret is wrong').waitFor();
		await saveScreenshot(page, 'node-red-failure');
		await page.locator('[id="search"]').getByText('wrong login').waitFor();
		expect(await page.content()).not.toContain(canarySecret);
	});

	test('after typing the secret and a deploy it is nowhere to be read', async () => {
		const { page } = editor;
		const { nodeRed } = stage();
		await nodeRed.deploy([...searchFlow(), filledAccount(stage(), { credentials: {} })]);
		await editor.reload();
		await editor.openNode('search');
		await editor.openAccount();
		await page.fill('#node-config-input-clientId', 'demo-app');
		await page.fill('#node-config-input-clientSecret', canarySecret);
		await page.click('#node-config-dialog-ok');
		await page.locator('#node-config-input-environment').waitFor({ state: 'detached' });
		await editor.save();
		await editor.deploy();
		await editor.pressInject('go');
		await page.locator('.red-ui-debug-msg').filter({ hasText: 'array[' }).waitFor();

		await editor.reload();
		await editor.openNode('search');
		await editor.openAccount();
		expect(await page.inputValue('#node-config-input-clientId')).toBe('demo-app');
		const inPage = await page.evaluate(
			"document.documentElement.outerHTML + $('input').map((_, e) => e.value).get() + JSON.stringify(RED.nodes.createCompleteNodeSet({ credentials: true }))",
		);
		expect(inPage).toContain('demo-app');
		const credentials = await fetch(`${nodeRed.origin}/credentials/ingram-micro-account/account`);
		const told: unknown = await credentials.json();
		expect(told).toEqual({ clientId: 'demo-app', has_clientSecret: true });
		const flows = await (await fetch(`${nodeRed.origin}/flows`)).text();
		for (const text of [inPage, flows, nodeRed.output(), ...storedFiles(nodeRed.userFolder)]) {
			expect(text).not.toContain(canarySecret);
		}
	});
}

function holds({ simulator }: Stage) {
	return simulator.orders.filter(({ subOrders }) =>
		subOrders.some(({ statusCode }) => ['C', 'D', 'O', 'S'].includes(statusCode)),
	);
}

/** What Node-RED itself has written: flows, credentials, settings. */
function storedFiles(userFolder: string): string[] {
	const files = readdirSync(userFolder, { withFileTypes: true }).filter((entry) => entry.isFile());
	expect(files.map(({ name }) => name)).toContain('flows.json');
	return files.map(({ name }) => readFileSync(path.join(userFolder, name), 'utf8'));
}
