import { startSimulator, type Order, type Simulator } from '@ingram-orders/simulator';
import type { Locator, Page } from 'playwright-core';
import { chooseShipment, watchTab } from '../../../../scripts/demo/watch-tab.ts';
import { exampleFlows } from '../../../../scripts/node-red/example-flows.ts';
import { saveScreenshot } from '../../support/chromium.ts';
import type { FlowNode } from '../../../../scripts/node-red/node-red-process.ts';
import { until } from '../../support/until.ts';
import { openEditor } from '../support/editor.ts';
import { unreadableTexts } from '../support/readability.ts';
import { canarySecret, type Stage } from '../support/stage.ts';

const desktop = { width: 1440, height: 900 };
/** What the whole page may weigh. */
const maxBytes = 60_000;
const phone = { width: 390, height: 844 };
const hostileText = '<script>document.title="taken"</script><img src=x onerror=alert(1)>';

export function holdBoardTests(stage: () => Stage): void {
	let page: Page;

	afterEach(() => page.context().close());

	test('on a desktop it shows four numbers, a bar for each large reason and a row for each shipment', async () => {
		const { simulator } = stage();
		await show(simulator, canarySecret);
		await openBoard(desktop);
		const { shipments, orders, oldestDays } = whatIsHeld(simulator);
		const tiles = await page.locator('.tiles dd').allInnerTexts();
		expect(tiles.slice(0, 3)).toEqual([`${shipments}`, `${orders}`, `${oldestDays} days`]);
		expect(tiles[3]).toMatch(/^\d+$/);
		expect(await page.locator('tbody tr').count()).toBe(shipments);

		const reasons = await page.locator('.reasons a').evaluateAll((entries) =>
			entries.map((entry) => ({
				count: Number(entry.querySelector('.number')?.textContent),
				pixels: entry.querySelector('.bar')?.getBoundingClientRect().width,
			})),
		);
		expect(reasons).toHaveLength(9);
		expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(shipments);
		const [longest, ...others] = reasons.slice(0, 8);
		for (const { count, pixels } of others) {
			const share = count / (longest?.count ?? 0);
			expect(Math.abs((pixels ?? 0) / (longest?.pixels ?? 0) - share)).toBeLessThan(0.02);
		}
	});

	test('every row has its advice, and an age that is marked from 7 and from 30 days', async () => {
		await openBoard(desktop);
		const rows = await page.locator('tbody tr').evaluateAll((all) =>
			all.map((row) => {
				const age = row.querySelector('td b');
				const style = age ? getComputedStyle(age) : undefined;
				return {
					days: Number.parseInt(age?.textContent ?? '', 10),
					look: `${style?.backgroundColor} ${style?.borderTopColor} ${style?.fontWeight}`,
					advice: row.querySelector('td:nth-child(5)')?.textContent ?? '',
				};
			}),
		);
		const looks = (from: number, to: number) =>
			new Set(rows.filter(({ days }) => days >= from && days < to).map(({ look }) => look));
		const [fresh, week, month] = [looks(0, 7), looks(7, 30), looks(30, 1000)];
		expect([fresh.size, week.size, month.size]).toEqual([1, 1, 1]);
		expect(new Set([...fresh, ...week, ...month]).size).toBe(3);
		expect(rows.filter(({ advice }) => !advice.endsWith('.'))).toEqual([]);
		expect(rows.map(({ days }) => days)).toEqual(
			rows.map(({ days }) => days).sort((a, b) => b - a),
		);
	});

	test('on a phone every shipment takes two lines, and nothing sticks out', async () => {
		await openBoard(phone);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
		const row = page.locator('tbody tr').first();
		const heights = await page
			.locator('tbody tr')
			.evaluateAll((rows) => rows.map((each) => Math.round(each.getBoundingClientRect().height)));
		expect(Math.max(...heights)).toBeLessThan(72);
		await saveScreenshot(page, 'node-red-hold-board-phone');
		await page.evaluate('document.querySelector("#list").scrollIntoView()');
		await saveScreenshot(page, 'node-red-hold-board-phone-list');

		const advice = row.locator('td:nth-child(5)');
		const isCut = () => advice.evaluate((cell) => cell.scrollWidth > cell.clientWidth);
		expect(await isCut()).toBe(true);
		await advice.click();
		expect(await isCut()).toBe(false);
	});

	test('no number and no date is broken in two', async () => {
		for (const viewport of [desktop, phone]) {
			await openBoard(viewport);
			const broken = await page
				.locator('.tiles dd, td b, td:nth-child(2) small, main time, .number')
				.evaluateAll((texts) =>
					texts
						.filter((text) => {
							const range = document.createRange();
							range.selectNodeContents(text);
							const tops = [...range.getClientRects()].map(({ top }) => Math.round(top / 8));
							return new Set(tops).size > 1;
						})
						.map((text) => text.textContent),
				);
			expect(broken).toEqual([]);
			await page.context().close();
		}
		await openBoard(phone);
	});

	test('a click on a reason shows its shipments, and one more shows all again', async () => {
		await openBoard(desktop);
		const all = await page.locator('tbody tr').count();
		for (const press of [
			(link: Locator) => link.click(),
			(link: Locator) => link.focus().then(() => page.keyboard.press('Enter')),
		]) {
			const link = page.locator('.reasons a').nth(1);
			const reason = await link.locator('span').first().innerText();
			const count = Number(await link.locator('.number').innerText());
			await press(link);
			await page.locator('.reasons a[aria-current=true]').waitFor();
			expect(await page.locator('tbody tr').count()).toBe(count);
			const shown = await page.locator('tbody td:nth-child(4)').allInnerTexts();
			expect(shown.filter((text) => !text.startsWith(reason))).toEqual([]);
			// Still there after the page has looked for something new, and where it is opened again.
			await page.reload();
			expect(await page.locator('tbody tr').count()).toBe(count);
			await press(page.locator('.reasons a[aria-current=true]'));
			await page.locator('.reasons a[aria-current=true]').waitFor({ state: 'detached' });
			expect(await page.locator('tbody tr').count()).toBe(all);
		}
		await page.locator('.reasons a').last().click();
		await page.locator('.chip').filter({ hasText: 'Other reasons' }).waitFor();
		const others = Number.parseInt(await page.locator('.reasons a .number').last().innerText(), 10);
		expect(await page.locator('tbody tr').count()).toBe(others);
		await page.locator('.chip').click();
		await page.locator('.chip').waitFor({ state: 'detached' });
	});

	test('the search box finds a shipment while one types, and keeps what is typed', async () => {
		await openBoard(desktop);
		const number = await page.locator('tbody tr').nth(3).locator('td:nth-child(3) b').innerText();
		await page.getByRole('searchbox', { name: 'Search shipments' }).fill(number.toLowerCase());
		await page.getByText(/^1 of \d+ shipments/).waitFor();
		expect(await page.locator('tbody td:nth-child(3) b').allInnerTexts()).toEqual([number]);
		await page.waitForResponse((answer) => answer.url().includes('q='));
		expect(await page.getByRole('searchbox').inputValue()).toBe(number.toLowerCase());
		await page.getByRole('searchbox').fill('nothing like that');
		await page.getByText('No shipment on hold has this.').waitFor();
		await page.getByRole('link', { name: 'Show all' }).click();
		await page.locator('tbody tr').nth(3).waitFor();
		expect(await page.getByRole('searchbox').inputValue()).toBe('');
	});

	test('with many holds it shows the oldest, weighs little and asks nobody else; a link shows all', async () => {
		const simulator = await startSimulator({ orders: 900, documentedOrders: false });
		await show(simulator, 'demo-secret').finally(() => simulator.close());
		const { origin } = stage().nodeRed;
		const weight = (await (await fetch(`${origin}/hold-board`)).arrayBuffer()).byteLength;
		expect(weight).toBeLessThan(maxBytes);
		await openBoard(desktop);
		const asked: string[] = [];
		page.on('request', (request) => asked.push(request.url()));
		const { shipments } = whatIsHeld(simulator);
		expect(await page.locator('tbody tr').count()).toBe(100);
		await page.getByRole('link', { name: `Show all ${shipments}` }).click();
		await page
			.locator('tbody tr')
			.nth(shipments - 1)
			.waitFor();
		expect(asked.length).toBeGreaterThan(0);
		expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);
	});

	test('it shows the time of whoever looks at it', async () => {
		await show(stage().simulator, canarySecret);
		const times: string[] = [];
		for (const timezoneId of ['Asia/Tokyo', 'America/New_York']) {
			await openBoard(desktop, 'light', timezoneId);
			times.push((await page.locator('#as-of time').innerText()).slice(-5));
			await page.context().close();
		}
		await openBoard(desktop);
		const [tokyo = '', newYork = ''] = times;
		expect(tokyo).toMatch(/^\d\d:\d\d$/);
		expect(tokyo.slice(0, 2)).not.toBe(newYork.slice(0, 2));
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
		expect(await row.textContent()).toContain(`PO-${hostileText}`);
		expect(await row.textContent()).toContain(`(${hostileText})`);
		expect(await page.title()).toBe('Orders on hold: 1 shipment of 1 order');
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
		await page.evaluate('scrollTo(0, 0)');
		await saveScreenshot(page, 'node-red-hold-board');
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
		const gone = page.locator('#gone');
		await gone.filter({ hasText: /does not answer. What you see is \d+ seconds old/ }).waitFor();
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
		expect(await failure.innerText()).toContain('has no access to this API');
		await page
			.getByText(/^This list is (less than a minute|1 minute) old, as of \d\d:\d\d$/)
			.waitFor();
		expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
		expect(await unreadableTexts(page, 'main')).toEqual([]);
		await saveScreenshot(page, 'node-red-hold-board-failure');
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
		timezoneId = 'Europe/London',
	): Promise<void> {
		page = await stage().browser.newPage({ viewport, colorScheme, timezoneId });
		page.on('dialog', () => {
			throw new Error('The page has run a script of an order');
		});
		await page.goto(`${stage().nodeRed.origin}/hold-board`);
	}
}

/** What is on hold, counted in the simulator. */
function whatIsHeld(simulator: Simulator) {
	const held = simulator.orders.flatMap(({ entryTimestamp, subOrders }) =>
		subOrders
			.filter(
				({ statusCode, holdReasonCode }) =>
					['C', 'D', 'O', 'S'].includes(statusCode) ||
					(!['', 'VO'].includes(holdReasonCode) && !['F', 'I', 'V'].includes(statusCode)),
			)
			.map(() => Date.parse(entryTimestamp)),
	);
	return {
		shipments: held.length,
		orders: new Set(held).size,
		oldestDays: Math.floor((simulator.now() - Math.min(...held)) / 86_400_000),
	};
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
