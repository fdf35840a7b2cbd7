import type { Browser, Locator, Page } from 'playwright-core';
import { until } from '../../support/until.ts';
import type { NodeRed } from '../../../../scripts/node-red/node-red-process.ts';

/** Node-RED's editor in a real browser. */
export interface Editor {
	readonly page: Page;
	/** What the page's scripts have thrown or logged as errors so far. */
	readonly problems: readonly string[];
	/** Opens a node's dialog and gives its tray. */
	readonly openNode: (id: string) => Promise<Locator>;
	/** From the open dialog of a search node to that of its account. */
	readonly openAccount: () => Promise<Locator>;
	/** Done, in the dialog of a node. */
	readonly save: () => Promise<void>;
	/** Cancel, in whatever dialogs are open. */
	readonly cancel: () => Promise<void>;
	readonly deploy: () => Promise<void>;
	readonly pressInject: (id: string) => Promise<void>;
	/** Drags a node that the palette offers onto the workspace; gives it once its error badge is shown. */
	readonly dragFromPalette: (type: string) => Promise<Locator>;
	/** Loads the page anew, on the flows as they are deployed now. */
	readonly reload: () => Promise<void>;
	readonly close: () => Promise<void>;
}

export interface EditorOptions {
	/** Language of the browser, e.g. `de-DE`. */
	readonly locale?: string;
	readonly theme?: 'light' | 'dark';
	readonly viewport?: { readonly width: number; readonly height: number };
}

/** Opens the editor on the flows as they are deployed now. */
export async function openEditor(
	browser: Browser,
	{ origin }: NodeRed,
	{
		locale = 'en-US',
		theme = 'light',
		viewport = { width: 1400, height: 1000 },
	}: EditorOptions = {},
): Promise<Editor> {
	const context = await browser.newContext({ locale, viewport });
	context.setDefaultTimeout(15_000);
	await context.addInitScript(`localStorage.setItem('view-dark-theme', '${theme}')`);
	await context.route('**/*', (route) =>
		route.request().url().startsWith(origin) ? route.continue() : route.abort(),
	);
	const page = await context.newPage();
	const problems = collectProblems(page);
	await page.goto(origin);
	await isLoaded(page);
	return { page, problems, ...dialogs(page), ...actions(page), close: () => context.close() };
}

async function isLoaded(page: Page): Promise<void> {
	await page.waitForFunction(
		"window.RED?.nodes?.getType?.('ingram-order-search') && $('#red-ui-header-button-deploy').is(':visible') && !$('.red-ui-loading, #red-ui-loading-progress').is(':visible')",
	);
}

function collectProblems(page: Page): readonly string[] {
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') problems.push(message.text());
	});
	return problems;
}

function dialogs(page: Page) {
	const opened = async (field: string): Promise<Locator> => {
		const tray = page.locator(`.red-ui-tray:has(${field})`);
		await tray.waitFor();
		await atRest(tray);
		return tray;
	};
	return {
		openNode: async (id: string) => {
			await page.waitForFunction(`RED.nodes.node('${id}')`);
			await page.evaluate(`RED.editor.edit(RED.nodes.node('${id}'))`);
			return opened('#node-input-name');
		},
		openAccount: async () => {
			await page.click('#node-input-btn-account-edit');
			return opened('#node-config-input-environment');
		},
		save: async () => {
			await page.click('#node-dialog-ok');
			await page.locator('.red-ui-tray').waitFor({ state: 'detached' });
		},
		cancel: async () => {
			for (const button of ['#node-config-dialog-cancel', '#node-dialog-cancel']) {
				if (await page.locator(button).isVisible()) {
					await page.click(button);
					await page.locator(button).waitFor({ state: 'detached' });
				}
			}
		},
	};
}

function actions(page: Page) {
	return {
		deploy: async () => {
			const stored = flowsAreStored(page);
			await page.click('#red-ui-header-button-deploy');
			await stored;
			await page.locator('#red-ui-header-button-deploy.disabled').waitFor();
		},
		pressInject: async (id: string) => {
			await page.locator(`[id="${id}"] .red-ui-flow-node-button-button`).click();
		},
		dragFromPalette: (type: string) => dragFromPalette(page, type),
		reload: async () => {
			await page.reload();
			await isLoaded(page);
		},
	};
}

async function dragFromPalette(page: Page, type: string): Promise<Locator> {
	const offered = page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
	const before = await idsOf(page, type);
	const id = await until(`a new ${type} on the workspace`, async () => {
		await drag(page, offered);
		return (await idsOf(page, type)).find((each) => !before.includes(each));
	});
	const added = page.locator(`.red-ui-flow-node-group[id="${id}"]`);
	await added.locator('.red-ui-flow-node-error:not(.hide)').waitFor();
	return added;
}

/** Step by step, as the editor drops a node only where it saw the mouse move. */
async function drag(page: Page, offered: Locator): Promise<void> {
	await atRest(offered);
	const from = await offered.boundingBox();
	const chart = await page.locator('#red-ui-workspace-chart').boundingBox();
	if (!from || !chart) throw new Error('There is nothing to drag, or nowhere to drop it.');
	await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
	await page.mouse.down();
	await page.mouse.move(chart.x + 300, chart.y + 250, { steps: 12 });
	await page.mouse.up();
}

function idsOf(page: Page, type: string): Promise<string[]> {
	return page.evaluate(`RED.nodes.filterNodes({ type: '${type}' }).map(({ id }) => id)`);
}

/** Answered when the server has stored the flows; the deploy button is disabled as soon as it is pressed. */
export async function flowsAreStored(page: Page): Promise<void> {
	await page.waitForResponse(
		(answer) => answer.request().method() === 'POST' && /\/flows$/.test(answer.url()),
	);
}

/** Trays slide in, and the palette's groups open when it is filtered. */
async function atRest(moving: Locator): Promise<void> {
	let before: string | undefined;
	for (;;) {
		const box = await moving.boundingBox();
		const now = box === null ? undefined : JSON.stringify(box);
		if (now !== undefined && now === before) return;
		before = now;
		await moving.page().evaluate('new Promise((r) => setTimeout(r, 60))');
	}
}
