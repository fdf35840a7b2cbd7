import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { checkWebhook, SeenEvents, type WebhookContext } from '@ingram-orders/core';

const secretKey = 'demo-secret-key';
const now = Date.UTC(2026, 0, 15, 12);
const dayMs = 24 * 60 * 60 * 1000;

const hmac = (key: string, message: string) =>
	createHmac('sha512', key).update(message).digest('base64');

function contextWith(changes: Partial<WebhookContext> = {}): WebhookContext {
	return { secretKey, hmac, seen: new SeenEvents(), now, ...changes };
}

function eventOf(eventId: string, eventType = 'im::order_hold', fields: object = {}) {
	return {
		topic: 'resellers/orders',
		event: 'im::updated',
		eventTimeStamp: '2026-01-15T12:00:00Z',
		eventId,
		resource: [{ eventType, orderNumber: '20-RD128', lines: [{ subOrderNumber: '20-RD128-21' }] }],
		...fields,
	};
}

function post(body: unknown, signature: unknown, context = contextWith()) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return checkWebhook({ signature, body: text }, context);
}

const held = {
	event: 'holdPlaced',
	eventId: 'E1',
	orderNumber: '20-RD128',
	subOrderNumbers: ['20-RD128-21'],
};

test('an event with the right signature names the orders to look up', () => {
	expect(post(eventOf('E1'), hmac(secretKey, 'E1'))).toEqual({
		status: 200,
		orders: [held],
		notes: [],
	});
});

test.each([
	['im::order_shipped', 'shipped'],
	['IM::ORDER_INVOICED', 'invoiced'],
	['order voided', 'voided'],
	['Im::Order_Backordered', 'backordered'],
])('the type %s is the event %s', (type, event) => {
	expect(post(eventOf('E1', type), hmac(secretKey, 'E1')).orders).toMatchObject([{ event }]);
});

test('the signature may have its kind in front and blanks around it', () => {
	expect(post(eventOf('E1'), ` sha512=${hmac(secretKey, 'E1')} `)).toMatchObject({ status: 200 });
});

test('keys in other letters, an object in place of a list, and a list of events are read', () => {
	const resource = { EVENTTYPE: 'IM::ORDER_HOLD', OrderNumber: '20-RD128' };
	const odd = { Topic: 'Resellers/Orders', EVENTID: 'E1', Resource: resource };
	expect(post([odd], hmac(secretKey, 'E1'))).toMatchObject({
		status: 200,
		orders: [{ ...held, subOrderNumbers: [] }],
	});
});

test('of a list, only the events that the signature is of are accepted', () => {
	const result = post([eventOf('E1'), eventOf('E2')], hmac(secretKey, 'E2'));
	expect(result).toMatchObject({ status: 200, orders: [{ eventId: 'E2' }] });
	expect(result.notes).toEqual([expect.stringContaining('1 events of a webhook were ignored')]);
});

test('an event that comes again within a day is answered and gives nothing', () => {
	const seen = new SeenEvents();
	const again = (at: number) =>
		post(eventOf('E1'), hmac(secretKey, 'E1'), contextWith({ seen, now: at }));
	expect(again(now).orders).toHaveLength(1);
	expect(again(now + dayMs - 1)).toMatchObject({ status: 200, orders: [] });
	expect(again(now + dayMs).orders).toHaveLength(1);
	seen.forget('E1');
	expect(again(now + dayMs).orders).toHaveLength(1);
});

test('many events are remembered, and not without end', () => {
	const seen = new SeenEvents();
	for (let number = 0; number < 30_000; number++) seen.add(String(number), now);
	expect(seen.add('29999', now)).toBe(false);
	expect(seen.add('0', now)).toBe(true);
});

test('other topics are answered and ignored', () => {
	const result = post(eventOf('E1', 'x', { topic: 'resellers/catalog' }), hmac(secretKey, 'E1'));
	expect(result).toMatchObject({ status: 200, orders: [] });
	expect(result.notes).toEqual([expect.stringContaining('not about orders')]);
});

test('a body of more than a megabyte is refused', () => {
	const body = JSON.stringify(eventOf('E1')) + ' '.repeat(1024 * 1024);
	expect(post(body, hmac(secretKey, 'E1'))).toMatchObject({ status: 413, orders: [] });
});

test('of a body that the host has parsed, the size counts that it came with', () => {
	const request = { signature: hmac(secretKey, 'E1'), body: JSON.stringify(eventOf('E1')) };
	const context = () => ({ secretKey, hmac, seen: new SeenEvents(), now: 0 });
	const statusAt = (bytes: number) => checkWebhook({ ...request, bytes }, context()).status;
	expect([statusAt(1024 * 1024), statusAt(1024 * 1024 + 1)]).toEqual([200, 413]);
});

test('whatever is posted without the right signature gets 401, and no note tells the signature', () => {
	const signature = fc.oneof(
		fc.constantFrom(undefined, null, 7, '', 'sha512=', [hmac(secretKey, 'E1')]),
		fc.string({ minLength: 20 }),
		fc.constant(hmac('another key', 'E1')),
		fc.constant(hmac(secretKey, 'E2')),
		fc.constant(hmac(secretKey, 'E1').slice(0, -1)),
		fc.constant(hmac(secretKey, 'E1') + hmac(secretKey, 'E1')),
		fc.constant(hmac(secretKey, 'E1').toLowerCase()),
	);
	const body = fc.oneof(fc.json(), fc.string(), fc.constant(JSON.stringify(eventOf('E1'))));
	fc.assert(
		fc.property(signature, body, (given, posted) => {
			const { status, orders, notes } = post(posted, given);
			expect({ status, orders }).toEqual({ status: 401, orders: [] });
			if (typeof given === 'string' && given.length >= 20)
				expect(notes.join()).not.toContain(given);
			expect(notes.join()).not.toContain(secretKey);
		}),
	);
});

test('without a secret key nothing is accepted', () => {
	const context = contextWith({ secretKey: '' });
	expect(post(eventOf('E1'), hmac('', 'E1'), context)).toMatchObject({ status: 401 });
});
