import { startSimulator, type Order, type Simulator } from '@ingram-orders/simulator';
import type { Page } from 'playwright-core';
import { chooseShipment, watchTab } from '../../../../scripts/demo/watch-tab.ts';
import { exampleFlows } from '../../../../scripts/node-red/example-flows.ts';
import { saveScreenshot } from '../../support/chromium.ts';
import type { FlowNode } from '../../../../scripts/node-red/node-red-process.ts';
import { until } from '../../support/until.ts';
import { openEditor } from '../support/editor.ts';
import { unreadableTexts } from '../support/readability.ts';
import { canarySecret, type Stage } from '../support/stage.ts';

const desktop = { width: 1200, height: 900 };
const phone = { width: 390, height: 844 };
const hostileText = '<script>document.title="taken"</script><img src=x onerror=alert(1)>';

export function holdBoardTests(stage: () => Stage): void {
	let page: Page;

	afterEach(() => page.context().close());

	test('on a desktop it shows a bar for each reason and a row for each shipment', async () => {
		await show(stage().simulator, canarySecret);
		await openBoard(desktop);
		await page.getByRole('heading', { name: 'Orders on hold' }).waitFor();
		const shown = /^(\d+) shipments of (\d+) orders/.exec(
			await page.locator('main > p').innerText(),
		);
		expect(await page.locator('tbody tr').count()).toBe(Number(shown?.[1]));

		const bars = await page.locator('dd').evaluateAll((entries) =>
			entries.map((entry) => ({
				count: Number(entry.textContent),
				pixels: entry.querySelector('.bar')?.getBoundingClientRect().width ?? 0,
			})),
		);
		expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(Number(shown?.[1]));
		const [longest] = bars;
		for (const { count, pixels } of bars) {
			const share = count / (longest?.count ?? 0);
			expect(Math.abs(pixels / (longest?.pixels ?? 0) - share)).toBeLessThan(0.02);
		}
		await saveScreenshot(page, 'node-red-hold-board');
	});

	test('on a phone nothing sticks out, and each value has its name', async () => {
		await openBoard(phone);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
		expect(await page.locator('thead').isVisible()).toBe(false);
		const label = await page
			.locator('td[data-label="Hold reason"]')
			.first()
			.evaluate((cell) => getComputedStyle(cell, '::before').content);
		expect(label).toBe('"Hold reason"');
		await saveScreenshot(page, 'node-red-hold-board-phone');
	});

	test.each(['light', 'dark'] as const)('in a %s browser every text can be read', async (theme) => {
		await openBoard(desktop, theme);
		expect(await unreadableTexts(page, 'main')).toEqual([]);
		await saveScreenshot(page, `node-red-hold-board-${theme}`);
	});

	test('markup in an order is shown as text, and does nothing', async () => {
		const simulator = await startSimulator({ orders: [hostileOrder], documentedOrders: false });
		await show(simulator, 'demo-secret').finally(() => simulator.close());
		await openBoard(phone);
		const row = page.locator('tbody tr').filter({ hasText: '20-EVIL1' });
		expect(await row.innerText()).toContain(`PO-${hostileText}`);
		expect(await row.innerText()).toContain(`(${hostileText})`);
		expect(await page.title()).toBe('Orders on hold');
		expect(await page.locator('main script, img').count()).toBe(0);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
	});

	test('a hold that is placed and released by the buttons of the demo is on the open board at once', async () => {
		const { simulator, nodeRed, browser } = stage();
		const shipment = chooseShipment(simulator.orders);
		const { origin } = simulator;
		await show(simulator, canarySecret, watchTab({ origin, ...shipment }));
		const editor = await openEditor(browser, nodeRed);
		for (const watch of ['demo-watch-watch', 'example-board-watch']) {
			await editor.page.waitForFunction(
				`/held/.test(RED.nodes.node('${watch}').status?.text) && !/polling/.test(RED.nodes.node('${watch}').status.text)`,
			);
		}
		await openBoard({ width: 1440, height: 900 });
		await page.evaluate('scrollTo(0, 300); document.body.dataset.opened = "once"');
		const rows = page.locator('tbody tr').filter({ hasText: shipment.subOrderNumber });
		const today = (list: string) =>
			page.locator(`.${list} li`).filter({ hasText: shipment.subOrderNumber });
		expect(await rows.count()).toBe(0);

		await editor.pressInject('demo-watch-place');
		await today('placed').waitFor();
		expect(await today('placed').innerText()).toContain('Credit check hold');
		await editor.page.waitForFunction("$('.red-ui-debug-msg').text().includes('holdPlaced')");
		expect(await rows.innerText()).toContain('Credit check hold');
		await saveScreenshot(page, 'node-red-hold-board-live');

		await editor.pressInject('demo-watch-release');
		await today('released').waitFor();
		expect(await today('released').innerText()).toContain('Released to the warehouse');
		expect(await today('placed').count()).toBe(1);
		expect(await rows.count()).toBe(0);
		expect(await page.evaluate('[scrollY, document.body.dataset.opened]')).toEqual([300, 'once']);
		await saveScreenshot(editor.page, 'node-red-demo-watch');
		expect(editor.problems).toEqual([]);
		await editor.close();
	});

	test('what was placed yesterday is not shown as of today, and what was told twice is shown once', async () => {
		const { simulator, nodeRed } = stage();
		const midnight = new Date().setHours(0, 0, 0, 0);
		const events = [
			toldEvent('20-YESTERDAY', midnight - 1000),
			...Array.from({ length: 2 }, () => toldEvent('20-TODAY', midnight + 1000)),
		];
		const tell: FlowNode = {
			...{ id: 'tell', type: 'inject', z: 'example-board', x: 100, y: 500, repeat: '' },
			...{ props: [{ p: 'events', v: JSON.stringify(events), vt: 'json' }], wires: [['split']] },
		};
		const split: FlowNode = {
			...{ id: 'split', type: 'function', z: 'example-board', x: 300, y: 500, outputs: 1 },
			func: 'return [msg.events.map((payload) => ({ payload }))];',
			wires: [['example-board-event']],
		};
		await show(simulator, canarySecret, [tell, split]);
		await nodeRed.inject('tell');
		await openBoard(phone);
		await page.getByText('Placed on hold today: 1').waitFor();
		expect(await page.locator('.placed li').innerText()).toContain('20-TODAY');
	});

	test('says how old it is while Node-RED does not answer, and goes on by itself', async () => {
		await openBoard(desktop);
		await page.context().setOffline(true);
		const gone = page.getByText(/Node-RED does not answer. What you see is \d+ seconds old/);
		await gone.waitFor();
		expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
		expect(await unreadableTexts(page, 'body')).toEqual([]);
		await page.context().setOffline(false);
		await gone.waitFor({ state: 'hidden' });
	});

	test('says that it is not live while its watch fails', async () => {
		const { simulator, nodeRed } = stage();
		await show(simulator, canarySecret);
		await openBoard(desktop);
		const failure = page.getByRole('alert').filter({ hasText: 'Not live at the moment' });
		simulator.control.fault({ kind: 'status', status: 403, endpoint: 'search' });
		await nodeRed.inject('example-board-look');
		await failure.waitFor();
		expect(await failure.innerText()).toContain('no access');
		expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
	});

	/** Deploys the example on a server, with other nodes, and waits for its first result. */
	async function show(
		simulator: Simulator,
		clientSecret: string,
		others: readonly FlowNode[] = [],
	): Promise<void> {
		const { nodeRed } = stage();
		// A deploy keeps what an earlier board remembers of the day.
		await nodeRed.deploy([]);
		await nodeRed.deploy([
			...others,
			...exampleFlows(['hold-board'], {
				...{ environment: 'custom', baseUrl: simulator.origin },
				...{ customerNumber: '20-123456', countryCode: 'UK' },
				credentials: { clientId: 'demo-app', clientSecret },
			}),
		]);
		await until('the first result on the board', async () => {
			const answer = await fetch(`${nodeRed.origin}/hold-board`);
			const { orderNumber = '' } = oldestHold(simulator) ?? {};
			return (await answer.text()).includes(orderNumber) ? true : undefined;
		});
	}

	async function openBoard(
		viewport: { width: number; height: number },
		colorScheme: 'light' | 'dark' = 'light',
	): Promise<void> {
		page = await stage().browser.newPage({ viewport, colorScheme });
		page.on('dialog', () => {
			throw new Error('The page has run a script of an order');
		});
		await page.goto(`${stage().nodeRed.origin}/hold-board`);
	}
}

function oldestHold({ orders }: Simulator): Order | undefined {
	return orders.findLast(({ subOrders }) => subOrders.some(({ statusCode }) => statusCode === 'C'));
}

/** A hold that was placed, as the watch tells it. */
function toldEvent(orderNumber: string, seenAt: number) {
	return {
		...{ event: 'holdPlaced', eventId: orderNumber, seenAt: new Date(seenAt).toISOString() },
		...{ orderNumber, customerOrderNumber: '', subOrderNumber: `${orderNumber}-11` },
		...{ entryTimestamp: '2024-04-30T10:00:00Z', onHold: true },
		...{ statusDescription: 'Credit hold', holdReasonCode: '', holdReasonDescription: '' },
	};
}

const hostileOrder: Order = {
	orderNumber: '20-EVIL1',
	customerOrderNumber: `PO-${hostileText}`,
	entryTimestamp: '2024-04-30T10:00:00Z',
	subOrders: [
		{
			...{ subOrderNumber: '20-EVIL1-11', statusCode: 'C', status: 'ORDER HOLD' },
			...{ holdReasonCode: 'BA', holdReason: hostileText },
		},
	],
};
