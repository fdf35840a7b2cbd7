import { planPosted, readPostedOrder, type PostedOrder } from '@ingram-orders/core';
import { testAccount } from '../support/accounts.ts';
import { createScriptedWorld, type Reply } from '../support/scripted-world.ts';
import { orderOfV6, pageOfV6 } from '../support/v6-answers.ts';

const posted: PostedOrder = {
	...{ event: 'holdPlaced', eventId: 'E1', orderNumber: '20-1', subOrderNumbers: [] },
};

async function read(api: () => Reply, changes: Partial<PostedOrder> = {}) {
	const account = testAccount({ apiVersion: 'v6' });
	const world = createScriptedWorld({ api, account });
	const plan = planPosted({}, account);
	const reading = readPostedOrder(world.client, { ...posted, ...changes }, plan);
	return { items: await world.clock.run(reading), sent: world.sent };
}

test('the order is read again, and gives a row for each shipment with the event in front', async () => {
	const { items, sent } = await read(() => pageOfV6([orderOfV6('20-1', ['ON HOLD', 'SHIPPED'])]));
	expect(items.map((item) => Object.keys(item).slice(0, 6))[0]).toEqual([
		...['event', 'eventId', 'seenAt', 'orderNumber', 'customerOrderNumber', 'onHold'],
	]);
	expect(items).toMatchObject([
		{ event: 'holdPlaced', eventId: 'E1:holdPlaced:20-1:20-1-11', onHold: true },
		{ event: 'holdPlaced', eventId: 'E1:holdPlaced:20-1:20-1-21', onHold: false },
	]);
	expect(sent).toHaveLength(1);
});

test('only the shipments that the event names are given, all where none of them is there', async () => {
	const page = () => pageOfV6([orderOfV6('20-1', ['ON HOLD', 'SHIPPED'])]);
	const named = await read(page, { subOrderNumbers: ['20-1-21'] });
	expect(named.items).toMatchObject([{ subOrderNumber: '20-1-21' }]);
	expect((await read(page, { subOrderNumbers: ['forged'] })).items).toHaveLength(2);
});

test('orders that were not asked for, and orders that are not there, give nothing', async () => {
	expect((await read(() => pageOfV6([orderOfV6('20-2', ['ON HOLD'])]))).items).toEqual([]);
	expect((await read(() => ({ status: 204 }))).items).toEqual([]);
});

test('a linked document that is not there is told, and the row is given without it', async () => {
	const account = testAccount({ apiVersion: 'v6' });
	const page = pageOfV6([orderOfV6('20-1', ['ON HOLD'])]);
	const { client, clock } = createScriptedWorld({
		api: ({ url }) => (url.includes('/orders/search') ? page : { status: 404 }),
		account,
	});
	const missing: string[] = [];
	const reading = readPostedOrder(client, posted, planPosted({ includeLinked: 'order' }, account), {
		onMissing: (link, reason) => missing.push(`${link}: ${reason}`),
	});
	expect(await clock.run(reading)).toMatchObject([{ order: null, trackingNumbers: '' }]);
	expect(missing).toEqual([expect.stringContaining('/resellers/v6.1/orders/20-1: ')]);
});

test('customers that the version would not know are refused before any request', () => {
	expect(() => planPosted({ countryCode: 'GB' }, testAccount())).toThrow(/UK/);
});
