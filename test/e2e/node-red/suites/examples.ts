import type { Page } from 'playwright-core';
import { exampleNames } from '../../../../scripts/node-red/example-flows.ts';
import { saveScreenshot } from '../../support/chromium.ts';
import { flowsAreStored, openEditor, type Editor } from '../support/editor.ts';
import { canarySecret, type Stage } from '../support/stage.ts';

const ours = ['ingram-order-search', 'ingram-order-watch'];

interface StoredNode {
	readonly id: string;
	readonly type: string;
	readonly label?: string;
	readonly z?: string;
}

export function exampleTests(stage: () => Stage): void {
	let editor: Editor;

	beforeAll(async () => {
		await stage().nodeRed.deploy([{ id: 'tab', type: 'tab', label: 'Start' }]);
		editor = await openEditor(stage().browser, stage().nodeRed);
	});

	afterAll(() => editor.close());

	test('every example is offered in the import dialog, is imported and deployed', async () => {
		const { page } = editor;
		for (const name of exampleNames) await importExample(name);
		await page.click('#red-ui-header-button-deploy');
		const question = page
			.locator('.red-ui-notification')
			.filter({ hasText: 'properly configured' });
		expect(await question.innerText()).toContain('Ingram Micro account');
		const stored = flowsAreStored(page);
		await question.getByRole('button', { name: 'Confirm deploy' }).click();
		await stored;

		const nodes = await storedNodes(stage());
		const tabs = nodes.filter(({ type }) => type === 'tab');
		expect(tabs).toHaveLength(1 + exampleNames.length);
		for (const { id, label } of tabs.slice(1)) {
			const types = nodes.filter(({ z }) => z === id).map(({ type }) => type);
			expect([label, types.filter((type) => ours.includes(type))]).not.toEqual([label, []]);
		}
	});

	test('on the tab of an example no node lies on another one', async () => {
		const { page } = editor;
		const tabs = (await storedNodes(stage())).filter(({ type }) => type === 'tab').slice(1);
		await page.locator('.red-ui-notification').first().waitFor({ state: 'detached' });
		for (const { id, label } of tabs) {
			await page.evaluate(`RED.workspaces.show('${id}')`);
			await page
				.locator(`.red-ui-tab.active`)
				.getByText(label ?? '')
				.first()
				.waitFor();
			expect([label, await overlaps(page)]).toEqual([label, []]);
			await saveScreenshot(page, `node-red-${id}`);
		}
	});

	test('an imported example runs once its account is filled in', async () => {
		const { page } = editor;
		const search = await page.evaluate(
			"RED.nodes.filterNodes({ type: 'ingram-order-search' }).find((n) => RED.nodes.workspace(n.z).label.startsWith('Search')).id",
		);
		await page.evaluate(`RED.view.reveal('${String(search)}')`);
		await editor.openNode(String(search));
		await editor.openAccount();
		await page.selectOption('#node-config-input-environment', 'custom');
		const settings = {
			...{ baseUrl: stage().simulator.origin, customerNumber: '20-123456', countryCode: 'UK' },
			...{ clientId: 'demo-app', clientSecret: canarySecret },
		};
		for (const [property, value] of Object.entries(settings)) {
			await page.fill(`#node-config-input-${property}`, value);
		}
		await page.click('#node-config-dialog-ok');
		await page.locator('#node-config-input-environment').waitFor({ state: 'detached' });
		await editor.save();
		const deployed = flowsAreStored(page);
		await page.click('#red-ui-header-button-deploy');
		const confirm = page.getByRole('button', { name: 'Confirm deploy' });
		await Promise.race([deployed, confirm.waitFor().catch(() => undefined)]);
		if (await confirm.isVisible()) await confirm.click();
		await deployed;

		await page.evaluate(`RED.view.reveal('${String(search)}')`);
		await page.locator('.red-ui-flow-node-button-button:visible').first().click();
		const rows = page.locator('.red-ui-debug-msg').filter({ hasText: /array\[\d+\]/ });
		await rows.first().waitFor();
		await saveScreenshot(page, 'node-red-example-run');
	});

	/** Menu, Import, Examples, as a user does it. */
	async function importExample(name: string): Promise<void> {
		const { page } = editor;
		await page.click('#red-ui-header-button-sidemenu');
		await page.locator('.red-ui-menu-dropdown').getByText('Import', { exact: true }).click();
		const dialog = page.getByRole('dialog', { name: 'Import nodes' });
		await dialog.getByRole('link', { name: 'Examples' }).click();
		const tree = dialog.locator('#red-ui-clipboard-dialog-import-tab-examples');
		const example = tree.getByText(name, { exact: true });
		await tree.getByText('@ingram-orders/node-red-ingram-micro').click();
		await example.click();
		await dialog.getByRole('button', { name: 'Import' }).click();
		// The second example has the account of the first, which the editor keeps.
		if (name !== exampleNames[0]) {
			await page.getByRole('button', { name: 'View nodes...' }).click();
			await saveScreenshot(page, 'node-red-import-conflict');
			await page.getByRole('button', { name: 'Import selected' }).click();
		}
		await dialog.waitFor({ state: 'hidden' });
	}
}

/** Pairs of nodes on the canvas that touch, by their names. */
function overlaps(page: Page): Promise<string[]> {
	return page.locator('#red-ui-workspace-chart').evaluate((chart) => {
		const shapes = [...chart.querySelectorAll('rect.red-ui-flow-node')];
		const boxes = shapes.map((shape) => ({
			name: shape.parentElement?.textContent.trim() ?? '',
			box: shape.getBoundingClientRect(),
		}));
		return boxes.flatMap(({ name, box }, index) =>
			boxes
				.slice(index + 1)
				.filter(
					({ box: other }) =>
						box.left < other.right &&
						other.left < box.right &&
						box.top < other.bottom &&
						other.top < box.bottom,
				)
				.map((other) => `${name} / ${other.name}`),
		);
	});
}

async function storedNodes({ nodeRed }: Stage): Promise<readonly StoredNode[]> {
	const answer = await fetch(`${nodeRed.origin}/flows`);
	return (await answer.json()) as StoredNode[];
}
