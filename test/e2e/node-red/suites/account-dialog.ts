import { startSimulator } from '@ingram-orders/simulator';
import type { Locator } from 'playwright-core';
import { saveScreenshot } from '../../support/chromium.ts';
import { openEditor, type Editor } from '../support/editor.ts';
import { markedProperties, openCodes, rowOf } from '../support/form.ts';
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

	/** The sentence below a field. */
	async function said(property: string, sentence: string): Promise<void> {
		const row = rowOf(editor.page, property, 'config-input');
		await row.getByRole('alert').getByText(sentence).waitFor();
	}

	test('an account is filled in, tested, added, deployed, and finds orders', async () => {
		const { page } = editor;
		await page.click('#node-input-btn-account-add');
		await page.locator('#node-config-input-environment').waitFor();
		await page.selectOption('#node-config-input-environment', { label: 'Production' });
		await page.locator('#node-config-input-baseUrl').waitFor({ state: 'hidden' });
		expect(await page.locator('.red-ui-tray').last().innerText()).toContain(
			'Add new Ingram Micro account config node',
		);
		const required = ['clientId', 'clientSecret', 'countryCode', 'customerNumber'];
		expect(await markedProperties(page)).toEqual(required);
		for (const property of required) {
			const field = page.locator(`#node-config-input-${property}`);
			expect(await field.getAttribute('aria-required')).toBe('true');
			expect(await rowOf(page, property, 'config-input').locator('> label').innerText()).toMatch(
				/\*$/,
			);
		}
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
		await said('countryCode', 'Give two letters');
		expect(await markedProperties(page)).toEqual(['baseUrl', 'countryCode']);
		await fill({ customerNumber: '123456', countryCode: 'GB' });
		await said('countryCode', 'Ingram Micro writes UK for the United Kingdom, not GB');
		await said('customerNumber', 'The branch is missing');
		await saveScreenshot(page, 'node-red-account-wrong-values');
		await fill({ countryCode: 'US', customerNumber: '20-123456' });
		await page.locator('#node-config-input-customerNumber').blur();
		expect(
			await page
				.getByRole('alert')
				.filter({ hasText: /UK|branch/ })
				.count(),
		).toBe(0);
		expect(await markedProperties(page)).toEqual(['baseUrl']);
	});

	test('another version of the API is chosen, and what it allows is what the dialogs allow', async () => {
		const { page } = editor;
		await editor.openAccount();
		const version = page.locator('#node-config-input-apiVersion');
		expect(await version.inputValue()).toBe('v5');
		await fill({ customerNumber: '123456', countryCode: 'GB' });
		await said('customerNumber', 'The branch is missing');
		await version.selectOption({ label: 'Version 6' });
		expect(await rowOf(page, 'apiVersion', 'config-input').innerText()).toContain('and not why');
		expect(await markedProperties(page)).toEqual([]);
		await fill({ customerNumber: '20-12345678' });
		await said('customerNumber', 'At most 10 plain letters');
		await fill({ customerNumber: '20-123456', countryCode: 'UK' });
		stage().simulator.control.clearLog();
		expect(await (await press()).innerText()).toMatch(
			/^It works\. Orders of the last 20 days: \d+$/,
		);
		const search = stage().simulator.requests.find(({ endpoint }) => endpoint === 'search');
		expect(search?.version).toBe('v6');
		await page.mouse.move(700, 700);
		await saveScreenshot(page, 'node-red-account-version');
		await page.click('#node-config-dialog-ok');
		await page.locator('#node-config-input-apiVersion').waitFor({ state: 'detached' });

		const statuses = await openCodes(page, 'orderStatus');
		await statuses.getByPlaceholder('Search code or description').fill('partially shipped');
		await statuses.locator('label:visible').first().click();
		await page.keyboard.press('Escape');
		await statuses.waitFor({ state: 'hidden' });
		const reasons = await openCodes(page, 'holdReason');
		await reasons.getByPlaceholder('Search code or description').fill('credit check');
		await reasons.locator('label:visible').first().click();
		await page.keyboard.press('Escape');
		const row = rowOf(page, 'holdReason');
		await row.getByRole('alert').getByText('does not say why an order is on hold').waitFor();
		expect(await markedProperties(page)).toEqual(['holdReason']);
		await saveScreenshot(page, 'node-red-search-version-6');

		await page.click('#node-input-btn-account-edit');
		await version.selectOption({ label: 'Version 5' });
		await page.click('#node-config-dialog-ok');
		await rowOf(page, 'orderStatus')
			.getByRole('alert')
			.getByText('an order status that Ingram Micro does not know')
			.waitFor();
		expect(await markedProperties(page)).toEqual(['orderStatus']);
	});

	test('a country is chosen by keyboard from the list of the document', async () => {
		const { page } = editor;
		const tray = await editor.openAccount();
		const field = page.locator('#node-config-input-countryCode');
		const options = page.locator('.ingram-list').getByRole('option');
		await page.getByRole('button', { name: 'Show the countries' }).click();
		expect(await options.count()).toBe(12);
		expect(await page.locator('.ingram-list [aria-selected=true]').innerText()).toMatch(
			/^United Kingdom\s+UK$/,
		);
		await saveScreenshot(page, 'node-red-countries');
		await field.press('Escape');
		await options.first().waitFor({ state: 'hidden' });
		expect(await tray.isVisible()).toBe(true);

		await field.fill('');
		await field.pressSequentially('ger');
		expect(await options.filter({ visible: true }).allInnerTexts()).toHaveLength(1);
		await field.press('ArrowDown');
		await field.press('Enter');
		expect(await field.inputValue()).toBe('DE');
		await options.first().waitFor({ state: 'hidden' });
	});
}
