import { saveScreenshot } from '../../support/chromium.ts';
import { textOf } from '../support/catalog.ts';
import { openEditor, type Editor } from '../support/editor.ts';
import { openCodes } from '../support/form.ts';
import { unreadableTexts, untranslatedTexts, wrappedLabels } from '../support/readability.ts';
import { filledAccount, searchFlow, type Stage } from '../support/stage.ts';

const searchForm = '#ingram-order-search-dialog';
const accountForm = '.ingram-micro-account';

export function appearanceTests(stage: () => Stage): void {
	let editor: Editor;

	beforeAll(() => stage().nodeRed.deploy([...searchFlow(), filledAccount(stage())]));

	afterEach(() => editor.close());

	test.each(['en-US', 'de', 'fr', 'es-ES', 'it', 'nl'])(
		'in %s every label is translated and has one line',
		async (locale) => {
			editor = await openEditor(stage().browser, stage().nodeRed, { locale });
			const { page } = editor;
			await editor.openNode('search');
			await page.click('#ingram-order-search-advanced-toggle');
			expect(await page.locator(searchForm).innerText()).toContain(
				textOf('ingram-order-search', locale, 'label', 'orderNumber'),
			);
			expect(await wrappedLabels(page, searchForm)).toEqual([]);
			expect(await untranslatedTexts(page, searchForm)).toEqual([]);
			await saveScreenshot(page, `node-red-${locale}`);
			await editor.openAccount();
			expect(await wrappedLabels(page, accountForm)).toEqual([]);
			expect(await untranslatedTexts(page, accountForm)).toEqual([]);
			await saveScreenshot(page, `node-red-${locale}-account`);
		},
	);

	test('a German editor has German help, kinds and answers', async () => {
		editor = await openEditor(stage().browser, stage().nodeRed, { locale: 'de-DE' });
		const { page } = editor;
		await page.click('[id="search"] .red-ui-flow-node');
		await page.evaluate("RED.actions.invoke('core:show-help-tab')");
		const help = page.locator('.red-ui-help').last();
		await help.getByRole('heading', { name: 'Wonach gesucht wird' }).waitFor();
		await editor.openNode('search');
		await page.locator(searchForm).getByText('Wonach gesucht wird').waitFor();
		await editor.openAccount();
		await page.getByRole('button', { name: 'Verbindung testen' }).click();
		await page.getByText('Es funktioniert.').waitFor();
		const country = page.locator('#node-config-input-countryCode');
		await country.fill('GB');
		await page.getByText('Ingram Micro schreibt UK für das Vereinigte Königreich').waitFor();
		await page.getByRole('button', { name: 'Länder anzeigen' }).click();
		await page.getByRole('option', { name: 'Deutschland' }).click();
		expect(await country.inputValue()).toBe('DE');
		await page.fill('#node-config-input-clientSecret', 'another-secret');
		await page.getByRole('button', { name: 'Verbindung testen' }).click();
		await page.getByText('Die App ID oder das Client Secret ist falsch.').waitFor();
		await saveScreenshot(page, 'node-red-de-account-refused');
	});

	test.each(['light', 'dark'] as const)('in the %s theme every text can be read', async (theme) => {
		editor = await openEditor(stage().browser, stage().nodeRed, { theme });
		const { page } = editor;
		await editor.openNode('search');
		const panel = await openCodes(page, 'orderStatus');
		expect(await unreadableTexts(page, '.ingram-codes')).toEqual([]);
		await saveScreenshot(page, `node-red-${theme}-codes`);
		await page.keyboard.press('Escape');
		await panel.waitFor({ state: 'hidden' });
		expect(await unreadableTexts(page, searchForm)).toEqual([]);
		await saveScreenshot(page, `node-red-${theme}`);
		await editor.openAccount();
		await page.getByRole('button', { name: 'Show the countries' }).click();
		await page.locator('.ingram-list').waitFor();
		expect(await unreadableTexts(page, '.ingram-list')).toEqual([]);
		await saveScreenshot(page, `node-red-${theme}-countries`);
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Test connection' }).click();
		await page.getByText('It works.').waitFor();
		await page.getByRole('button', { name: 'Test connection', disabled: false }).waitFor();
		await page.mouse.move(700, 700);
		expect(await unreadableTexts(page, accountForm)).toEqual([]);
		await saveScreenshot(page, `node-red-${theme}-account`);
	});
}
