import { saveScreenshot } from '../../support/chromium.ts';
import { until } from '../../support/until.ts';
import { openEditor, type Editor } from '../support/editor.ts';
import { markedProperties, openCodes } from '../support/form.ts';
import { filledAccount, watchFlow, type Stage } from '../support/stage.ts';

const dialog = '#ingram-order-watch-dialog';

export function watchDialogTests(stage: () => Stage): void {
	let editor: Editor;

	beforeEach(async () => {
		await stage().nodeRed.deploy([...watchFlow(), filledAccount(stage())]);
		editor = await openEditor(stage().browser, stage().nodeRed);
	});

	afterEach(async () => {
		const { problems } = editor;
		await editor.close();
		expect(problems).toEqual([]);
	});

	function box(name: string) {
		return editor.page.getByRole('checkbox', { name });
	}

	test('the palette offers the node, and a new one asks for an account only', async () => {
		const { page } = editor;
		await page.getByPlaceholder('filter nodes').pressSequentially('ingram');
		const offered = page.locator('.red-ui-palette-node[data-palette-type=ingram-order-watch]');
		await offered.waitFor();
		expect((await offered.innerText()).split(/\s+/).join(' ')).toBe('order watch');
		await saveScreenshot(page, 'node-red-watch-palette');
		const added = await editor.dragFromPalette('ingram-order-watch');
		await added.locator('.red-ui-flow-node-error').hover();
		const reason = page.locator('.red-ui-flow-port-tooltip');
		await reason.waitFor();
		expect(await reason.textContent()).toMatch(/account/i);
		expect(await reason.textContent()).not.toMatch(/interval|events/i);
	});

	test('the dialog shows its groups, and the hours where an event needs them', async () => {
		const { page } = editor;
		await editor.openNode('watch');
		const labels = async () =>
			(await page.locator(`${dialog} .form-row:visible > label`).allInnerTexts()).map((text) =>
				text.trim(),
			);
		expect(await page.locator(`${dialog} .ingram-group:visible`).allInnerTexts()).toEqual([
			...['What to report', 'When to look', 'Output'],
		]);
		expect(await labels()).toEqual([
			...['Name', 'Account *', 'Events', 'Order Status', 'Hold Reason'],
			...['Interval (s)', 'Lookback (days)', 'First Poll', 'Output', 'Linked Documents'],
		]);
		await box('Hold overdue').check();
		expect(await labels()).toContain('Overdue After (h)');
		await box('Hold overdue').uncheck();
		expect(await labels()).not.toContain('Overdue After (h)');

		await page.getByRole('button', { name: 'Advanced' }).click();
		expect((await labels()).slice(-4)).toEqual([
			...['Full Scan Every', 'Keep State In', 'Max Wait (s)', 'Timeout (s)'],
		]);
		expect(await page.locator('#node-input-store option').allInnerTexts()).toEqual([
			'Automatic: a file of its own',
		]);
	});

	test('with an account of version 6 its words are offered, and reasons of holds are refused', async () => {
		const { page } = editor;
		const chosen = { orderStatus: ['PARTIALLY SHIPPED'], holdReason: ['CH'] };
		await stage().nodeRed.deploy([
			...watchFlow(chosen),
			...[filledAccount(stage(), { apiVersion: 'v6' })],
			filledAccount(stage(), { id: 'account-5', name: 'Version 5', apiVersion: 'v5' }),
		]);
		await editor.reload();
		await page.locator('[id="watch"] .red-ui-flow-node-error:not(.hide)').waitFor();
		await editor.openNode('watch');
		const refusals = page.locator(`${dialog} .ingram-refusal:visible`);
		await refusals.getByText('does not say why an order is on hold').waitFor();
		expect(await refusals.count()).toBe(1);
		const statuses = page.locator(`${dialog} .ingram-codes-chosen`).first();
		expect(await statuses.innerText()).toBe('PARTIALLY SHIPPED Partially shipped');
		await saveScreenshot(page, 'node-red-watch-version-6');

		await page.selectOption('#node-input-account', { label: 'Version 5' });
		await refusals.getByText('an order status that Ingram Micro does not know').waitFor();
		expect(await refusals.count()).toBe(1);
		expect(await statuses.innerText()).toBe('PARTIALLY SHIPPED');
	});

	test('events, codes and numbers are stored and shown again', async () => {
		const { page } = editor;
		await editor.openNode('watch');
		expect(await box('Hold placed').isChecked()).toBe(true);
		await box('Hold placed').uncheck();
		await box('Hold released').check();
		await box('Hold overdue').check();
		await page.fill('#node-input-overdueHours', '24, 72');
		await page.fill('#node-input-interval', '600');
		const panel = await openCodes(page, 'holdReason');
		await panel.getByPlaceholder('Search code or description').fill('credit check');
		await panel.locator('label:visible').first().click();
		await page.keyboard.press('Escape');
		await panel.waitFor({ state: 'hidden' });
		await editor.save();
		await editor.deploy();
		expect(await deployedWatch(stage())).toMatchObject({
			...{ events: ['holdReleased', 'holdOverdue'], overdueHours: '24, 72', interval: '600' },
			...{ holdReason: ['CH'], orderStatus: [] },
		});

		await editor.reload();
		await editor.openNode('watch');
		const checked = page.locator('#ingram-order-watch-events input:checked');
		expect(
			await checked.evaluateAll((boxes) => boxes.map((one) => one.getAttribute('value'))),
		).toEqual(['holdReleased', 'holdOverdue']);
		expect(await page.locator(`${dialog} .ingram-codes-chosen`).allInnerTexts()).toContain(
			'CH Credit check hold',
		);
		await editor.save();
		expect(await page.locator('#red-ui-header-button-deploy.disabled').count()).toBe(1);
	});

	test('wrong values are marked in the form, and on the canvas with the reason', async () => {
		const { page } = editor;
		await editor.openNode('watch');
		expect(await markedProperties(page)).toEqual([]);
		await box('Hold placed').uncheck();
		await page.locator(dialog).getByText('Choose at least one event').waitFor();
		await page.locator('#node-input-interval').fill('');
		await page.locator('#node-input-interval').pressSequentially('5');
		await page.locator('#node-input-interval.input-error').waitFor();
		expect(await markedProperties(page)).toContain('interval');
		await saveScreenshot(page, 'node-red-watch-wrong-values');
		await editor.save();
		await page.locator('[id="watch"] .red-ui-flow-node-error').hover();
		const reason = page.locator('.red-ui-flow-port-tooltip');
		await reason.getByText('Give whole seconds from 60 to 86400').waitFor();
		await reason.getByText('Choose at least one event').waitFor();
	});

	test('a hold that is placed comes into the debug sidebar, and the status counts it', async () => {
		const { page } = editor;
		const status = page.locator('[id="watch"]').getByText(/\d+ held/);
		await editor.pressInject('go');
		await status.waitFor();
		const order = stage().simulator.orders.find(({ subOrders }) =>
			subOrders.every(
				({ statusCode, holdReasonCode }) => statusCode === 'I' && holdReasonCode === '',
			),
		);
		const orderNumber = order?.orderNumber ?? '';
		stage().simulator.control.changeOrder({ orderNumber, statusCode: 'C', holdReasonCode: 'CH' });
		await editor.pressInject('go');
		const message = page.locator('.red-ui-debug-msg').first();
		await message.filter({ hasText: 'holdPlaced' }).waitFor();
		await message.locator('.red-ui-debug-msg-object-handle').first().click();
		await message.getByText('onHoldSince').waitFor();
		expect(await message.innerText()).toContain(`orderNumber: "${orderNumber}"`);
		await until('no notification', async () =>
			(await page.locator('.red-ui-notification').count()) === 0 ? true : undefined,
		);
		await saveScreenshot(page, 'node-red-watch-event');
	});

	test('the help tab explains the node', async () => {
		const { page } = editor;
		await page.click('[id="watch"] .red-ui-flow-node');
		await page.evaluate("RED.actions.invoke('core:show-help-tab')");
		const help = page.locator('.red-ui-help').last();
		await help.getByRole('heading', { name: 'Exactly once' }).waitFor();
		expect(await help.innerText()).toContain('repeat nothing and lose nothing');
		await saveScreenshot(page, 'node-red-watch-help');
	});
}

async function deployedWatch({ nodeRed }: Stage): Promise<Record<string, unknown> | undefined> {
	const answer = await fetch(`${nodeRed.origin}/flows`);
	const flows = (await answer.json()) as Record<string, unknown>[];
	return flows.find(({ id }) => id === 'watch');
}
