import type { Locator, Page } from 'playwright-core';
import { searchFilters } from '../../../../nodes/shared/fields/filters.ts';
import { searchOptions } from '../../../../nodes/shared/fields/options.ts';
import { saveScreenshot } from '../../support/chromium.ts';
import { byTestId, openEditor, type Editor } from '../support/editor.ts';
import { application, startIngram } from '../support/ingram.ts';
import type { N8n } from '../support/n8n-server.ts';
import { chain, searchNode } from '../support/workflow.ts';

const onHoldSearch = {
	returnAll: true,
	filters: { onHoldOnly: true, createdAfter: '2020-10-01T00:00:00' },
};

export function editorTests(n8n: () => N8n): void {
	let editor: Editor;

	beforeAll(async () => {
		editor = await openEditor(n8n());
	});

	afterAll(() => (editor as Editor | undefined)?.close());

	test('The node creator finds the node by what people look for', async () => {
		const { page } = editor;
		await editor.openNewWorkflow();
		await byTestId(page, 'canvas-plus-button').click();
		for (const words of ['order status', 'ingram micro', 'Xvantage', 'reseller', 'hold']) {
			await byTestId(page, 'node-creator-search-bar').fill(words);
			await foundNode(page).waitFor();
		}
		await saveScreenshot(page, 'n8n-node-creator-hold');
	});

	test('The node creator adds the node with its panel open', async () => {
		const { page } = editor;
		await editor.openNewWorkflow();
		await byTestId(page, 'canvas-plus-button').click();
		await byTestId(page, 'node-creator-search-bar').fill('Ingram');
		await foundNode(page).waitFor();
		await saveScreenshot(page, 'n8n-node-creator');

		await foundNode(page).click();
		const actions = byTestId(page, 'node-creator');
		await actions.getByText('Get many orders', { exact: true }).waitFor();
		await saveScreenshot(page, 'n8n-node-actions');
		const offered = await byTestId(actions, 'node-creator-item-name').allInnerTexts();
		expect(offered.filter((name) => name.startsWith('Get '))).toEqual([
			'Get many orders',
			'Get an order',
			'Get the invoices of an order',
			'Get a linked document',
			'Get codes and their meaning',
		]);
		await actions.getByText('Get many orders', { exact: true }).click();

		const panel = byTestId(page, 'node-parameters');
		await panel.waitFor();
		for (const label of ['Operation', 'Return All', 'Limit', 'Filters', 'Output', 'Options']) {
			expect(await panel.getByText(label, { exact: true }).first().isVisible()).toBe(true);
		}
	});

	test('The panel offers every status and hold reason in words', async () => {
		const { page } = editor;
		const { credential } = await startIngram(n8n());
		await editor.openWorkflow(
			await n8n().api.importWorkflow(
				chain('Statuses', searchNode(credential, { filters: { orderStatus: [], holdReason: [] } })),
			),
		);
		await editor.openNode('Search');
		await byTestId(page, 'parameter-input-holdReason').click();

		const creditCheck = page.getByRole('option').filter({ hasText: 'Credit Check Hold (CH)' });
		await creditCheck.scrollIntoViewIfNeeded();
		await creditCheck.click();
		await saveScreenshot(page, 'n8n-node-panel');
	});

	test('What is added to the panel is not marked as wrong', async () => {
		const { page } = editor;
		const { credential } = await startIngram(n8n());
		await editor.openWorkflow(
			await n8n().api.importWorkflow(chain('Options', searchNode(credential, {}))),
		);
		await page.setViewportSize({ width: 1440, height: 1500 });
		await editor.openNode('Search');
		const panel = byTestId(page, 'node-parameters');
		const added = { 'Add Filter': searchFilters, 'Add option': searchOptions };
		for (const [placeholder, properties] of Object.entries(added)) {
			for (const { displayName, name } of properties) {
				await panel.getByPlaceholder(placeholder).click();
				await page.getByRole('option', { name: displayName, exact: true }).click();
				await byTestId(panel, `parameter-input-${name}`).waitFor();
			}
		}

		const country = byTestId(panel, 'rlc-input');
		expect(await country.getAttribute('placeholder')).toBe('From Credential');
		expect(await byTestId(panel, 'parameter-issues').count()).toBe(0);
		await saveScreenshot(page, 'n8n-options');

		await country.click();
		await byTestId(page, 'rlc-item').filter({ hasText: 'From Credential' }).waitFor();
		await byTestId(page, 'rlc-search').fill('germ');
		await byTestId(page, 'rlc-item').filter({ hasText: 'Austria' }).waitFor({ state: 'hidden' });
		const germany = byTestId(page, 'rlc-item').filter({ hasText: 'Germany (DE)' });
		await germany.waitFor();
		await saveScreenshot(page, 'n8n-country-list');
		await germany.click();
		expect(await country.inputValue()).toBe('Germany (DE)');
	});

	test('A country in a workflow of before, and one that is not in the list, are shown as they are', async () => {
		const { page } = editor;
		const { credential } = await startIngram(n8n());
		const byCode = { __rl: true, mode: 'code', value: 'PL' };
		for (const [countryCode, shown] of [['DE', 'DE'] as const, [byCode, 'PL'] as const]) {
			await editor.openWorkflow(
				await n8n().api.importWorkflow(
					chain('Country', searchNode(credential, { options: { countryCode } })),
				),
			);
			await page.setViewportSize({ width: 1440, height: 900 });
			await editor.openNode('Search');
			const panel = byTestId(page, 'node-parameters');
			expect(await byTestId(panel, 'rlc-input').inputValue()).toBe(shown);
			expect(await byTestId(panel, 'parameter-issues').count()).toBe(0);
			await saveScreenshot(page, `n8n-country-${shown}`);
		}
	});

	test("The credential's form takes what is needed, and says whether it works", async () => {
		const { page } = editor;
		const { simulator, credential } = await startIngram(n8n());
		await editor.openWorkflow(
			await n8n().api.importWorkflow(chain('New credential', searchNode(credential, {}))),
		);
		await page.setViewportSize({ width: 1440, height: 900 });
		await editor.openNode('Search');
		await byTestId(page, 'node-credentials-select').click();
		await byTestId(page, 'node-credentials-select-item-new').click();
		const form = byTestId(page, 'credential-edit-dialog');
		const field = (name: string) => byTestId(form, `parameter-input-${name}`);

		await field('clientId').locator('input').fill(application.clientId);
		await field('clientSecret').locator('input').fill(application.clientSecret);
		await field('environment').click();
		await page.getByRole('option', { name: 'Custom' }).click();
		await field('baseUrl').locator('input').fill(simulator.origin);
		await field('customerNumber').locator('input').fill('20-123456');
		await field('countryCode').click();
		await page.getByRole('option', { name: 'Other' }).click();
		await field('otherCountryCode').waitFor();
		await field('otherCountryCode').scrollIntoViewIfNeeded();
		await saveScreenshot(page, 'n8n-credential-other-country');
		await field('countryCode').click();
		await page.getByRole('option', { name: 'United Kingdom' }).click();
		await page.getByRole('option', { name: 'United Kingdom' }).waitFor({ state: 'hidden' });
		await field('apiVersion').click();
		await page.getByRole('option', { name: 'Version 6' }).click();
		await page.getByRole('option', { name: 'Version 6' }).waitFor({ state: 'hidden' });
		await field('webhookSecretKey').evaluate((input) => input.scrollIntoView({ block: 'center' }));
		await saveScreenshot(page, 'n8n-credential-version');
		// With its label, at the top of the form.
		await field('clientId').evaluate((input) => input.scrollIntoView({ block: 'center' }));
		await saveScreenshot(page, 'n8n-credential');
		await byTestId(page, 'credential-save-button').click();
		await form.waitFor({ state: 'hidden' });

		await byTestId(page, 'credential-edit-button').click();
		await byTestId(form, 'credentials-config-container-test-success').waitFor();
		await editor.notificationsAreGone();
		await saveScreenshot(page, 'n8n-credential-tested');

		await field('clientSecret').locator('input').fill('not-the-secret');
		await byTestId(page, 'credential-save-button').click();
		await form.getByText('Couldn’t connect with these settings').waitFor();
		await form.getByText('the App ID or the Client Secret is wrong').waitFor();
	});

	test('A run in the editor shows the orders in the output table', async () => {
		const { page } = editor;
		const { credential } = await startIngram(n8n());
		await page.setViewportSize({ width: 1440, height: 900 });
		await editor.openWorkflow(
			await n8n().api.importWorkflow(chain('Orders on hold', searchNode(credential, onHoldSearch))),
		);
		await editor.openNode('Search');
		await byTestId(page, 'node-execute-button').click();
		const output = byTestId(page, 'output-panel');
		await byTestId(output, 'node-run-status-success').waitFor();
		await byTestId(output, 'radio-button-table').click();

		const rows = output.locator('tbody tr');
		await rows.first().waitFor();
		expect(await output.locator('thead').innerText()).toContain('holdReasonDescription');
		expect(await rows.count()).toBeGreaterThan(5);
		expect(await rows.first().innerText()).toMatch(/hold/i);
		await editor.widenOutput();
		await editor.notificationsAreGone();
		await saveScreenshot(page, 'n8n-output-table');
	});

	test('A search that finds nothing says that it worked, and what it looked through', async () => {
		const { page } = editor;
		const { credential } = await startIngram(n8n());
		await page.setViewportSize({ width: 1440, height: 900 });
		await editor.openWorkflow(
			await n8n().api.importWorkflow(
				chain('Nothing', searchNode(credential, { filters: { orderNumber: '20-NONE' } })),
			),
		);
		await editor.openNode('Search');
		await byTestId(page, 'node-execute-button').click();
		const output = byTestId(page, 'output-panel');

		await output.getByText('The search worked').waitFor();
		expect(await output.innerText()).toContain('Order Number 20-NONE');
		await editor.notificationsAreGone();
		await saveScreenshot(page, 'n8n-no-match');
	});

	test('The panels of Get Order and Get Invoice take an order number', async () => {
		const { page } = editor;
		const { credential, simulator } = await startIngram(n8n());
		const orderNumber = simulator.orders[0]?.orderNumber;
		for (const operation of ['getOrder', 'getInvoice']) {
			await editor.openWorkflow(
				await n8n().api.importWorkflow(
					chain(operation, searchNode(credential, { operation, orderNumber })),
				),
			);
			await editor.openNode('Search');
			const panel = byTestId(page, 'node-parameters');
			for (const label of ['Order Number', 'Simplify', 'Options']) {
				expect(await panel.getByText(label, { exact: true }).first().isVisible()).toBe(true);
			}
			await byTestId(page, 'node-execute-button').click();
			const output = byTestId(page, 'output-panel');
			await output.locator('tbody tr, [data-test-id=run-data-schema-node]').first().waitFor();
			await editor.notificationsAreGone();
			await saveScreenshot(page, `n8n-${operation}`);
		}
	});
}

/** Our node in the list that the node creator shows. */
function foundNode(page: Page): Locator {
	return byTestId(page, 'item-iterator-item').filter({ hasText: 'Ingram Order Search' });
}
