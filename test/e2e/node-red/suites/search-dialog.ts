import { saveScreenshot } from '../../support/chromium.ts';
import { openEditor, type Editor } from '../support/editor.ts';
import { chooseKind, markedProperties, openCodes, rowOf, typeInto } from '../support/form.ts';
import { filledAccount, searchFlow, type Stage } from '../support/stage.ts';

const dialog = '#ingram-order-search-dialog';

export function searchDialogTests(stage: () => Stage): void {
	let editor: Editor;

	beforeEach(async () => {
		await stage().nodeRed.deploy([...searchFlow(), filledAccount(stage())]);
		editor = await openEditor(stage().browser, stage().nodeRed);
	});

	afterEach(async () => {
		const { problems } = editor;
		await editor.close();
		expect(problems).toEqual([]);
	});

	test('the palette offers the node, and a new one asks for an account', async () => {
		const { page } = editor;
		await page.getByPlaceholder('filter nodes').pressSequentially('ingram');
		const offered = page.locator('.red-ui-palette-node[data-palette-type=ingram-order-search]');
		await offered.waitFor();
		expect((await offered.innerText()).split(/\s+/).join(' ')).toBe('order search');
		await page
			.locator('.red-ui-palette-node[data-palette-type=inject]')
			.waitFor({ state: 'hidden' });
		await saveScreenshot(page, 'node-red-palette');

		await editor.dragFromPalette('ingram-order-search');
	});

	test('the dialog shows its groups, and the fields that the operation uses', async () => {
		const { page } = editor;
		await editor.openNode('search');
		const labels = async () =>
			(await page.locator(`${dialog} .form-row:visible > label`).allInnerTexts()).map((text) =>
				text.trim(),
			);
		const groups = async () => page.locator(`${dialog} .ingram-group:visible`).allInnerTexts();
		expect(await groups()).toEqual(['Account', 'What to search', 'Output']);
		const always = ['Name', 'Account *', 'Operation'];
		expect(await labels()).toEqual([
			...always,
			...['Order Number', 'Customer Order No.', 'Order Status', 'Hold Reason', 'On Hold Only'],
			...['Created After', 'Created Before', 'Output', 'Delivery', 'Limit', 'Linked Documents'],
		]);
		await page.getByRole('button', { name: 'Advanced' }).click();
		expect(await labels()).toContain('Max Wait (s)');
		expect(await page.locator('#node-input-account').getAttribute('aria-required')).toBe('true');

		const advanced = ['Customer Number', 'Country Code', 'Max Wait (s)', 'Timeout (s)'];
		await page.selectOption('#node-input-operation', { label: 'Get an order' });
		const simplify = 'names like orderNumber, numbers as numbers';
		expect(await labels()).toEqual([
			...always,
			...['Order Number *', 'Simplify', simplify, ...advanced],
		]);
		await page.selectOption('#node-input-operation', { label: 'Get invoices of an order' });
		expect(await labels()).toEqual([
			...always,
			...['Order Number', 'Link', 'Simplify', simplify, 'Delivery', ...advanced],
		]);
		expect(await page.locator('#node-input-link').inputValue()).toBe('payload.invoiceLink');
		await saveScreenshot(page, 'node-red-get-invoices');

		await page.selectOption('#node-input-operation', { label: 'Get a linked document' });
		expect(await page.locator('#node-input-link').inputValue()).toBe('payload.orderLink');
		expect(await labels()).toEqual([...always, 'Link *', 'Max Wait (s)', 'Timeout (s)']);
		await page.selectOption('#node-input-operation', { label: 'Get a table of codes' });
		expect(await labels()).toEqual([...always, 'Table', 'Delivery']);
	});

	test('a link that was chosen stays as it is', async () => {
		const { page, openNode, save } = editor;
		const chosen = { operation: 'getLinked', link: 'payload.invoiceLink', linkType: 'msg' };
		await stage().nodeRed.deploy([...searchFlow(chosen), filledAccount(stage())]);
		await editor.reload();
		await openNode('search');
		expect(await page.locator('#node-input-link').inputValue()).toBe('payload.invoiceLink');
		await save();
		expect(await page.locator('#red-ui-header-button-deploy.disabled').count()).toBe(1);
	});

	test('kinds and values of typed inputs are stored and shown again', async () => {
		const { page, save, openNode } = editor;
		await openNode('search');
		await typeInto(page, 'orderNumber', '20-RD12H');
		await chooseKind(page, 'customerOrderNumber', 'msg.');
		await typeInto(page, 'customerOrderNumber', 'payload.po');
		await chooseKind(page, 'createdAfter', 'days ago');
		await typeInto(page, 'createdAfter', '30');
		await chooseKind(page, 'createdBefore', 'expression');
		await typeInto(page, 'createdBefore', '$millis() - 86400000');
		await chooseKind(page, 'limit', 'env variable');
		await typeInto(page, 'limit', 'MAX_ORDERS');
		await save();
		await editor.deploy();
		const stored = {
			...{ orderNumber: '20-RD12H', orderNumberType: 'str' },
			...{ customerOrderNumber: 'payload.po', customerOrderNumberType: 'msg' },
			...{ createdAfter: '30', createdAfterType: 'daysAgo' },
			...{ createdBefore: '$millis() - 86400000', createdBeforeType: 'jsonata' },
			...{ limit: 'MAX_ORDERS', limitType: 'env', onHoldOnly: 'true', onHoldOnlyType: 'bool' },
		};
		expect(await deployedSearch(stage())).toMatchObject(stored);

		await editor.reload();
		await openNode('search');
		const shown = async (property: string) => [
			await rowOf(page, property).locator('.red-ui-typedInput-type-select').innerText(),
			await rowOf(page, property).locator('.red-ui-typedInput-input').inputValue(),
		];
		expect(await shown('orderNumber')).toEqual(['', '20-RD12H']);
		expect(await shown('customerOrderNumber')).toEqual(['msg.', 'payload.po']);
		expect(await shown('createdAfter')).toEqual(['days ago', '30']);
		expect((await shown('createdBefore'))[1]).toBe('$millis() - 86400000');
		expect((await shown('limit'))[1]).toBe('MAX_ORDERS');
		await save();
		expect(await page.locator('#red-ui-header-button-deploy.disabled').count()).toBe(1);
	});

	test('hold reasons are found by words, chosen, stored and shown again', async () => {
		const { page, save, openNode } = editor;
		await openNode('search');
		const panel = await openCodes(page, 'holdReason');
		await panel.getByPlaceholder('Search code or description').fill('credit check');
		const found = panel.locator('label:visible');
		expect(await found.allInnerTexts()).toEqual(
			['CH', 'CL', 'PC', 'PD'].map((code) => `${code}\nCredit check hold`),
		);
		await saveScreenshot(page, 'node-red-codes');
		await found.first().click();
		await panel.getByPlaceholder('Search code or description').fill('no such thing');
		await panel.getByText('No code fits.').waitFor();
		await panel.getByPlaceholder('Search code or description').fill('ba');
		await panel.getByText('Bad address hold').click();
		await page.keyboard.press('Escape');
		await panel.waitFor({ state: 'hidden' });
		const words = 'BA Bad address hold, CH Credit check hold';
		expect(await rowOf(page, 'holdReason').locator('.ingram-codes-chosen').innerText()).toBe(words);
		await chooseKind(page, 'createdAfter', 'days ago');
		await typeInto(page, 'createdAfter', '30');
		await saveScreenshot(page, 'node-red-search-dialog');
		await save();
		await editor.deploy();
		expect(await deployedSearch(stage())).toMatchObject({ holdReason: 'BA,CH' });

		await openNode('search');
		expect(await rowOf(page, 'holdReason').locator('.ingram-codes-chosen').innerText()).toBe(words);
	});

	test('wrong values are marked in the form, and on the canvas with the reason', async () => {
		const { page, save, openNode } = editor;
		await openNode('search');
		expect(await markedProperties(page)).toEqual([]);
		await typeInto(page, 'createdAfter', 'soon');
		await typeInto(page, 'limit', '0');
		await page.getByRole('button', { name: 'Advanced' }).click();
		await page.locator('#node-input-maxWait').fill('');
		await page.locator('#node-input-maxWait').pressSequentially('-1');
		await page.locator('#node-input-maxWait.input-error').waitFor();
		expect(await markedProperties(page)).toEqual(['createdAfter', 'limit', 'maxWait']);
		const reason = 'The limit must be a whole number of at least 1, or empty for all';
		await rowOf(page, 'limit').getByRole('alert').getByText(reason).waitFor();
		await saveScreenshot(page, 'node-red-wrong-values');

		await chooseKind(page, 'createdAfter', 'days ago');
		await rowOf(page, 'createdAfter').getByText('Give whole days from 0 to 36500').waitFor();
		await typeInto(page, 'createdAfter', '30');
		await page.locator('#node-input-createdAfter:not(.input-error)').waitFor({ state: 'attached' });
		await typeInto(page, 'createdAfter', 'soon');

		// What comes with a message is known only when one comes.
		await chooseKind(page, 'createdAfter', 'msg.');
		await page.locator('#node-input-createdAfter:not(.input-error)').waitFor({ state: 'attached' });
		await save();
		await page.locator('[id="search"] .red-ui-flow-node-error').hover();
		await page.locator('.red-ui-flow-port-tooltip').getByText(reason).waitFor();
	});

	test('a country is chosen from the list or typed, and GB is refused in words', async () => {
		const { page, save, openNode } = editor;
		await openNode('search');
		await page.getByRole('button', { name: 'Advanced' }).click();
		const field = rowOf(page, 'countryCode').getByRole('combobox');
		await field.pressSequentially('gb');
		await rowOf(page, 'countryCode').getByText('writes UK for the United Kingdom').waitFor();
		expect(await markedProperties(page)).toEqual(['countryCode']);
		await field.fill('');
		await page.locator('.ingram-list').waitFor();
		await field.press('ArrowDown');
		await field.press('ArrowDown');
		await field.press('Enter');
		expect(await field.inputValue()).toBe('BE');
		await page.locator('#node-input-countryCode:not(.input-error)').waitFor({ state: 'attached' });
		await typeInto(page, 'customerNumber', '123456');
		await rowOf(page, 'customerNumber').getByText('The branch is missing').waitFor();
		await typeInto(page, 'customerNumber', '20-123456');
		await save();
		await editor.deploy();
		expect(await deployedSearch(stage())).toMatchObject({
			...{ countryCode: 'BE', countryCodeType: 'str', customerNumber: '20-123456' },
		});
	});

	test('the help tab explains the node', async () => {
		const { page } = editor;
		await page.click('[id="search"] .red-ui-flow-node');
		await page.evaluate("RED.actions.invoke('core:show-help-tab')");
		const help = page.locator('.red-ui-help').last();
		await help.getByRole('heading', { name: 'Outputs' }).waitFor();
		expect(await help.innerText()).toContain('never gives an order twice');
		await saveScreenshot(page, 'node-red-help');
	});
}

async function deployedSearch({ nodeRed }: Stage): Promise<Record<string, unknown> | undefined> {
	const answer = await fetch(`${nodeRed.origin}/flows`);
	const flows = (await answer.json()) as Record<string, unknown>[];
	return flows.find(({ id }) => id === 'search');
}
