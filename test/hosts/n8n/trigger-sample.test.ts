import type { IDataObject } from 'n8n-workflow';
import type { Order } from '@ingram-orders/simulator';
import { creditHold, orderOf } from './support/orders.ts';
import { searchesAt } from './support/simulators.ts';
import { clearStage, stageWith, type Stage } from './support/watching.ts';

afterEach(clearStage);

const heldByReason = { statusCode: 'W', holdReasonCode: 'SH' };
const holdEvents = ['holdPlaced', 'holdChanged', 'holdReleased', 'holdOverdue'];
const otherEvents = ['orderCreated', 'statusChanged'];

/** What a test in the editor shows. */
async function sample(
	orders: readonly Order[],
	parameters: IDataObject,
): Promise<{ items: IDataObject[]; on: Stage }> {
	const on = await stageWith(orders, { parameters });
	const [items = []] = (await on.n8n.test()) ?? [];
	return { on, items: items.map(({ json }) => json) };
}

test.each(holdEvents)('%s is shown with what is on hold now', async (event) => {
	const { items } = await sample([orderOf('20-A'), orderOf('20-B', creditHold)], {
		events: [event],
	});

	expect(items).toMatchObject([
		{
			event,
			eventId: `sample:${event}:20-B-11`,
			seenAt: expect.stringMatching(/^2\d{3}-.*Z$/) as string,
			orderNumber: '20-B',
			onHold: true,
			holdReasonDescription: 'Credit check hold',
			previousStatusCode: event === 'holdPlaced' ? '' : 'C',
		},
	]);
});

test.each(otherEvents)('%s is shown with any of the newest orders', async (event) => {
	const { items } = await sample(
		[orderOf('20-A', { daysAgo: 0.5 }), orderOf('20-B', { ...creditHold, daysAgo: 20 })],
		{ events: [event] },
	);

	expect(items).toMatchObject([{ event, eventId: `sample:${event}:20-A-11`, onHold: false }]);
});

test('where nothing is new, older orders of the lookback serve', async () => {
	const { items } = await sample([orderOf('20-A', { daysAgo: 20 })], { events: ['orderCreated'] });
	expect(items).toMatchObject([{ orderNumber: '20-A' }]);
});

test('what is held by its reason alone serves where nothing has a hold status', async () => {
	const { items } = await sample([orderOf('20-A'), orderOf('20-B', heldByReason)], {});
	expect(items).toMatchObject([{ event: 'holdPlaced', orderNumber: '20-B', onHold: true }]);
});

test('each chosen event is shown, with few items and a few requests', async () => {
	const orders = Array.from({ length: 500 }, (_, index) =>
		orderOf(`20-${String(index)}`, index % 2 === 0 ? creditHold : {}),
	);
	const { items, on } = await sample(orders, { events: [...otherEvents, ...holdEvents] });

	expect(new Set(items.map(({ event }) => event))).toEqual(
		new Set([...holdEvents, ...otherEvents]),
	);
	expect(items.length).toBeLessThanOrEqual(18);
	expect(searchesAt(on.simulator).length).toBeLessThanOrEqual(5);
	expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(items.length);
});

test('with the output orders, an order holds the suborders that the event is about', async () => {
	const order = orderOf('20-A', creditHold);
	const open = { subOrderNumber: '20-A-21', statusCode: 'I', status: '' };
	const whole = {
		...order,
		subOrders: [...order.subOrders, { ...open, holdReasonCode: '', holdReason: '' }],
	};
	const { items } = await sample([whole], {
		events: ['holdPlaced', 'statusChanged'],
		output: 'orders',
	});

	expect(items).toMatchObject([
		{ event: 'statusChanged', subOrders: [{}, {}] },
		{
			event: 'holdPlaced',
			eventId: 'sample:holdPlaced:20-A',
			orderNumber: '20-A',
			subOrders: [{ subOrderNumber: '20-A-11', previousStatusCode: '', onHoldHours: 0 }],
		},
	]);
});

test('filters choose what is shown', async () => {
	const orders = [orderOf('20-A', creditHold), orderOf('20-B', { statusCode: 'S' })];
	const bySales = await sample(orders, { filters: { orderStatus: ['S'] } });
	const byReason = await sample(orders, { filters: { holdReason: ['CH'] } });

	expect(bySales.items).toMatchObject([{ orderNumber: '20-B' }]);
	expect(byReason.items).toMatchObject([{ orderNumber: '20-A' }]);
});

test('linked documents come along', async () => {
	const { items } = await sample([orderOf('20-A', creditHold)], {
		options: { includeLinked: ['order'] },
	});
	expect(items).toMatchObject([{ order: expect.any(Object) as object }]);
});

test('where there is nothing to show, it says why and what to do', async () => {
	await expect(sample([orderOf('20-A')], {})).rejects.toMatchObject({
		message: 'There is no order at the moment that could serve as a sample.',
		description: expect.stringContaining('The workflow can be activated all the same') as string,
	});
});

test('a failure is told in the words of an activation', async () => {
	const on = await stageWith([], { credential: { clientSecret: 'not-the-secret' } });
	await expect(on.n8n.test()).rejects.toThrow('the App ID or the Client Secret is wrong');
});

test('nothing of it is kept: what is on hold is told when the workflow is activated', async () => {
	const { on } = await sample([orderOf('20-A', creditHold)], { options: { firstPoll: 'emit' } });
	expect(on.n8n.database).toBe('{}');

	await on.n8n.publish();
	expect(on.n8n.told).toMatchObject([{ event: 'holdPlaced', orderNumber: '20-A' }]);
});
