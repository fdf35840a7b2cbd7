import type { Locator, Page } from 'playwright-core';
import { startChromium } from '../../support/chromium.ts';
import { owner } from './n8n-api.ts';
import type { N8n } from './n8n-server.ts';

/** n8n's editor in a real browser, signed in. */
export interface Editor {
	readonly page: Page;
	readonly openNewWorkflow: () => Promise<void>;
	readonly openWorkflow: (id: string) => Promise<void>;
	/** Opens a node's panel by double click. */
	readonly openNode: (name: string) => Promise<void>;
	/** Makes room for the output of a node whose panel is open. */
	readonly widenOutput: () => Promise<void>;
	/** Resolves once nothing is announced in a corner any more. */
	readonly notificationsAreGone: () => Promise<void>;
	readonly close: () => Promise<void>;
}

export async function openEditor({ origin }: N8n): Promise<Editor> {
	const browser = await startChromium();
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	page.setDefaultTimeout(20_000);
	await page.goto(`${origin}/signin`);
	await page.fill('input[type=email]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await byTestId(page, 'form-submit-button').click();
	await page.waitForURL('**/home/**');

	return {
		page,
		openNewWorkflow: async () => {
			await page.goto(`${origin}/workflow/new`);
			await byTestId(page, 'canvas-plus-button').waitFor();
		},
		openWorkflow: async (id) => {
			await page.goto(`${origin}/workflow/${id}`);
			await byTestId(page, 'canvas-node').first().waitFor();
		},
		openNode: async (name) => {
			await page.dblclick(`[data-test-id=canvas-node][data-node-name="${name}"]`);
			await byTestId(page, 'node-parameters').waitFor();
		},
		widenOutput: () => dragLeft(page, byTestId(page, 'panel-drag-button'), 450),
		notificationsAreGone: () =>
			page.locator('.el-notification').first().waitFor({ state: 'hidden' }),
		close: () => browser.close(),
	};
}

/** n8n marks what tests look for with this attribute. */
export function byTestId(scope: Page | Locator, id: string): Locator {
	return scope.locator(`[data-test-id="${id}"]`);
}

async function dragLeft(page: Page, handle: Locator, pixels: number): Promise<void> {
	const box = await handle.boundingBox();
	if (box === null) throw new Error('There is nothing to drag');
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x - pixels, y, { steps: 10 });
	await page.mouse.up();
}
