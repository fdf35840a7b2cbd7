import { inspect } from 'node:util';
import { sleep } from 'n8n-workflow';
import type { SimulatorOptions, WebhookPost } from '@ingram-orders/simulator';
import { clock } from '../../../nodes/shared/ingram.ts';
import { credentialFor } from './support/n8n.ts';
import { creditHold, orderOf } from './support/orders.ts';
import { closeSimulators, searchesAt, simulate } from './support/simulators.ts';
import { eventsOf } from './support/watching.ts';
import { closeWebhookN8n, WebhookN8n } from './support/webhook-n8n.ts';

beforeEach(() => {
	// The pauses between six attempts take up to 16 s in all.
	jest.spyOn(clock, 'sleep').mockImplementation((ms, signal) => sleep(ms / 50, signal));
});

afterEach(async () => {
	await closeWebhookN8n();
	jest.restoreAllMocks();
	await closeSimulators();
});

const secretKey = 'canary-of-the-secret-key';
const clientSecret = 'canary-of-the-client-secret';
const account = { customerNumber: '20-123456', countryCode: 'UK' };
const application = { clientId: 'demo-app', clientSecret, accounts: [account] };

interface StageOptions {
	parameters?: Record<string, string[] | object>;
	credential?: Record<string, string>;
	simulator?: SimulatorOptions;
	mode?: 'webhook' | 'manual';
	onError?: 'continueRegularOutput';
}

/** A workflow with the node, and the simulator that posts to it. */
async function stage({ parameters = {}, credential = {}, ...more }: StageOptions = {}) {
	const orders = [
		orderOf('20-A', creditHold),
		{
			...orderOf('20-B'),
			subOrders: [
				...orderOf('20-B', creditHold).subOrders,
				...orderOf('20-B').subOrders.map((each) => ({ ...each, subOrderNumber: '20-B-21' })),
			],
		},
	];
	const simulator = await simulate({
		...{ orders, documentedOrders: false, applications: [application] },
		...more.simulator,
	});
	const { mode, onError } = more;
	const n8n = await new WebhookN8n({
		credential: credentialFor(simulator, {
			...{ apiVersion: 'v6', clientSecret, webhookSecretKey: secretKey },
			...credential,
		}),
		parameters: { ...parameters },
		...(mode && { mode }),
		...(onError && { onError }),
	}).listen();
	const post = async (webhook: Partial<WebhookPost> = {}) => {
		const events = [{ eventType: 'hold', orderNumber: '20-A' } as const];
		const { status } = await simulator.sendWebhook({ url: n8n.url, secretKey, events, ...webhook });
		return status;
	};
	return { simulator, n8n, post };
}

/** The items of all executions, each as "holdPlaced 20-A-11". */
function told({ executions }: WebhookN8n): string[] {
	return executions.flatMap(({ items }) => eventsOf(items));
}

describe.each(['v5', 'v6'])('With version %s', (apiVersion) => {
	test('a posted hold gives the rows of the order as the API tells them now', async () => {
		const { n8n, post } = await stage({ credential: { apiVersion } });
		expect(await post()).toBe(200);
		await n8n.settled();

		expect(n8n.executions).toHaveLength(1);
		expect(n8n.executions[0]?.items).toEqual([
			expect.objectContaining({
				...{ event: 'holdPlaced', orderNumber: '20-A', subOrderNumber: '20-A-11', onHold: true },
				eventId: expect.stringMatching(/:holdPlaced:20-A:20-A-11$/) as string,
				seenAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
				statusCode: apiVersion === 'v5' ? 'C' : 'ON HOLD',
			}),
		]);
	});
});

test.each(['spec', 'portal', 'observed', 'lower-case'] as const)(
	'the form of the body does not matter: %s',
	async (form) => {
		const { n8n, post } = await stage();
		expect(await post({ form })).toBe(200);
		await n8n.settled();

		expect(told(n8n)).toEqual(['holdPlaced 20-A-11']);
	},
);

test('it is answered before the order is looked up', async () => {
	const { n8n, post } = await stage({ simulator: { latencyMs: 500 } });
	const before = Date.now();
	expect(await post()).toBe(200);

	expect(Date.now() - before).toBeLessThan(450);
	expect(n8n.executions).toEqual([]);
	await n8n.settled();
	expect(told(n8n)).toEqual(['holdPlaced 20-A-11']);
});

test('only the shipments that the event names are given', async () => {
	const { n8n, post } = await stage();
	await post({
		events: [{ eventType: 'hold', orderNumber: '20-B', subOrderNumber: '20-B-11' }],
	});
	await n8n.settled();
	await post({ events: [{ eventType: 'hold', orderNumber: '20-B' }] });
	await n8n.settled();

	expect(told(n8n)).toEqual(['holdPlaced 20-B-11', 'holdPlaced 20-B-11', 'holdPlaced 20-B-21']);
});

test('what the body says of the order is not believed', async () => {
	const { n8n, post } = await stage();
	await post({
		events: [{ eventType: 'hold', orderNumber: '20-A', lineStatus: 'IM::<forged>' }],
	});
	await n8n.settled();

	expect(told(n8n)).toEqual(['holdPlaced 20-A-11']);
	expect(JSON.stringify(n8n.executions[0]?.run)).not.toContain('forged');
});

test('the events that are chosen start the workflow, and the others are accepted', async () => {
	const { n8n, post } = await stage({ parameters: { events: ['shipped', 'voided'] } });
	const answers = [];
	for (const eventType of ['hold', 'shipped', 'voided', 'invoiced', 'created', 'stock'] as const) {
		const orderNumber = eventType === 'stock' ? {} : { orderNumber: '20-A' };
		answers.push(await post({ events: [{ eventType, ...orderNumber }] }));
		await n8n.settled();
	}

	expect(answers).toEqual([200, 200, 200, 200, 200, 200]);
	expect(told(n8n)).toEqual(['shipped 20-A-11', 'voided 20-A-11']);
});

test('of a list, only the event whose id is signed is taken', async () => {
	const { n8n, post } = await stage();
	const events = [
		{ eventType: 'hold', orderNumber: '20-A' },
		{ eventType: 'hold', orderNumber: '20-B', subOrderNumber: '20-B-11' },
	] as const;
	expect(await post({ events, signedEvent: 2 })).toBe(200);
	await n8n.settled();

	expect(told(n8n)).toEqual(['holdPlaced 20-B-11']);
	expect(n8n.log.map(({ message }) => message).join()).toContain(
		'1 events of a webhook were ignored',
	);
});

describe('A webhook that is refused', () => {
	test.each([
		['a wrong signature', { signature: 'wrong' }, 401, /does not fit the secret key/],
		['no signature', { signature: 'missing' }, 401, /no header x-hub-signature/],
		['more than 1 MB', { bytes: 1_200_000 }, 413, /more than 1 MB/],
	] as const)('%s', async (_, webhook, status, words) => {
		const { n8n, post, simulator } = await stage();
		expect(await post(webhook)).toBe(status);
		expect(await post(webhook)).toBe(status);
		await n8n.settled();

		expect(n8n.executions).toEqual([]);
		expect(simulator.requests).toEqual([]);
		expect(n8n.log.map(({ level }) => level)).toEqual(['warn', 'warn']);
		expect(n8n.log[1]?.message).toMatch(words);
		expect(n8n.log[1]?.message).toContain('2 were refused since n8n started.');
		expect(await post()).toBe(200);
	});

	test('all of them while the credential has no key', async () => {
		const { n8n, post } = await stage({ credential: { webhookSecretKey: ' ' } });
		expect(await post()).toBe(401);
		expect(n8n.log[0]?.message).toContain('The credential has no Webhook Secret Key.');
	});
});

test('a line break that was pasted behind the key does no harm', async () => {
	const { post } = await stage({ credential: { webhookSecretKey: `${secretKey}\n` } });
	expect(await post({ signature: 'prefixed' })).toBe(200);
});

test('an event that is posted again is accepted, and starts nothing', async () => {
	const { n8n, post } = await stage();
	const events = [{ eventType: 'hold', orderNumber: '20-A', eventId: 'EVENT-1' }] as const;
	expect([await post({ events }), await post({ events })]).toEqual([200, 200]);
	await n8n.settled();

	expect(told(n8n)).toEqual(['holdPlaced 20-A-11']);
	expect(n8n.log.at(-1)?.message).toContain('Event EVENT-1 was ignored: it was posted before.');
});

test('a test in the editor takes an event however often it is posted', async () => {
	const { n8n, post } = await stage({ mode: 'manual' });
	const events = [{ eventType: 'hold', orderNumber: '20-A', eventId: 'EVENT-1' }] as const;
	await post({ events });
	await n8n.settled();
	await post({ events });
	await n8n.settled();

	expect(told(n8n)).toEqual(['holdPlaced 20-A-11', 'holdPlaced 20-A-11']);
});

describe('An order that cannot be looked up', () => {
	const events = [{ eventType: 'hold', orderNumber: '20-A', eventId: 'EVENT-1' }] as const;

	test('is a failed execution, and is looked up when it is posted again', async () => {
		const { n8n, post, simulator } = await stage();
		simulator.control.fault({ kind: 'status', status: 503, every: 1, endpoint: 'search' });
		expect(await post({ events })).toBe(200);
		await n8n.settled();
		expect(n8n.executions[0]?.error?.message).toMatch(/not ready to answer at the moment/);

		simulator.control.clearFaults();
		await post({ events });
		await n8n.settled();
		expect(told(n8n)).toEqual(['holdPlaced 20-A-11']);
	});

	test('of an App ID that is not approved says so', async () => {
		const approvedFor5 = { ...application, apiVersions: ['v5'] } as const;
		const { n8n, post } = await stage({ simulator: { applications: [approvedFor5] } });
		await post({ events });
		await n8n.settled();

		expect(n8n.executions[0]?.error?.message).toMatch(/not approved for version 6/);
	});

	test('because the API does not have it says so', async () => {
		const { n8n, post, simulator } = await stage();
		simulator.control.fault({ kind: 'body', status: 404, body: notFound, every: 1 });
		await post({ events });
		await n8n.settled();

		const [{ error } = {}] = n8n.executions;
		expect(error?.message).toMatch(/^Ingram Micro posted an event of order 20-A, and its search/);
		expect(error?.description).toMatch(/^Retry this execution/);
	});

	test('is an item with an error where the node is to go on', async () => {
		const { n8n, post } = await stage({
			onError: 'continueRegularOutput',
			credential: { customerNumber: '20-999999' },
		});
		await post({ events });
		await n8n.settled();

		expect(n8n.executions[0]?.items).toEqual([{ error: expect.any(String) as string }]);
	});
});

const notFound = JSON.stringify({ errors: [{ id: '1', message: 'No records found' }] });

test('linked documents come with the rows; one that fails is a hint', async () => {
	const { n8n, post, simulator } = await stage({
		parameters: { options: { includeLinked: ['order'] } },
	});
	await post();
	await n8n.settled();
	expect(n8n.executions[0]?.items[0]?.['order']).toEqual(expect.any(Object));
	expect(n8n.executions[0]?.hints).toEqual([]);

	simulator.control.fault({ kind: 'status', status: 404, every: 1, endpoint: 'order' });
	await post();
	await n8n.settled();
	expect(n8n.executions[1]?.items).toHaveLength(1);
	expect(n8n.executions[1]?.hints).toEqual([
		expect.objectContaining({
			type: 'warning',
			message: expect.stringMatching(/^A linked document could not be fetched/) as string,
		}),
	]);
});

describe('Activation', () => {
	test('succeeds with all that is needed, and asks nothing', async () => {
		const { n8n, simulator } = await stage();
		await n8n.activate();
		expect(simulator.requests).toEqual([]);
	});

	test.each([
		[{ credential: { webhookSecretKey: '' } }, /^Webhook Secret Key is missing in the credential/],
		[{ credential: { customerNumber: '' } }, /^Customer Number/],
		[{ parameters: { events: [] } }, /^Events must be one or more of holdPlaced, shipped/],
		[{ parameters: { events: ['x'] } }, /^Events must be/],
		[{ parameters: { options: { timeout: 0 } } }, /^Timeout/],
		[{ parameters: { options: { includeLinked: ['x'] } } }, /^Include Linked Documents/],
	] as const)('is refused with %j', async (options, words) => {
		const { n8n } = await stage(structuredClone(options));
		await expect(n8n.activate()).rejects.toThrow(words);
	});
});

test('no secret key, client secret or token is in an item, a failure or a log line', async () => {
	const { n8n, post, simulator } = await stage({
		parameters: { options: { includeLinked: ['order'] } },
	});
	await post();
	await n8n.settled();
	await post({ signature: 'wrong' });
	await post({ secretKey: clientSecret });
	const { access_token: token } = n8n.credential.stored['oauthTokenData'] as {
		access_token: string;
	};
	const telling = `${secretKey} ${clientSecret} ${token} Bearer ${token}`;
	for (const [status, body] of [
		[503, `<p>${telling}</p>`],
		[403, JSON.stringify({ errors: [{ message: telling }] })],
		[
			400,
			JSON.stringify({ errors: [{ message: 'x', fields: [{ field: 'y', message: telling }] }] }),
		],
	] as const) {
		simulator.control.fault({ kind: 'body', status, body, every: 1, endpoint: 'search' });
		await post();
		await n8n.settled();
		simulator.control.clearFaults();
	}

	const { executions, log } = n8n;
	expect(executions.filter(({ error }) => error)).toHaveLength(3);
	expect(searchesAt(simulator).length).toBeGreaterThan(3);
	const left = { executions, log };
	const everything = `${inspect(left, { depth: 20, maxStringLength: null, showHidden: true })}${JSON.stringify(left)}`;
	expect(everything).toContain('20-A-11');
	for (const secret of [secretKey, clientSecret, token]) expect(everything).not.toContain(secret);
});
