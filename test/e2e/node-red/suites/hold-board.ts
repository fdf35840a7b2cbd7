import { startSimulator, type Order, type Simulator } from '@ingram-orders/simulator';
import type { Page } from 'playwright-core';
import { exampleFlows } from '../../../../scripts/node-red/example-flows.ts';
import { saveScreenshot } from '../../support/chromium.ts';
import { until } from '../../support/until.ts';
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
		const shown = /^(\d+) shipments of (\d+) orders/.exec(await page.locator('p').innerText());
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
		expect(await page.locator('script, img').count()).toBe(0);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
	});

	/** Deploys the example on a server, and waits for its first result. */
	async function show(simulator: Simulator, clientSecret: string): Promise<void> {
		const { nodeRed } = stage();
		await nodeRed.deploy(
			exampleFlows(['hold-board'], {
				...{ environment: 'custom', baseUrl: simulator.origin },
				...{ customerNumber: '20-123456', countryCode: 'UK' },
				credentials: { clientId: 'demo-app', clientSecret },
			}),
		);
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
