import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import { startNodeRed, type NodeRed } from '../../../scripts/node-red/node-red-process.ts';
import { account, collector, collectors, inject, place, search, tab } from './support/flow.ts';
import { forgetKept, kept, type KeptMessage } from './support/kept.ts';
import { optionsFor, releases } from './support/releases.ts';
import { until } from './support/until.ts';
import { watch } from './support/watch-flow.ts';

jest.setTimeout(60_000);

type Row = Record<string, unknown>;

describe.each(releases)('%s', (release) => {
	let simulator: Simulator;
	let nodeRed: NodeRed;

	beforeAll(async () => {
		simulator = await startSimulator({
			...{ orders: 60, documentedOrders: false, rateLimit: { limit: 1000 } },
			applications: [
				{
					...{ clientId: 'demo-app', clientSecret: 'demo-secret' },
					accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
				},
				{
					...{ clientId: 'old-app', clientSecret: 'old-secret', apiVersions: ['v5'] },
					accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
				},
			],
		});
		nodeRed = await startNodeRed(optionsFor(release));
	});

	afterAll(async () => {
		await nodeRed.stop();
		await simulator.close();
	});

	async function run(properties: Row, accountChanges: Row = {}): Promise<void> {
		await forgetKept(nodeRed);
		simulator.control.clearLog();
		await nodeRed.deploy([
			...[tab, account(simulator.origin, { apiVersion: 'v6', ...accountChanges }), ...collectors],
			...[inject('go', 'search'), search('search', properties)],
		]);
		await nodeRed.inject('go');
	}

	async function rows(): Promise<Row[]> {
		return (await kept(nodeRed, 'results', 1))[0]?.payload as Row[];
	}

	async function failure(): Promise<{ message: string; failure: Row }> {
		const [message] = await kept(nodeRed, 'failures', 1);
		const { failure: fields } = (message as KeptMessage).ingram;
		return { message: message?.error?.message ?? '', failure: fields as Row };
	}

	const versions = () =>
		new Set(simulator.requests.flatMap(({ version }) => (version === undefined ? [] : [version])));

	test('a search gives the rows of version 5, with words for statuses and no reasons of holds', async () => {
		const period = { createdAfter: '2015-01-01' };
		await run(period, { apiVersion: 'v5' });
		const of5 = await rows();
		expect(versions()).toEqual(new Set(['v5']));

		await run(period);
		const of6 = await rows();
		expect(versions()).toEqual(new Set(['v6']));
		expect(Object.keys(of6[0] ?? {})).toEqual(Object.keys(of5[0] ?? {}));
		const numbers = (all: Row[]) => all.map(({ subOrderNumber }) => subOrderNumber).sort();
		expect(numbers(of6)).toEqual(numbers(of5));
		expect(of6.map(({ statusCode }) => statusCode)).toContain('SHIPPED');
		expect(new Set(of6.map(({ holdReasonCode }) => holdReasonCode))).toEqual(new Set(['']));
		const held = of6.filter(({ onHold }) => onHold);
		expect(held.length).toBeGreaterThan(0);
		expect(new Set(held.map((row) => row['holdReasonDescription']))).toEqual(new Set(['']));
	});

	test('statuses are filtered by words, and what is on hold is found', async () => {
		await run({ createdAfter: '2015-01-01', orderStatus: 'shipped' });
		expect(new Set((await rows()).map(({ statusCode }) => statusCode))).toEqual(
			new Set(['SHIPPED']),
		);
		await run({ createdAfter: '2015-01-01', onHoldOnly: 'true' });
		const held = await rows();
		expect(held.length).toBeGreaterThan(0);
		expect(held.every(({ onHold }) => onHold)).toBe(true);
	});

	test('without dates and numbers the run says that only 20 days were looked at', async () => {
		await run({});
		const [message] = await kept(nodeRed, 'results', 1);
		expect(message?.ingram['warnings']).toEqual([expect.stringContaining('20 days')]);
	});

	test('an order is got by its number', async () => {
		const orderNumber = simulator.orders[0]?.orderNumber ?? '';
		await run({ operation: 'getOrder', orderNumber });
		expect((await kept(nodeRed, 'results', 1))[0]?.payload).toMatchObject({
			ingramOrderNumber: orderNumber,
		});
	});

	test('a hold reason is refused before any request, with what to do instead', async () => {
		await run({ holdReason: 'CH' });
		expect((await failure()).message).toContain('use On Hold Only, or an account with version 5');
		expect(simulator.requests).toEqual([]);
		await run({ holdReason: 'blank', createdAfter: '2015-01-01' });
		expect((await rows()).length).toBeGreaterThan(0);
	});

	test('a failed request is told with the id by which Ingram Micro finds it', async () => {
		simulator.control.fault({ kind: 'status', status: 400, endpoint: 'search' });
		await run({ orderNumber: '20-RD12H' });
		const told = await failure();
		const id = told.failure['correlationId'];
		expect(id).toMatch(/^[\da-f]{32}$/);
		expect(told.message).toContain(`can find the request by ${String(id)}`);
		const sent = simulator.requests.find(({ endpoint }) => endpoint === 'search');
		expect(sent?.imHeaders['im-correlationid']).toBe(id);
		expect([told.message, JSON.stringify(told), nodeRed.output()].join()).not.toMatch(
			/demo-secret|bearer/i,
		);
	});

	test('an App ID that is approved for version 5 only is told as that, and not as a wrong secret', async () => {
		const credentials = { clientId: 'old-app', clientSecret: 'old-secret' };
		await run({}, { credentials });
		const told = await failure();
		expect(told.message).toContain('not approved for version 6');
		expect(told.failure['code']).toBe('ACCESS_DENIED');
		await run({}, { credentials, apiVersion: 'v5' });
		expect((await rows()).length).toBeGreaterThan(0);
	});

	test('a version that is none is refused by name', async () => {
		await run({}, { apiVersion: 'v7' });
		expect((await failure()).message).toContain('API Version must be');
	});

	test('a watch reports a hold and its release once each', async () => {
		await forgetKept(nodeRed);
		simulator.control.clearLog();
		await nodeRed.deploy([
			...[tab, account(simulator.origin, { apiVersion: 'v6' }), ...collectors],
			...[collector('statuses'), inject('go', 'watch')],
			watch('watch', { events: ['holdPlaced', 'holdReleased'], fullScanEvery: '1' }),
			{ id: 'complete', type: 'complete', ...place, scope: ['watch'], wires: [['completions']] },
			{ id: 'status', type: 'status', ...place, scope: ['watch'], wires: [['statuses']] },
		]);
		let polls = 0;
		const poll = async () => {
			await nodeRed.inject('go');
			await kept(nodeRed, 'completions', ++polls);
		};
		await poll();
		const orderNumber =
			simulator.orders.find(({ subOrders }) =>
				subOrders.every(({ statusCode }) => !['C', 'D', 'O', 'S'].includes(statusCode)),
			)?.orderNumber ?? '';
		simulator.control.changeOrder({ orderNumber, statusCode: 'C' });
		await poll();
		simulator.control.changeOrder({ orderNumber, statusCode: 'I' });
		await poll();
		const told = await until(async () => {
			const messages = await kept(nodeRed, 'results', 0);
			return messages.some(({ topic }) => topic === 'holdReleased') ? messages : undefined;
		});
		const ofOrder = told.filter(({ payload }) => (payload as Row)['orderNumber'] === orderNumber);
		expect(new Set(ofOrder.map(({ topic }) => topic))).toEqual(
			new Set(['holdPlaced', 'holdReleased']),
		);
		expect(ofOrder[0]?.payload).toMatchObject({
			...{ event: 'holdPlaced', onHold: true, statusCode: 'ON HOLD', holdReasonCode: '' },
		});
		expect(new Set(told.map(({ payload }) => (payload as Row)['eventId'])).size).toBe(told.length);
		expect(versions()).toEqual(new Set(['v6']));
	});
});
