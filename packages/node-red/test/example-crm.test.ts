import { setExampleStage, type ExampleStage } from './support/example-stage.ts';
import { startRecordingServer, type RecordingServer } from './support/recording-server.ts';
import { releases } from './support/releases.ts';
import { until } from './support/until.ts';

jest.setTimeout(60_000);

interface CrmRecord {
	orderNumber: string;
	onHold: boolean;
	shipments: unknown[];
}

function readRecord(body: unknown): CrmRecord {
	const { orderNumber, onHold, shipments } = body as Record<keyof CrmRecord, unknown>;
	if (!Array.isArray(shipments)) throw new Error('shipments is not a list');
	return { orderNumber: String(orderNumber), onHold: onHold === true, shipments };
}

describe.each(releases)('the example of a CRM in %s', (release) => {
	let stage: ExampleStage;
	let crm: RecordingServer<CrmRecord>;

	beforeAll(async () => {
		stage = await setExampleStage(release);
		crm = await startRecordingServer(readRecord);
	});

	afterAll(async () => {
		await stage.close();
		crm.close();
	});

	test('without an address it only shows what it would send', async () => {
		await stage.deploy('crm-by-http');
		const [first] = await stage.kept('example-crm-unsent', 1);
		expect(first?.payload).toMatchObject({ orderNumber: expect.any(String) as string });
		await stage.nodeRed.deploy([]);
	});

	test('every order is sent once, and again only when something about it has changed', async () => {
		await stage.deploy('crm-by-http', {
			change: (node) => {
				if (node.type === 'tab' && node.id === 'example-crm') {
					return { ...node, env: [{ name: 'CRM_API', value: crm.origin, type: 'str' }] };
				}
				return node.type === 'delay' ? { ...node, rate: '1000' } : node;
			},
		});
		const since = stage.simulator.now() - 60 * 86_400_000;
		const recent = stage.simulator.orders
			.filter(({ entryTimestamp }) => Date.parse(entryTimestamp) >= since)
			.map(({ orderNumber }) => orderNumber);
		await stage.kept('example-crm-done', recent.length);
		expect(sent().sort()).toEqual(recent.sort());
		expect(new Set(crm.written().map(({ method }) => method))).toEqual(new Set(['PUT']));
		expect(
			crm.written().filter(({ path, body }) => path !== `/orders/${body.orderNumber}`),
		).toEqual([]);

		const held = await change();
		expect(sent().slice(recent.length)).toEqual([held]);
		expect(crm.written().at(-1)?.body).toMatchObject({
			onHold: true,
			shipments: expect.arrayContaining([
				expect.objectContaining({
					holdReason: 'Credit check hold',
					whatToDo: expect.stringContaining('your accounts department') as string,
				}),
			]) as unknown[],
		});
	});

	test('what is refused or not answered is told in words, and goes along with the next search', async () => {
		const before = crm.written().length;
		crm.failNext('status');
		const orderNumber = stage.hold();
		await stage.nodeRed.inject('example-crm-go');
		await stage.kept('example-crm-refused', 1);
		crm.failNext('reset');
		await stage.nodeRed.inject('example-crm-go');
		const [failure] = await stage.kept('example-crm-failure', 1);
		expect(failure?.error?.message).toMatch(/ECONNRESET|socket hang up/);
		expect(crm.written()).toHaveLength(before);
		await stage.nodeRed.inject('example-crm-go');
		await until(() => crm.written()[before]);
		expect(sent().slice(before)).toEqual([orderNumber]);
		const other = await change();
		expect(sent().slice(before)).toEqual([orderNumber, other]);
	});

	function sent(): string[] {
		return crm.written().map(({ body }) => body.orderNumber);
	}

	/** Changes an order, and waits until the CRM has been told. */
	async function change(): Promise<string> {
		const before = crm.written().length;
		const done = (await stage.kept('example-crm-done', 0)).length;
		const orderNumber = stage.hold();
		await stage.nodeRed.inject('example-crm-go');
		await until(() => crm.written()[before]);
		await stage.kept('example-crm-done', done + 1);
		return orderNumber;
	}
});
