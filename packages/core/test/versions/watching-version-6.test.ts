import { OrderWatcher, planWatch, type WatchInput } from '@ingram-orders/core';
import type { V6Options } from '@ingram-orders/simulator';
import { secret, testAccount } from '../support/accounts.ts';
import { createWorld } from '../support/simulated-world.ts';

const startAt = Date.UTC(2026, 0, 15, 12);
const fiveMinutes = 5 * 60_000;

/** A watch over version 6 that keeps what it is given, and the orders it watches. */
function watchOver(v6: V6Options = {}, input: WatchInput = {}) {
	const entered = (daysAgo: number) =>
		`${new Date(startAt - daysAgo * 86_400_000).toISOString().slice(0, 19)}Z`;
	const orderOf = (orderNumber: string, daysAgo: number, statusCodes: readonly string[]) => ({
		orderNumber,
		entryTimestamp: entered(daysAgo),
		customerOrderNumber: `PO-${orderNumber}`,
		subOrders: statusCodes.map((statusCode, index) => ({
			subOrderNumber: `${orderNumber}-${index + 1}1`,
			...{ statusCode, status: '', holdReasonCode: '', holdReason: '' },
		})),
	});
	const world = createWorld({
		api: {
			documentedOrders: false,
			orders: [orderOf('20-AAAA1', 2, ['I', 'I']), orderOf('20-AAAA2', 9, ['S'])],
			v6,
		},
		account: testAccount({ apiVersion: 'v6' }),
		startAt,
	});
	const { client, clock, api, sent } = world;
	const watcher = new OrderWatcher();
	const events = ['holdPlaced', 'holdChanged', 'holdReleased'];
	const plan = planWatch({ events, ...input }, client.account);
	let stored: unknown;
	return {
		...{ api, client, orderOf, entered },
		change: (orderNumber: string, subOrderNumber: string, statusCode: string) => {
			api.control.changeOrder({ orderNumber, subOrderNumber, statusCode, holdReasonCode: '' });
		},
		/** What the next poll tells, five minutes later, and how many searches it takes. */
		poll: async () => {
			await clock.pass(fiveMinutes);
			const before = sent.length;
			const outcome = await clock.run(watcher.poll(client, plan, { stored }));
			if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome));
			stored = JSON.parse(JSON.stringify(outcome.state));
			expect(JSON.stringify(outcome)).not.toContain(secret);
			const asked = sent.slice(before).filter(({ url }) => url.includes('/orders/search'));
			return { items: outcome.items, told: outcome.items.map(toText), requests: asked.length };
		},
	};
}

function toText(item: object): string {
	const { event, subOrderNumber } = item as { event: string; subOrderNumber?: string };
	return `${event} ${subOrderNumber ?? ''}`;
}

/** Polls until something is told, at most as often as a full scan takes. */
async function untilTold(watch: ReturnType<typeof watchOver>, max = 13) {
	for (let polls = 1; polls <= max; polls++) {
		const { told, items } = await watch.poll();
		if (told.length > 0) return { told, items, polls };
	}
	return { told: [], items: [], polls: max };
}

test('an order that is on hold as a whole is reported by the next poll, and so is its release', async () => {
	const watch = watchOver({ orderStatus: 'derived' });
	expect((await watch.poll()).told).toEqual([]);
	watch.change('20-AAAA1', '20-AAAA1-11', 'C');
	watch.change('20-AAAA1', '20-AAAA1-21', 'C');
	const { told, items } = await watch.poll();
	expect(told).toEqual(['holdPlaced 20-AAAA1-11', 'holdPlaced 20-AAAA1-21']);
	expect(items[0]).toMatchObject({
		onHold: true,
		statusCode: 'ON HOLD',
		holdReasonDescription: '',
		previousStatusCode: '',
		previousHoldReasonDescription: '',
	});
	expect((await watch.poll()).told).toEqual([]);
	watch.change('20-AAAA1', '20-AAAA1-11', 'I');
	watch.change('20-AAAA1', '20-AAAA1-21', 'I');
	expect((await watch.poll()).told).toEqual([
		'holdReleased 20-AAAA1-11',
		'holdReleased 20-AAAA1-21',
	]);
	expect((await watch.poll()).told).toEqual([]);
});

test('a shipment on hold in an order that is not is found by the full scan, once', async () => {
	const watch = watchOver({ orderStatus: 'documented' });
	for (let polls = 0; polls < 13; polls++) expect((await watch.poll()).told).toEqual([]);
	watch.change('20-AAAA1', '20-AAAA1-21', 'D');
	expect((await untilTold(watch)).told).toEqual(['holdPlaced 20-AAAA1-21']);
	for (let polls = 0; polls < 13; polls++) expect((await watch.poll()).told).toEqual([]);
	watch.change('20-AAAA1', '20-AAAA1-21', 'I');
	expect((await untilTold(watch)).told).toEqual(['holdReleased 20-AAAA1-21']);
});

test('what was on hold before the watch began is not reported as placed', async () => {
	for (const orderStatus of ['derived', 'documented'] as const) {
		expect((await untilTold(watchOver({ orderStatus }), 26)).told).toEqual([]);
	}
});

test('a poll takes one search for what is on hold and one for a part of the lookback', async () => {
	const watch = watchOver({ orderStatus: 'derived' });
	await watch.poll();
	expect((await watch.poll()).requests).toBe(2);
});

test.each(['offset', 'date'] as const)(
	'new orders are reported once, also where they tell only a day (%s)',
	async (dates) => {
		const watch = watchOver({ dates }, { events: ['orderCreated'] });
		await watch.poll();
		await watch.poll();
		watch.api.control.enterOrder({ orderNumber: '20-NEW11', subOrders: [{ statusCode: '' }] });
		expect((await untilTold(watch, 2)).told).toEqual(['orderCreated 20-NEW11-11']);
		watch.api.control.enterOrder({ orderNumber: '20-NEW22', subOrders: [{ statusCode: '' }] });
		expect((await untilTold(watch, 2)).told).toEqual(['orderCreated 20-NEW22-11']);
		for (let polls = 0; polls < 20; polls++) expect((await watch.poll()).told).toEqual([]);
	},
);

test('hold reasons are no filter of a watch, and the other version’s state is not its own', () => {
	expect(() => planWatch({ holdReason: 'CH' }, testAccount({ apiVersion: 'v6' }))).toThrow(
		/does not tell why/,
	);
});
