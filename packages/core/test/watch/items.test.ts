import { planWatch, type WatchInput } from '@ingram-orders/core';
import { versionOf } from '../../src/api/versions.ts';
import { toRows } from '../../src/orders/rows.ts';
import { toEventItems, type EventItem } from '../../src/watch/items.ts';
import { testAccount } from '../support/accounts.ts';
import { createScriptedWorld } from '../support/scripted-world.ts';
import { Comparing, hourMs, keysOf, orderWith, start } from '../support/watch-seen.ts';
import { startRun } from '../../src/requests/run.ts';

const { codes } = versionOf(testAccount());

/** What is told of the last poll of a watch. */
async function itemsOf(
	watch: Comparing,
	input: WatchInput = {},
	missedSince?: number,
): Promise<EventItem[]> {
	const { client, host } = createScriptedWorld({ api: () => ({ status: 500 }) });
	const plan = planWatch({ events: 'holdPlaced', ...input }, client.account);
	if (!watch.last) throw new Error('There was no poll.');
	return toEventItems(watch.last.events, plan.telling, {
		codes,
		state: watch.last.state,
		...(missedSince !== undefined && { missedSince }),
		linked: {
			client,
			customer: plan,
			run: startRun(host, plan.limits, {}),
			onMissing: () => undefined,
		},
		documents: new Map(),
	});
}

/** A watch whose last poll placed a hold on one of two suborders, as it was seen an hour after the first. */
function placed(): Comparing {
	const watch = new Comparing();
	watch.poll([orderWith('A', ['/', '/'])]);
	watch.poll([orderWith('A', ['C/CC', '/'])]);
	return watch;
}

const all = { events: [...(['holdPlaced', 'holdChanged', 'holdReleased'] as const)] };

test('an item begins with its event, then comes the row as a search gives it, then how it was before', async () => {
	const watch = placed();
	const [item] = await itemsOf(watch);
	const [row] = toRows(orderWith('A', ['C/CC']), codes, watch.at);
	expect(Object.keys(item ?? {})).toEqual([
		...['event', 'eventId', 'seenAt'],
		...Object.keys(row ?? {}),
		...['previousStatusCode', 'previousStatusDescription', 'previousHoldReasonCode'],
		...['previousHoldReasonDescription', 'onHoldSince', 'onHoldHours'],
	]);
	expect(item).toMatchObject({
		...row,
		event: 'holdPlaced',
		eventId: watch.ids[0],
		seenAt: new Date(watch.at).toISOString(),
		...{ previousStatusCode: '', previousStatusDescription: '' },
		...{ previousHoldReasonCode: '', previousHoldReasonDescription: '' },
		onHoldSince: new Date(watch.at).toISOString(),
		onHoldHours: 0,
	});
});

test('says since when polls had failed before it', async () => {
	const [item] = await itemsOf(placed(), {}, start);
	expect(Object.keys(item ?? {}).slice(0, 4)).toEqual([
		'event',
		'eventId',
		'seenAt',
		'missedSince',
	]);
	expect(item).toMatchObject({ missedSince: new Date(start).toISOString() });
});

test('says how the suborder was and for how long it was on hold', async () => {
	const watch = placed();
	const since = new Date(watch.at).toISOString();
	watch.poll([orderWith('A', ['F/', '/'])], { at: watch.at + 90 * 60_000 });
	expect(await itemsOf(watch, all)).toMatchObject([
		{
			event: 'holdReleased',
			...{ statusCode: 'F', onHold: false },
			...{ previousStatusCode: 'C', previousHoldReasonCode: 'CC' },
			previousStatusDescription: codes.orderStatus.describe('C'),
			previousHoldReasonDescription: codes.holdReason.describe('CC'),
			...{ onHoldSince: since, onHoldHours: 1.5 },
		},
	]);
});

test('an event that comes with the end of a hold says for how long it was', async () => {
	const watch = new Comparing({ statuses: true });
	watch.poll([orderWith('A', ['C/CC'])]);
	watch.poll([orderWith('A', ['F/'])]);
	expect(await itemsOf(watch, { events: ['statusChanged'] })).toMatchObject([{ onHoldHours: 1 }]);
});

test('a suborder that never was on hold says so', async () => {
	const watch = new Comparing({ statuses: true });
	watch.poll([orderWith('A', ['/'])]);
	watch.poll([orderWith('A', ['F/'])]);
	expect(await itemsOf(watch, { events: ['statusChanged'] })).toMatchObject([
		{ onHoldSince: '', onHoldHours: null },
	]);
});

test('a suborder that cannot be found any more is told as gone, with its numbers', async () => {
	const watch = placed();
	const absent = new Set(watch.state?.held.keys());
	for (let poll = 0; poll < 3; poll++) watch.poll([], { absent });
	expect(await itemsOf(watch, all)).toMatchObject([
		{
			...{ event: 'holdReleased', gone: true, onHold: false },
			...{ orderNumber: 'A', subOrderNumber: 'A-11', customerOrderNumber: 'PO-A' },
			...{ orderLink: '', invoiceLink: '', onHoldHours: 3, holdCategory: '', holdAdvice: '' },
		},
	]);
});

describe('Filters', () => {
	const told = async (from: 'C/CC' | '/', to: 'S/CH' | '/', input: WatchInput) => {
		const watch = new Comparing();
		watch.poll([orderWith('A', [from])]);
		watch.poll([orderWith('A', [to])]);
		return (await itemsOf(watch, { ...all, ...input })).map(({ event }) => event);
	};

	test('an event is told when the suborder meets them now or met them before', async () => {
		expect(await told('C/CC', 'S/CH', { orderStatus: 'S' })).toEqual(['holdChanged']);
		expect(await told('C/CC', 'S/CH', { orderStatus: 'C' })).toEqual(['holdChanged']);
		expect(await told('C/CC', 'S/CH', { orderStatus: 'D' })).toEqual([]);
		expect(await told('C/CC', '/', { holdReason: 'CC' })).toEqual(['holdReleased']);
		expect(await told('/', 'S/CH', { holdReason: 'CC' })).toEqual([]);
	});

	test('both must be met at the same time', async () => {
		expect(await told('C/CC', 'S/CH', { orderStatus: 'C', holdReason: 'CC' })).toHaveLength(1);
		expect(await told('C/CC', 'S/CH', { orderStatus: 'S', holdReason: 'CC' })).toEqual([]);
	});

	test('what was not there met none', async () => {
		expect(await told('/', 'S/CH', { orderStatus: 'blank' })).toEqual([]);
	});
});

describe('Whole orders', () => {
	const orders = { ...all, output: 'orders' };

	test('one item for each order and event, with the suborders that it is about', async () => {
		const watch = new Comparing();
		watch.poll([orderWith('A', ['/', '/', 'C/CC', '/']), orderWith('B', ['/'])]);
		watch.poll([orderWith('A', ['C/CC', 'S/', '/', '/']), orderWith('B', ['S/'])]);
		const items = await itemsOf(watch, orders);
		expect(
			items.map((item) => [
				item.event,
				item.orderNumber,
				'subOrders' in item && item.subOrders.map(({ subOrderNumber }) => subOrderNumber),
			]),
		).toEqual([
			['holdPlaced', 'A', ['A-11', 'A-21']],
			['holdReleased', 'A', ['A-31']],
			['holdPlaced', 'B', ['B-11']],
		]);
		const [first] = items;
		expect(Object.keys(first ?? {})).toEqual([
			...['event', 'eventId', 'seenAt', 'orderNumber', 'customerOrderNumber'],
			...['entryTimestamp', 'ageDays', 'onHold', 'links', 'subOrders'],
		]);
		expect(first && 'subOrders' in first && first.subOrders[0]).toMatchObject({
			...{ statusCode: 'C', previousStatusCode: '', onHoldHours: 0 },
		});
		expect(Object.keys((first && 'subOrders' in first && first.subOrders[0]) || {})).toEqual([
			...['onHold', 'statusDescription', 'holdReasonDescription', 'subOrderNumber'],
			...['statusCode', 'status', 'holdReasonCode', 'holdReason', 'holdCategory', 'holdAdvice'],
			...['orderLink', 'invoiceLink', 'previousStatusCode', 'previousStatusDescription'],
			...['previousHoldReasonCode', 'previousHoldReasonDescription'],
			...['onHoldSince', 'onHoldHours'],
		]);
		expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(3);
	});

	test('every suborder gets its events in the order in which they happened', async () => {
		const watch = new Comparing({ statuses: true });
		watch.poll([orderWith('A', ['C/CC', '/'])]);
		watch.poll([orderWith('A', ['C/CH', 'C/CC'])]);
		const events = await itemsOf(watch, {
			...{ output: 'orders', events: ['statusChanged', 'holdPlaced', 'holdChanged'] },
		});
		expect(events.map(({ event }) => event)).toEqual([
			'statusChanged',
			'holdPlaced',
			'holdChanged',
		]);
	});

	test('the same events of an order have the same id when they are told again', async () => {
		const ids = await Promise.all(
			[0, hourMs].map(async (later) => {
				const watch = new Comparing();
				watch.poll([orderWith('A', ['/', '/'])], { at: start + later });
				watch.poll([orderWith('A', ['C/CC', 'S/'])], { at: start + 3 * later + 1 });
				return (await itemsOf(watch, orders)).map(({ eventId }) => eventId);
			}),
		);
		expect(ids[0]).toEqual(ids[1]);
	});
});

test('an order without suborders has no status, and is told where the blank one was asked for', async () => {
	const watch = new Comparing({ created: true });
	watch.poll([], { created: { orders: [], from: 0 } });
	watch.poll([], { created: { orders: [orderWith('A', [])], from: 0 } });
	const created = { events: 'orderCreated' };
	expect(await itemsOf(watch, { ...created, orderStatus: 'C' })).toEqual([]);
	expect(await itemsOf(watch, { ...created, holdReason: 'CC' })).toEqual([]);
	const blank = { ...created, orderStatus: 'blank', holdReason: 'blank' };
	const items = await itemsOf(watch, blank);
	expect(items).toMatchObject([{ orderNumber: 'A', subOrderNumber: '', onHoldSince: '' }]);
	expect(items[0]).not.toHaveProperty('gone');
});

test('another status of what is on hold tells since when, and the hold reason before', async () => {
	const watch = new Comparing({ statuses: true, tellFirst: true });
	watch.poll([orderWith('A', ['C/CC', 'R/'])]);
	const since = new Date(watch.at).toISOString();
	watch.poll([orderWith('A', ['S/CC', 'I/'])], { at: start + hourMs });
	expect(await itemsOf(watch, { events: 'statusChanged' })).toMatchObject([
		{
			...{ statusCode: 'S', previousStatusCode: 'C', previousHoldReasonCode: 'CC' },
			...{ onHoldSince: since, onHoldHours: 1 },
		},
		{
			...{ statusCode: 'I', previousStatusCode: 'R', previousHoldReasonCode: '' },
			...{ onHoldSince: '', onHoldHours: null },
		},
	]);
});

test('an item for an order has the ids of its suborders’ events, and one that is gone its last codes alone', async () => {
	const watch = new Comparing({ tellFirst: true });
	const order = orderWith('A', ['C/CC', 'S/CH']);
	watch.poll([order]);
	for (let missed = 0; missed < 3; missed++) {
		watch.poll([], { absent: new Set(keysOf(order)) });
	}
	const [item] = await itemsOf(watch, { events: 'holdReleased', output: 'orders' });
	expect(item?.eventId.split(' ')).toEqual(watch.ids);
	expect(item).toMatchObject({
		onHold: false,
		subOrders: [
			{ statusCode: 'C', status: '', holdReasonCode: 'CC', holdReason: '', gone: true },
			{ statusCode: 'S', gone: true },
		],
	});
});
