import type { Page } from 'playwright-core';
import { widthOf } from '../../../../packages/node-red/test/support/node-boxes.ts';
import { exampleFlows, exampleNames } from '../../../../scripts/node-red/example-flows.ts';
import { saveScreenshot } from '../../support/chromium.ts';
import { flowsAreStored, openEditor, type Editor } from '../support/editor.ts';
import { canarySecret, type Stage } from '../support/stage.ts';

/** Of the pictures of the documentation. */
const viewport = { width: 1440, height: 900 };
const ours = ['ingram-order-search', 'ingram-order-watch', 'ingram-webhook-check'];

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

	test.each(exampleNames)('%s: what its tab shows lies side by side', async (name) => {
		const nodes = exampleFlows([name], {
			...{ environment: 'custom', baseUrl: stage().simulator.origin },
			...{ customerNumber: '20-123456', countryCode: 'UK' },
			credentials: { clientId: 'demo-app', clientSecret: canarySecret },
		});
		await stage().nodeRed.deploy(nodes);
		const { page, close } = await openEditor(stage().browser, stage().nodeRed, { viewport });
		const drawn = nodes.filter(({ x }) => x !== undefined);
		await page.waitForFunction(`RED.nodes.node('${drawn.at(-1)?.id ?? ''}')?.w`);
		if (drawn.some(({ type }) => type === 'ingram-order-watch')) {
			await page.locator('.red-ui-flow-node-status-label').getByText(/held/).waitFor();
		}
		if (name === 'search-and-debug') {
			await page.locator('.red-ui-flow-node-button-button').first().click();
			await page.locator('.red-ui-debug-msg').nth(1).waitFor();
			await page.locator('.red-ui-notification').waitFor({ state: 'detached' });
		}
		const ids = JSON.stringify(drawn.map(({ id }) => id));
		const widths = await page.evaluate<number[]>(`${ids}.map((id) => RED.nodes.node(id).w)`);
		// Other fonts than those the layout is tested with are narrower.
		const wider = drawn.filter((node, index) => (widths[index] ?? Infinity) > widthOf(node));
		expect(wider.map(({ name: label }) => label)).toEqual([]);
		expect(await overlaps(page)).toEqual([]);
		expect(await cutOff(page)).toEqual([]);
		// Icons come one by one.
		await page.waitForLoadState('networkidle');
		await saveScreenshot(page, `node-red-example-${name}`);
		await close();
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

/** Pairs of nodes, notes and statuses on the canvas that touch, by their texts. */
function overlaps(page: Page): Promise<string[]> {
	return page.locator('#red-ui-workspace-chart').evaluate((chart) => {
		const shapes = [
			...chart.querySelectorAll('rect.red-ui-flow-node, .red-ui-flow-node-status-group'),
		];
		const boxes = shapes
			.map((shape) => ({
				name: (shape.matches('rect') ? shape.parentElement : shape)?.textContent.trim() ?? '',
				box: shape.getBoundingClientRect(),
			}))
			.filter(({ box }) => box.width > 0);
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

/** Texts of nodes on the canvas that are not in sight. */
function cutOff(page: Page): Promise<string[]> {
	return page.locator('#red-ui-workspace-chart').evaluate((canvas) => {
		const sight = canvas.getBoundingClientRect();
		return [...canvas.querySelectorAll('.red-ui-flow-node-group')]
			.filter((node) => {
				const { left, right, top, bottom } = node.getBoundingClientRect();
				return left < sight.left || right > sight.right || top < sight.top || bottom > sight.bottom;
			})
			.map((node) => node.textContent.trim());
	});
}

async function storedNodes({ nodeRed }: Stage): Promise<readonly StoredNode[]> {
	const answer = await fetch(`${nodeRed.origin}/flows`);
	return (await answer.json()) as StoredNode[];
}
