import { credentialFor, execute } from './support/n8n.ts';
import { creditHold, orderOf } from './support/orders.ts';
import { simulate, tokensAt } from './support/simulators.ts';
import { clearStage, eventsOf, stageWith, stopTheClock, tick } from './support/watching.ts';

afterEach(clearStage);

const version6 = { apiVersion: 'v6' };

const account = { customerNumber: '20-123456', countryCode: 'UK' };
const approvedFor5 = {
	...{ clientId: 'demo-app', clientSecret: 'demo-secret', accounts: [account] },
	apiVersions: ['v5'],
} as const;

const orders = [orderOf('20-A', creditHold), orderOf('20-B'), orderOf('20-C', { statusCode: 'V' })];

test('Get Many gives the same columns as with version 5, and no hold reason', async () => {
	const simulator = await simulate({ orders, documentedOrders: false });
	const run = (apiVersion: string) =>
		execute({ credential: credentialFor(simulator, { apiVersion }) });
	const [before, after] = [await run('v5'), await run('v6')];
	const rowOf = (orderNumber: string) =>
		after.items.find((item) => item['orderNumber'] === orderNumber);

	expect(after.items.map((item) => Object.keys(item))).toEqual(
		before.items.map((item) => Object.keys(item)),
	);
	expect(rowOf('20-A')).toMatchObject({ onHold: true, statusCode: 'ON HOLD', holdReason: '' });
	expect(rowOf('20-A')).toMatchObject({ holdReasonDescription: '' });
	expect(rowOf('20-B')).toMatchObject({ onHold: false, statusCode: '' });
	expect(rowOf('20-C')).toMatchObject({ onHold: false, statusCode: 'V' });
	expect(after.hints.map(({ message }) => message)).toEqual([
		expect.stringContaining('20 days') as string,
	]);
});

test('On Hold Only finds what is on hold, and a filter by a word of version 6 what has it', async () => {
	const simulator = await simulate({ orders, documentedOrders: false });
	const found = async (filters: object) => {
		const credential = credentialFor(simulator, version6);
		const { items } = await execute({ credential, parameters: { filters: { ...filters } } });
		return items.map((item) => item['orderNumber']);
	};

	expect(await found({ onHoldOnly: true })).toEqual(['20-A']);
	expect(await found({ orderStatus: ['ON HOLD'] })).toEqual(['20-A']);
	expect(await found({ orderStatus: ['V'] })).toEqual(['20-C']);
});

test('a hold reason is refused before anything is sent, with what to do instead', async () => {
	const simulator = await simulate();
	const { error } = await execute({
		credential: credentialFor(simulator, version6),
		parameters: { filters: { holdReason: ['CH'] } },
	});

	expect(error?.message).toMatch(/^Hold Reason cannot be used with version 6.*On Hold Only/);
	expect(simulator.requests).toEqual([]);
});

test('nothing found is no failure', async () => {
	const simulator = await simulate({ orders, documentedOrders: false });
	const { items, error, hints } = await execute({
		credential: credentialFor(simulator, version6),
		parameters: { filters: { orderNumber: '20-ZZZZZ' } },
	});

	expect(error).toBeUndefined();
	expect(items).toEqual([]);
	expect(hints).toHaveLength(1);
});

test('Get Order gives the details, in the words of version 6', async () => {
	const simulator = await simulate({ orders, documentedOrders: false });
	const { items, error } = await execute({
		credential: credentialFor(simulator, version6),
		parameters: { operation: 'getOrder', orderNumber: '20-A' },
	});

	expect(error).toBeUndefined();
	expect(items).toEqual([expect.objectContaining({ ingramOrderNumber: '20-A' })]);
	expect(simulator.requests.at(-1)).toMatchObject({ version: 'v6', endpoint: 'order' });
});

test('a changed version takes effect at once', async () => {
	const simulator = await simulate({ orders, documentedOrders: false });
	const credential = credentialFor(simulator);
	const versionAsked = async () => {
		await execute({ credential });
		return simulator.requests.at(-1)?.version;
	};

	expect(await versionAsked()).toBe('v5');
	credential.stored = { ...credential.stored, ...version6 };
	expect(await versionAsked()).toBe('v6');
	expect(tokensAt(simulator)).toBe(1);
});

describe('An App ID that is not approved for version 6', () => {
	test('is told so, without a word of a wrong secret, though n8n renews its token', async () => {
		const simulator = await simulate({ applications: [approvedFor5] });
		const { error } = await execute({ credential: credentialFor(simulator, version6) });

		expect(error).toMatchObject({
			httpCode: '401',
			message: 'The App ID is not approved for version 6 of the Order API (HTTP 401).',
			failure: { cause: 'credential-invalid' },
		});
		expect(error?.description).toMatch(/choose another API version/);
		expect(`${error?.message ?? ''} ${error?.description ?? ''}`).not.toMatch(/secret|token/i);
	});

	test('works with version 5', async () => {
		const simulator = await simulate({ applications: [approvedFor5], orders });
		const { error, items } = await execute({ credential: credentialFor(simulator) });

		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(2);
	});
});

describe('The trigger', () => {
	beforeEach(stopTheClock);

	test('tells of holds that are placed and released, once', async () => {
		const on = await stageWith([orderOf('20-A'), orderOf('20-B')], {
			credential: version6,
			parameters: { events: ['holdPlaced', 'holdReleased'] },
		});
		await on.n8n.publish();
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		await tick(on);
		await tick(on);
		on.simulator.control.changeOrder({ orderNumber: '20-A', statusCode: '', holdReasonCode: '' });
		await tick(on);
		await tick(on);

		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-A-11', 'holdReleased 20-A-11']);
		expect(on.n8n.told[0]).toMatchObject({ statusCode: 'ON HOLD', onHold: true });
		expect(on.n8n.failures).toEqual([]);
	});

	test('goes on with another version at once, and tells nothing because of it', async () => {
		const on = await stageWith([orderOf('20-A', creditHold), orderOf('20-B')], {
			parameters: {
				events: ['holdPlaced', 'holdChanged', 'holdReleased', 'orderCreated', 'statusChanged'],
			},
		});
		await on.n8n.publish();
		await tick(on);
		on.n8n.credential.stored = { ...on.n8n.credential.stored, ...version6 };
		for (let polls = 0; polls < 3; polls++) await tick(on);
		expect(on.simulator.requests.at(-1)?.version).toBe('v6');
		expect(on.n8n.told).toEqual([]);

		on.simulator.control.changeOrder({ orderNumber: '20-B', ...creditHold });
		await tick(on);
		expect(eventsOf(on.n8n.told)).toContain('holdPlaced 20-B-11');
		expect(on.n8n.failures).toEqual([]);
	});

	test('of an App ID that is not approved cannot be activated, and says why', async () => {
		const on = await stageWith([], {
			credential: version6,
			simulator: { applications: [approvedFor5] },
		});
		await expect(on.n8n.publish()).rejects.toThrow(/not approved for version 6/);
	});
});
