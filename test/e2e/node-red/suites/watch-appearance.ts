import { saveScreenshot } from '../../support/chromium.ts';
import { textOf } from '../support/catalog.ts';
import { openEditor, type Editor } from '../support/editor.ts';
import { openCodes } from '../support/form.ts';
import { unreadableTexts, untranslatedTexts, wrappedLabels } from '../support/readability.ts';
import { filledAccount, watchFlow, type Stage } from '../support/stage.ts';

const form = '#ingram-order-watch-dialog';
const allEvents = [
	...['holdPlaced', 'holdChanged', 'holdReleased', 'holdOverdue', 'orderCreated', 'statusChanged'],
];

/** So high that the whole dialog is seen. */
const wholeDialog = { width: 1400, height: 1100 };

export function watchAppearanceTests(stage: () => Stage): void {
	let editor: Editor;

	beforeAll(async () => {
		const watch = watchFlow({ events: allEvents, orderStatus: ['C', 'S'] });
		await stage().nodeRed.deploy([...watch, filledAccount(stage())]);
	});

	afterEach(() => editor.close());

	test.each(['en-US', 'de', 'fr', 'es-ES', 'it', 'nl'])(
		'in %s every label is translated and has one line',
		async (locale) => {
			editor = await openEditor(stage().browser, stage().nodeRed, { locale });
			const { page } = editor;
			await editor.openNode('watch');
			await page.click('#ingram-order-watch-advanced-toggle');
			expect(await page.locator(form).innerText()).toContain(
				textOf('ingram-order-watch', locale, 'events', 'holdPlaced'),
			);
			expect(await wrappedLabels(page, form)).toEqual([]);
			expect(await untranslatedTexts(page, form)).toEqual([]);
			await saveScreenshot(page, `node-red-watch-${locale}-advanced`);
		},
	);

	test.each([
		['en-US', 'light', 'node-red-watch-dialog'],
		['en-US', 'dark', 'node-red-watch-dark'],
		['de', 'light', 'node-red-watch-de'],
		['de', 'dark', 'node-red-watch-de-dark'],
	] as const)('in %s and the %s theme every text can be read', async (locale, theme, name) => {
		editor = await openEditor(stage().browser, stage().nodeRed, {
			...{ locale, theme },
			viewport: wholeDialog,
		});
		const { page } = editor;
		await page.evaluate("RED.actions.invoke('core:show-info-tab')");
		await editor.openNode('watch');
		expect(await unreadableTexts(page, form)).toEqual([]);
		expect(await wrappedLabels(page, form)).toEqual([]);
		await saveScreenshot(page, name);
		const panel = await openCodes(page, 'orderStatus');
		expect(await unreadableTexts(page, '.ingram-codes')).toEqual([]);
		const creditHold = locale === 'de' ? 'Kredithalt' : 'Credit hold';
		expect(await panel.locator('label').allInnerTexts()).toContain(`C\n${creditHold}`);
		await saveScreenshot(page, `${name}-codes`);
		await page.keyboard.press('Escape');
		await panel.waitFor({ state: 'hidden' });
		await page.click('#ingram-order-watch-advanced-toggle');
		await page.locator('#node-input-timeout').scrollIntoViewIfNeeded();
		expect(await unreadableTexts(page, form)).toEqual([]);
	});
}
