import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	buildWebhookRequest,
	createApi,
	OptionError,
	signEventId,
	type Webhook,
	type WebhookRequest,
} from '@ingram-orders/simulator';
import { control, noon, start } from './support.ts';
import { orderWith } from './v6-support.ts';

const secretKey = 'test-key';

interface Received {
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

const receivers: Server[] = [];

afterEach(async () => {
	await Promise.all(
		receivers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
	);
});

/** Something that takes webhooks and answers with a status. */
async function startReceiver(status = 200): Promise<{ url: string; received: Received[] }> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			received.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
			response.writeHead(status, { connection: 'close' }).end('seen');
		});
	});
	receivers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/hook`, received };
}

const signed = (eventId: string, key = secretKey): string =>
	createHmac('sha512', Buffer.from(key, 'utf8')).update(eventId).digest('base64');

const orders = [
	orderWith('20-AAAA1', '2026-01-10T12:00:00Z', ['I', 'S', 'C']),
	{ ...orderWith('7059827143', '2026-01-09T12:00:00Z', ['O']), isSap: true },
];

/** What the API's model makes of a webhook, without a receiver. */
function build(webhook: Omit<Webhook, 'secretKey'>): WebhookRequest & { parsed: unknown } {
	const request = createApi({ now: () => noon, orders }).webhook({ secretKey, ...webhook });
	return { ...request, parsed: JSON.parse(request.body) };
}

const hold = { eventType: 'hold', orderNumber: '20-AAAA1' } as const;

describe('a webhook sent by the control endpoint', () => {
	it('posts an event of an order as it is now, signed over its id', async () => {
		const { origin } = await start({ now: () => noon, orders: 5 });
		const { url, received } = await startReceiver();
		const orderNumber = '20-RD12H';
		const reply = await control(origin, 'webhook', {
			url,
			secretKey,
			events: [{ eventType: 'hold', orderNumber }],
		});
		expect(reply.status).toBe(200);
		const [first] = received;
		const event = JSON.parse(first?.body ?? '') as { eventId: string };
		expect(reply.body).toEqual({ status: 200, body: 'seen', eventIds: [event.eventId] });
		expect(first?.headers['x-hub-signature']).toBe(signed(event.eventId));
		expect(first?.headers['content-type']).toBe('application/json');
		expect(event).toMatchObject({
			topic: 'resellers/orders',
			event: 'im::updated',
			eventTimeStamp: '2026-01-15T12:00:00.000Z',
			eventId: expect.stringMatching(/^[A-Z0-9]{18}$/) as string,
			resource: [
				{
					eventType: 'im::order_hold',
					orderNumber,
					customerOrderNumber: 'CUSTPO',
					orderEntryTimeStamp: '2020-04-04T14:28:18+00:00',
					lines: [{ subOrderNumber: '20-RD12H-11', lineStatus: 'IM::credit_hold' }],
					links: [{ topic: 'orders', href: '/resellers/v5/orders/20-RD12H' }],
				},
			],
		});
		await control(origin, 'change-order', { orderNumber, statusCode: 'R', holdReasonCode: '' });
		await control(origin, 'webhook', { url, secretKey, events: [{ ...hold, orderNumber }] });
		expect(received[1]?.body).toContain('IM::released');
	});

	it('tells how the receiver refused it, and repeats an id that is given', async () => {
		const { origin } = await start({ orders: 1 });
		const { url, received } = await startReceiver(401);
		const post = {
			url,
			secretKey,
			events: [{ ...hold, orderNumber: '20-RD12H', eventId: 'SAME' }],
		};
		for (let time = 0; time < 2; time++) {
			expect((await control(origin, 'webhook', post)).body).toMatchObject({
				status: 401,
				eventIds: ['SAME'],
			});
		}
		expect(received.map(({ headers }) => headers['x-hub-signature'])).toEqual([
			signed('SAME'),
			signed('SAME'),
		]);
	});

	it('can be larger than a receiver should take, and is still JSON', async () => {
		const simulator = await start({ orders: 1 });
		const { url, received } = await startReceiver();
		const bytes = 1_048_577;
		const events = [{ ...hold, orderNumber: '20-RD12H' }];
		await simulator.sendWebhook({ url, secretKey, events, bytes });
		expect(received[0]?.body).toHaveLength(bytes);
		expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ topic: 'resellers/orders' });
	});

	it.each([
		[{ url: 'https://example.com/hook' }, 'url must be an http or https address on 127.0.0.1'],
		[{ url: 'http://127.0.0.1:1/hook' }, 'could not be reached'],
		[{ events: [] }, 'events must be a list that is not empty'],
		[{ events: [{ eventType: 'lost' }] }, 'eventType must be one of shipped, invoiced'],
		[{ events: [{ eventType: 'hold' }] }, 'an event needs an orderNumber'],
		[{ events: [{ ...hold, orderNumber: '20-NONE0' }] }, 'no order has orderNumber 20-NONE0'],
		[{ signedEvent: 2 }, 'signedEvent 2 is not there; there are 1'],
		[{ signature: 'none' }, 'signature must be one of right, wrong, missing, prefixed'],
		[{ secretKey: '' }, 'secretKey must be a text that is not empty'],
	])('with %j is refused, and nothing is posted', async (wrong, message) => {
		const { origin } = await start({ orders: 1 });
		const { url, received } = await startReceiver();
		const events = [{ ...hold, orderNumber: '20-RD12H' }];
		const reply = await control(origin, 'webhook', { url, secretKey, events, ...wrong });
		expect(reply.status).toBe(400);
		expect(reply.body).toEqual({ message: expect.stringContaining(message) as string });
		expect(received).toEqual([]);
	});
});

describe('the signature of a webhook', () => {
	const events = [{ ...hold, eventId: 'EVENT1' }];

	it('is HMAC-SHA512 of the id in Base64, whatever the body', () => {
		expect(signEventId('EVENT1', secretKey)).toBe(signed('EVENT1'));
		expect(build({ events }).headers['x-hub-signature']).toBe(signed('EVENT1'));
		expect(build({ events, bytes: 5000 }).headers['x-hub-signature']).toBe(signed('EVENT1'));
	});

	it('takes the key as UTF-8', () => {
		expect(signEventId('EVENT1', 'Schlüssel')).toBe(signed('EVENT1', 'Schlüssel'));
	});

	it('can be wrong, missing, or have its method in front', () => {
		const wrong = build({ events, signature: 'wrong' }).headers['x-hub-signature'];
		expect(wrong).toHaveLength(signed('EVENT1').length);
		expect(wrong).not.toBe(signed('EVENT1'));
		expect(build({ events, signature: 'missing' }).headers).not.toHaveProperty('x-hub-signature');
		expect(build({ events, signature: 'prefixed' }).headers['x-hub-signature']).toBe(
			`sha512=${signed('EVENT1')}`,
		);
	});
});

describe('the body of a webhook', () => {
	it('is a list of several events, of which one is signed', () => {
		const events = [
			{ ...hold, eventId: 'EVENT1' },
			{ ...hold, eventId: 'EVENT2' },
		];
		const first = build({ events });
		expect(first.parsed).toMatchObject([{ eventId: 'EVENT1' }, { eventId: 'EVENT2' }]);
		expect(first.headers['x-hub-signature']).toBe(signed('EVENT1'));
		const second = build({ events, signedEvent: 2 });
		expect(second.headers['x-hub-signature']).toBe(signed('EVENT2'));
	});

	it('may be a list of one', () => {
		expect(build({ events: [hold], list: true }).parsed).toHaveLength(1);
		expect(build({ events: [hold, hold], list: false }).parsed).toHaveLength(2);
	});

	it.each([
		['shipped', 'im::order_shipped', 'IM::shipped'],
		['invoiced', 'im::order_invoiced', 'IM::invoiced'],
		['voided', 'im::order_voided', 'IM::invoiced'],
		['backordered', 'im::order_backordered', 'IM::invoiced'],
	] as const)('tells %s as %s, and how it is shipped', (eventType, written, lineStatus) => {
		const { parsed } = build({
			events: [{ ...hold, eventType, subOrderNumber: '20-AAAA1-11' }],
		});
		expect(parsed).toMatchObject({
			resource: [
				{
					eventType: written,
					lines: [
						{
							subOrderNumber: '20-AAAA1-11',
							lineStatus,
							shipmentDetails: [
								{ packageDetails: expect.arrayContaining([expect.anything()]) as unknown },
							],
							serialNumberDetails: expect.arrayContaining([expect.anything()]) as unknown,
						},
					],
				},
			],
		});
	});

	it('has the names and numbers of the portal in that form', () => {
		const { parsed } = build({ events: [hold], form: 'portal' });
		expect(parsed).toMatchObject({
			evenTtimeStamp: expect.any(String) as string,
			resource: [
				{ lines: [{ lineNumber: '01', requestedQuantity: expect.any(String) as string }, {}, {}] },
			],
		});
	});

	it('is what receivers saw in that form: capitals, and objects for lists', () => {
		const { parsed } = build({ events: [hold], form: 'observed' });
		expect(parsed).toMatchObject({
			event: 'IM::UPDATED',
			resource: {
				eventType: 'IM::ORDER_HOLD',
				customerPoNumber: 'PO-1',
				lines: [
					{ shipmentDetails: { carrierCode: 'TC' } },
					{ lineStatus: 'IM::SALES_HOLD' },
					{ lineStatus: 'IM::CREDIT_HOLD' },
				],
			},
		});
	});

	it('can have all its names in lower case', () => {
		const { parsed } = build({ events: [hold], form: 'lower-case' });
		expect(parsed).toMatchObject({
			eventid: expect.any(String) as string,
			resource: [{ eventtype: 'im::order_hold', lines: [{ linestatus: 'IM::invoiced' }, {}, {}] }],
		});
	});

	it('can tell another status than the order has', () => {
		const { body } = build({ events: [{ ...hold, lineStatus: 'IM::TAG_HOLD' }] });
		expect(body.match(/IM::TAG_HOLD/g)).toHaveLength(3);
	});

	it('names no suborder of an SAP order', () => {
		const { body } = build({ events: [{ eventType: 'hold', orderNumber: '7059827143' }] });
		expect(body).toContain('IM::im_online_hold');
		expect(body).not.toContain('subOrderNumber');
	});

	it('is the result of a creation as a list, and a change of stock in its own topic', () => {
		expect(build({ events: [{ ...hold, eventType: 'created' }] }).parsed).toMatchObject([
			{
				event: 'IM::created',
				resource: {
					eventType: 'IM::async_order_create',
					orders: [{ ingramOrderNumber: '20-AAAA1', ingramOrderDate: '2026-01-10' }],
				},
			},
		]);
		expect(build({ events: [{ eventType: 'stock' }] }).parsed).toMatchObject({
			topic: 'resellers/catalog',
			resource: [{ eventType: 'IM::STOCK_UPDATE' }],
		});
	});
});

describe('buildWebhookRequest', () => {
	const world = { ordersOf: () => orders, now: noon, newEventId: () => 'NEXT' };

	it('builds from any orders, without a simulator', () => {
		const request = buildWebhookRequest({ secretKey, events: [hold] }, world);
		expect(request).toMatchObject({
			method: 'POST',
			headers: { 'x-hub-signature': signed('NEXT') },
			eventIds: ['NEXT'],
		});
	});

	it('refuses an order that is not there', () => {
		const events = [{ ...hold, orderNumber: '20-NONE0' }];
		expect(() => buildWebhookRequest({ secretKey, events }, world)).toThrow(OptionError);
	});
});
