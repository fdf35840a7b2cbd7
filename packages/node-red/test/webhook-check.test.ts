import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { startSimulator, type Simulator, type Webhook } from '@ingram-orders/simulator';
import {
	startNodeRed,
	type FlowNode,
	type NodeRed,
} from '../../../scripts/node-red/node-red-process.ts';
import { collector, collectors, inject, place, tab } from './support/flow.ts';
import { forgetKept, kept } from './support/kept.ts';
import { optionsFor, releases } from './support/releases.ts';
import { until } from './support/until.ts';

jest.setTimeout(60_000);

/** Found nowhere but in Node-RED's encrypted credentials, or the tests fail. */
const secretKey = 'canary-of-the-secret-key';

function sign(eventId: string, key = secretKey): string {
	return createHmac('sha512', key).update(eventId).digest('base64');
}

describe.each(releases)('%s', (release) => {
	let simulator: Simulator;
	let nodeRed: NodeRed;
	let orderNumbers: string[];

	beforeAll(async () => {
		simulator = await startSimulator({ orders: 20, documentedOrders: false });
		orderNumbers = simulator.orders.map(({ orderNumber }) => orderNumber);
		nodeRed = await startNodeRed(optionsFor(release));
	});

	beforeEach(() => deploy());

	afterAll(async () => {
		await nodeRed.stop();
		await simulator.close();
	});

	async function deploy(key: string | undefined = secretKey): Promise<void> {
		await forgetKept(nodeRed);
		const check: FlowNode = {
			...{ id: 'check', type: 'ingram-webhook-check', ...place, name: '', wires: [['results']] },
			credentials: { secretKey: key },
		};
		await nodeRed.deploy([
			...[tab, ...collectors, collector('statuses'), inject('go', 'check'), check],
			{ id: 'in', type: 'http in', ...place, url: '/hook', method: 'post', wires: [['check']] },
			{ id: 'status', type: 'status', ...place, scope: ['check'], wires: [['statuses']] },
		]);
	}

	function post(webhook: Partial<Webhook> = {}) {
		return simulator.sendWebhook({
			...{ url: `${nodeRed.origin}/hook`, secretKey },
			events: [{ eventType: 'hold', orderNumber: orderNumbers[0] ?? '' }],
			...webhook,
		});
	}

	/** Posts a body as another sender would write it. */
	async function postText(body: string, headers: Record<string, string>): Promise<number> {
		return (await fetch(`${nodeRed.origin}/hook`, { method: 'POST', headers, body })).status;
	}

	const results = (count: number) => kept(nodeRed, 'results', count);

	function shown(text: string) {
		return until(async () =>
			(await kept(nodeRed, 'statuses', 0))
				.map(({ status }) => status as { text: string; fill: string })
				.find((status) => status.text === text),
		);
	}

	test('a webhook is answered at once, and gives a message for each order, without the request', async () => {
		const [first = '', second = ''] = orderNumbers;
		const { status, eventIds } = await post({
			events: [{ eventType: 'hold', orderNumber: first }],
		});
		expect(status).toBe(200);
		const [message] = await results(1);
		expect(message).toEqual({
			...{ _msgid: expect.any(String) as string, topic: 'holdPlaced' },
			payload: {
				...{ event: 'holdPlaced', eventId: eventIds[0], orderNumber: first },
				subOrderNumbers: simulator.orders[0]?.subOrders.map(({ subOrderNumber }) => subOrderNumber),
			},
		});
		const shipped = { eventType: 'shipped', orderNumber: second } as const;
		expect((await post({ events: [shipped], form: 'observed' })).status).toBe(200);
		expect((await post({ events: [shipped], form: 'portal', list: true })).status).toBe(200);
		expect((await post({ events: [shipped], signature: 'prefixed' })).status).toBe(200);
		expect((await results(4)).map(({ topic }) => topic).slice(1)).toEqual(
			Array.from({ length: 3 }, () => 'shipped'),
		);
		expect(await shown('4 accepted')).toMatchObject({ fill: 'green' });
	});

	test('a wrong or missing signature is refused, counted and told once, without its value', async () => {
		const told = () => nodeRed.output().match(/\[warn\].*webhook was refused/gi)?.length ?? 0;
		const before = told();
		for (const signature of ['wrong', 'missing', 'wrong'] as const) {
			expect((await post({ signature })).status).toBe(401);
		}
		expect((await post({ secretKey: 'another-key' })).status).toBe(401);
		expect((await post()).status).toBe(200);
		await results(1);
		expect(await shown('✓ 1 ✗ 4')).toMatchObject({ fill: 'yellow' });
		expect(await results(0)).toHaveLength(1);
		expect(told() - before).toBe(1);
		expect(nodeRed.output()).not.toContain(sign('any', 'another-key').slice(0, 20));
	});

	test('an event that is posted again is answered, and sends nothing', async () => {
		const orderNumber = orderNumbers[0] ?? '';
		const event = { eventType: 'hold', eventId: 'event-1', orderNumber } as const;
		for (let time = 0; time < 3; time++) expect((await post({ events: [event] })).status).toBe(200);
		expect((await post()).status).toBe(200);
		const ids = (await results(2)).map(({ payload }) => (payload as { eventId: string }).eventId);
		expect(ids.filter((id) => id === 'event-1')).toHaveLength(1);
		expect(ids).toHaveLength(2);
	});

	test('what is not about the status of an order is answered, and sends nothing', async () => {
		expect((await post({ events: [{ eventType: 'stock' }] })).status).toBe(200);
		expect((await post()).status).toBe(200);
		expect(await results(1)).toHaveLength(1);
	});

	test('a body of more than 1 MB is refused, and one below it is taken', async () => {
		expect((await post({ bytes: 1_100_000 })).status).toBe(413);
		expect((await post({ bytes: 1_000_000 })).status).toBe(200);
		expect(await results(1)).toHaveLength(1);
		// Blanks that are gone once Node-RED has parsed it.
		const signed = { 'content-type': 'application/json', 'x-hub-signature': sign('event-2') };
		expect(await postText(`{"eventId":"event-2"${' '.repeat(1_100_000)}}`, signed)).toBe(413);
	});

	test('a body that is not announced as JSON is read too, and one that is nothing is refused', async () => {
		const orderNumber = orderNumbers[0] ?? '';
		const body = JSON.stringify({
			...{ topic: 'resellers/orders', event: 'IM::UPDATED', eventId: 'event-3' },
			resource: [{ eventType: 'IM::ORDER_HOLD', orderNumber }],
		});
		const signed = (type: string) => ({
			...{ 'content-type': type, 'x-hub-signature': sign('event-3') },
		});
		expect(await postText(body, signed('text/plain'))).toBe(200);
		expect((await results(1))[0]?.payload).toMatchObject({ orderNumber, subOrderNumbers: [] });
		expect(await postText('', signed('text/plain'))).toBe(401);
		expect(await postText('null', signed('text/plain'))).toBe(401);
		expect(await postText('<xml/>', signed('application/octet-stream'))).toBe(401);
	});

	test.each(['', '${NO_SUCH_KEY}'])(
		'without a secret key (%p) nothing is accepted',
		async (key) => {
			await deploy(key);
			expect((await post({ secretKey: key === '' ? secretKey : key })).status).toBe(500);
			const [failure] = await kept(nodeRed, 'failures', 1);
			expect(failure?.error?.message).toContain('Secret Key must not be empty.');
			expect(failure?.ingram).toMatchObject({ failure: { code: 'INVALID_INPUT' } });
			expect(failure).not.toHaveProperty('req');
			expect(failure).not.toHaveProperty('res');
			expect(await results(0)).toEqual([]);
		},
	);

	test('a message that is not a request is a failure', async () => {
		await nodeRed.inject('go');
		const [failure] = await kept(nodeRed, 'failures', 1);
		expect(failure?.error?.message).toContain('must come from a node “http in”');
	});

	test('neither the secret key nor a signature is told anywhere', async () => {
		const { eventIds } = await post();
		await post({ signature: 'wrong' });
		await results(1);
		await shown('✓ 1 ✗ 1');
		const asked = ['/flows', '/credentials/ingram-webhook-check/check', '/kept'].map(
			async (address) => (await fetch(nodeRed.origin + address)).text(),
		);
		const files = readdirSync(nodeRed.userFolder, { withFileTypes: true })
			.map(({ name }) => path.join(nodeRed.userFolder, name))
			.filter((file) => statSync(file).isFile())
			.map((file) => readFileSync(file, 'utf8'));
		const told = [...(await Promise.all(asked)), ...files, nodeRed.output()].join('\n');
		expect(told).toContain(eventIds[0]);
		expect(told).not.toContain(secretKey);
		expect(told).not.toContain(sign(eventIds[0] ?? ''));
	});
});
