import { startSimulator } from '@ingram-orders/simulator';
import type { Locator } from 'playwright-core';
import { saveScreenshot } from '../../support/chromium.ts';
import { openEditor, type Editor } from '../support/editor.ts';
import { markedProperties } from '../support/form.ts';
import { canarySecret, filledAccount, searchFlow, type Stage } from '../support/stage.ts';

export function accountDialogTests(stage: () => Stage): void {
	let editor: Editor;

	beforeEach(async () => {
		await stage().nodeRed.deploy([...searchFlow(), filledAccount(stage())]);
		editor = await openEditor(stage().browser, stage().nodeRed);
		await editor.openNode('search');
	});

	afterEach(() => editor.close());

	async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
		for (const [property, value] of Object.entries(fields)) {
			await editor.page.fill(`#node-config-input-${property}`, value);
		}
	}

	async function press(): Promise<Locator> {
		await editor.page.getByRole('button', { name: 'Test connection' }).click();
		const result = editor.page.locator('#ingram-micro-account-test-result');
		await editor.page
			.locator('#ingram-micro-account-test-result:is([data-state=good], [data-state=bad])')
			.waitFor();
		return result;
	}

	test('an account is filled in, tested, added, deployed, and finds orders', async () => {
		const { page } = editor;
		await page.click('#node-input-btn-account-add');
		await page.locator('#node-config-input-environment').waitFor();
		await page.selectOption('#node-config-input-environment', { label: 'Production' });
		await page.locator('#node-config-input-baseUrl').waitFor({ state: 'hidden' });
		expect(await markedProperties(page)).toEqual(['countryCode', 'customerNumber']);
		await page.selectOption('#node-config-input-environment', {
			label: 'Custom (gateway or simulator)',
		});
		await fill({
			...{ name: 'Partner portal', baseUrl: stage().simulator.origin },
			...{ clientId: 'demo-app', clientSecret: canarySecret },
			...{ customerNumber: '20-123456', countryCode: 'UK' },
		});
		const result = await press();
		expect(await result.innerText()).toBe(
			`It works. Orders that this account can search: ${stage().simulator.orders.length}`,
		);
		await page.getByRole('button', { name: 'Test connection', disabled: false }).waitFor();
		await page.mouse.move(700, 700);
		await saveScreenshot(page, 'node-red-account-dialog');

		await page.click('#node-config-dialog-ok');
		await page.locator('#node-config-input-environment').waitFor({ state: 'detached' });
		expect(await page.locator('#node-input-account option:checked').innerText()).toBe(
			'Partner portal',
		);
		await editor.save();
		await editor.deploy();
		await editor.pressInject('go');
		await page.locator('.red-ui-debug-msg').filter({ hasText: 'array[' }).waitFor();
	});

	test('the test of an account uses the stored secret, and says what is wrong in words', async () => {
		const { page } = editor;
		await editor.openAccount();
		expect(await (await press()).innerText()).toContain('It works.');

		await fill({ clientSecret: 'a-wrong-secret' });
		const wrongSecret = await (await press()).innerText();
		expect(wrongSecret).toContain('the App ID or the Client Secret is wrong');
		expect(wrongSecret).not.toContain('a-wrong-secret');
		await saveScreenshot(page, 'node-red-account-refused');

		await fill({ clientSecret: canarySecret, customerNumber: '20-654321' });
		expect(await (await press()).innerText()).toMatch(/customer number .* not belong/i);

		const stopped = await startSimulator();
		await stopped.close();
		await fill({ customerNumber: '20-123456', baseUrl: stopped.origin });
		const unreachable = await (await press()).innerText();
		expect(unreachable).toMatch(/refused|could not be reached/i);
		expect(unreachable).not.toContain(canarySecret);
	});

	test('wrong settings are marked', async () => {
		const { page } = editor;
		await editor.openAccount();
		expect(await markedProperties(page)).toEqual([]);
		await page.locator('#node-config-input-baseUrl').fill('');
		await page.locator('#node-config-input-baseUrl').pressSequentially('http://example.com');
		await page.locator('#node-config-input-countryCode').pressSequentially('X');
		await page.locator('#node-config-input-countryCode.input-error').waitFor();
		await page.locator('#node-config-input-countryCode').hover();
		await page.locator('.red-ui-popover').getByText('Give two letters').waitFor();
		expect(await markedProperties(page)).toEqual(['baseUrl', 'countryCode']);
	});
}
