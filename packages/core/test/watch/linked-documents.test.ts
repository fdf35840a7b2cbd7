import { OrderWatcher, planWatch, type PollOutcome } from '@ingram-orders/core';
import {
	asked,
	createScriptedWorld,
	noDataFound,
	pageOf,
	subOrderOf,
	type Reply,
} from '../support/scripted-world.ts';

const minute = 60_000;

/** An order on hold, with a link to its details. */
function heldOrder(index: number): object {
	const number = `20-${index}`;
	const link = { topic: 'orders', href: `/resellers/v5/orders/${number}`, type: 'GET' };
	return {
		ordernumber: number,
		entrytimestamp: '2026-01-10T10:00:00Z',
		customerordernumber: `PO-${number}`,
		suborders: [{ ...subOrderOf(`${number}-11`, 'C', 'CC'), links: [link] }],
	};
}

/** A world with orders on hold from the start, whose details take a tenth of a second each. */
function world(orders: number, details: (number: string) => Reply) {
	const documents: string[] = [];
	const scripted = createScriptedWorld({
		api: (request) => {
			const { orderstatus, pagenumber } = asked(request);
			const number = /orders\/(20-\d+)/.exec(new URL(request.url).pathname)?.[1];
			if (number !== undefined) {
				documents.push(number);
				return details(number);
			}
			const page = Array.from({ length: orders }, (_, index) => heldOrder(index));
			return orderstatus === 'C' && pagenumber === '1' ? pageOf(page) : noDataFound;
		},
	});
	return { ...scripted, documents };
}

const input = { firstPoll: 'emit', fullScanEvery: 0, includeLinked: ['order'] };
const details = (number: string) =>
	JSON.stringify({ serviceresponse: { orderdetailresponse: { number } } });

test('where a poll has no time for all linked documents, the next ones go on, and all is told once', async () => {
	const { client, clock, documents } = world(80, details);
	const watcher = new OrderWatcher();
	const plan = planWatch(input, client.account);
	const outcomes: PollOutcome[] = [];
	while (outcomes.length < 40 && outcomes.at(-1)?.kind !== 'complete') {
		await clock.pass(2 * minute);
		const deadlineAt = clock.now() + 1500;
		outcomes.push(await clock.run(watcher.poll(client, plan, { stored: undefined, deadlineAt })));
	}
	const last = outcomes.at(-1);
	expect(outcomes.length).toBeGreaterThan(1);
	if (last?.kind !== 'complete') throw new Error('It was never told.');
	expect(last.items).toHaveLength(80);
	for (const item of last.items)
		expect(item).toMatchObject({ order: { number: item.orderNumber } });
	// Those under way at a deadline are asked for again, and no other.
	expect(documents.length).toBeLessThan(80 + outcomes.length * 24);
});

test('reading the lookback leaves time for the documents', async () => {
	const { client, clock } = world(3, details);
	const watching = { ...input, events: ['holdPlaced', 'statusChanged'], fullScanEvery: 100 };
	const plan = planWatch(watching, client.account);
	const deadlineAt = clock.now() + 3000;
	const outcome = await clock.run(
		new OrderWatcher().poll(client, plan, { stored: undefined, deadlineAt }),
	);
	expect(outcome).toMatchObject({ kind: 'complete', items: [{}, {}, {}] });
});

test('a document that cannot be fetched is null and warned of; the event is told', async () => {
	const { client, clock } = world(2, (number) =>
		number === '20-0' ? { status: 404, body: '{"message":"No such order"}' } : details(number),
	);
	const plan = planWatch(input, client.account);
	const outcome = await clock.run(new OrderWatcher().poll(client, plan, { stored: undefined }));
	expect(outcome).toMatchObject({
		kind: 'complete',
		items: [{ order: null }, { order: { number: '20-1' } }],
		warnings: [expect.stringContaining('/resellers/v5/orders/20-0')],
	});
});

test('where the service of documents is down, nothing is told, and nothing is lost', async () => {
	let isDown = true;
	const { client, clock } = world(2, (number) => (isDown ? { status: 503 } : details(number)));
	const watcher = new OrderWatcher();
	const plan = planWatch(input, client.account);
	const poll = () => clock.run(watcher.poll(client, plan, { stored: undefined }));
	expect(await poll()).toMatchObject({ kind: 'failed', failure: { code: 'SERVICE_UNAVAILABLE' } });
	isDown = false;
	expect(await poll()).toMatchObject({ kind: 'complete', items: [{}, {}] });
});
