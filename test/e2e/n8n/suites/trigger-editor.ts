import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { watchFilters } from '../../../../nodes/IngramOrderTrigger/fields/filters.ts';
import { watchOptions } from '../../../../nodes/IngramOrderTrigger/fields/options.ts';
import { saveScreenshot } from '../../support/chromium.ts';
import { byTestId, openEditor, type Editor } from '../support/editor.ts';
import { readExample } from '../support/example.ts';
import { startIngram } from '../support/ingram.ts';
import type { WorkflowNode } from '../support/n8n-api.ts';
import type { N8n } from '../support/n8n-server.ts';
import { triggerName } from '../support/watching.ts';
import { chain, credentialType, searchNode } from '../support/workflow.ts';

const examplesFolder = path.resolve(import.meta.dirname, '../../../../examples/n8n');

export function triggerEditorTests(n8n: () => N8n): void {
	let editor: Editor;

	beforeAll(async () => {
		editor = await openEditor(n8n());
	});

	afterAll(() => (editor as Editor | undefined)?.close());

	test('The node creator finds the trigger by what people look for', async () => {
		const { page } = editor;
		await editor.openNewWorkflow();
		await byTestId(page, 'canvas-plus-button').click();
		// Among triggers, n8n leaves the last word of the name out.
		const found = byTestId(page, 'item-iterator-item').filter({
			hasText: /^Ingram Order\s*Starts/,
		});
		for (const words of ['credit hold', 'hold released', 'new order', 'ingram micro', 'alert']) {
			await byTestId(page, 'node-creator-search-bar').fill(words);
			await found.waitFor();
		}
	});

	test('The form says what the trigger does and what it costs, and marks nothing as wrong', async () => {
		const { page } = editor;
		const panel = await openTrigger({ width: 1440, height: 1000 });
		for (const label of [
			'Poll Times',
			'Events',
			'Lookback (Days)',
			'Output',
			'Filters',
			'Options',
		]) {
			await panel.getByText(label, { exact: true }).first().waitFor();
		}
		expect(await panel.innerText()).toContain('only while this workflow is active');
		await saveScreenshot(page, 'n8n-trigger');

		await page.setViewportSize({ width: 1440, height: 1700 });
		const added = { 'Add Filter': watchFilters, 'Add option': watchOptions };
		for (const [placeholder, properties] of Object.entries(added)) {
			for (const { displayName, name } of properties) {
				await panel.getByPlaceholder(placeholder).click();
				await page.getByRole('option', { name: displayName, exact: true }).click();
				await byTestId(panel, `parameter-input-${name}`).waitFor();
			}
		}
		expect(await byTestId(panel, 'parameter-issues').count()).toBe(0);
		await saveScreenshot(page, 'n8n-trigger-options');
	});

	test.each([
		['search', 'holdReasonDescription'],
		['getOrder', 'orderTotalValue'],
		['getInvoice', 'invoiceDate'],
		['getCodes', 'warehouseId'],
		['getLinked', 'billtoaddress'],
	])('The fields of %s can be used before it ever ran', async (operation, field) => {
		const { page } = editor;
		const { credential } = await startIngram(n8n());
		await page.setViewportSize({ width: 1440, height: 900 });
		await editor.openWorkflow(
			await n8n().api.importWorkflow(
				chain('Preview', searchNode(credential, { operation }), {
					name: 'Next',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: {},
				}),
			),
		);
		await editor.openNode('Next');

		await byTestId(page, 'ndv-input-panel').getByText(field, { exact: true }).waitFor();
		await saveScreenshot(page, `n8n-preview-${operation}`);
	});

	// After the others: the editor remembers how wide the output is.
	test('A test event is what is on hold now, in the shape of an event', async () => {
		const { page } = editor;
		await openTrigger({ width: 1800, height: 900 });
		await byTestId(page, 'node-execute-button').click();
		const output = byTestId(page, 'output-panel');
		await byTestId(output, 'node-run-status-success').waitFor();
		await byTestId(output, 'radio-button-table').click();

		const rows = output.locator('tbody tr');
		await rows.first().waitFor();
		expect(await output.locator('thead').innerText()).toContain('previousHoldReasonDescription');
		expect(await rows.first().innerText()).toContain('sample:holdPlaced:');
		await editor.widenOutput();
		await editor.notificationsAreGone();
		await saveScreenshot(page, 'n8n-trigger-output');
	});

	test('The notes of all examples show all of their text', async () => {
		const { page } = editor;
		const notes = readdirSync(examplesFolder).flatMap((file, row) =>
			readExample(file, { credentials: {} })
				.nodes.filter(({ type }) => type.endsWith('.stickyNote'))
				.map(({ name, position: [x], ...note }): WorkflowNode => ({
					...note,
					name: `${file}: ${name}`,
					position: [x, row * 500],
				})),
		);
		const workflow = chain('Notes');
		await editor.openWorkflow(
			await n8n().api.importWorkflow({ ...workflow, nodes: [...workflow.nodes, ...notes] }),
		);
		await byTestId(page, 'zoom-to-fit').click();
		const sizes = await byTestId(page, 'sticky').evaluateAll((shown) =>
			shown.map((note) => ({
				text: note.textContent,
				hidden: Math.max(
					...[...note.querySelectorAll('*')].map(
						({ scrollHeight, clientHeight }) => scrollHeight - clientHeight,
					),
				),
			})),
		);
		await saveScreenshot(page, 'n8n-example-notes');

		expect(sizes).toHaveLength(notes.length);
		expect(sizes.filter(({ hidden }) => hidden > 3)).toEqual([]);
	});

	/** The trigger with its panel open. */
	async function openTrigger(size: { width: number; height: number }): Promise<Locator> {
		const { page } = editor;
		const { credential } = await startIngram(n8n());
		const example = readExample('1-mail-on-hold.json', {
			credentials: { [credentialType]: credential },
		});
		// n8n tests no trigger while a credential of a node behind it is missing.
		const nodes = example.nodes.filter(({ name }) => name === triggerName);
		await page.setViewportSize(size);
		await editor.openWorkflow(
			await n8n().api.importWorkflow({ ...example, nodes, connections: {} }),
		);
		await editor.openNode(triggerName);
		return byTestId(page, 'node-parameters');
	}
}
