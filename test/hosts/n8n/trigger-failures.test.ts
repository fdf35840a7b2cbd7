import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { StoredCredential } from './support/credentials.ts';
import { creditHold, orderOf } from './support/orders.ts';
import { engines } from './support/polling-n8n.ts';
import { clearStage, eventsOf, stageWith, stopTheClock, tick } from './support/watching.ts';

beforeEach(stopTheClock);
afterEach(clearStage);

const outage = { kind: 'status', status: 503, every: 1, endpoint: 'search' } as const;

function withoutToken(stored: StoredCredential['stored']): StoredCredential['stored'] {
	const { oauthTokenData, ...rest } = stored;
	expect(oauthTokenData).toBeDefined();
	return rest;
}

describe.each(engines)('n8n with %s', (engine) => {
	test('a workflow with a wrong secret cannot be activated, however often it is tried', async () => {
		const on = await stageWith([], { engine, credential: { clientSecret: 'not-the-secret' } });
		const words = /the App ID or the Client Secret is wrong/;
		await expect(on.n8n.publish()).rejects.toThrow(words);
		await expect(on.n8n.publish()).rejects.toThrow(words);
		await expect(on.n8n.publish()).rejects.toMatchObject({
			failure: { cause: 'credential-invalid' },
		});
	});

	test('a workflow with a wrong setting cannot be activated, and no request is sent', async () => {
		const on = await stageWith([], { engine, parameters: { lookbackDays: 0 } });
		const failure = on.n8n.publish().catch((error: unknown) => error);

		expect(await failure).toBeInstanceOf(NodeOperationError);
		expect(await failure).toMatchObject({
			message: 'Lookback must be a whole number from 1 to 365, not 0.',
			failure: { cause: 'configuration-invalid' },
		});
		expect(on.simulator.requests).toEqual([]);
	});

	test('an outage does not keep a workflow from being activated', async () => {
		const on = await stageWith([orderOf('20-A')], { engine, simulator: { faults: [outage] } });
		await on.n8n.publish();
		on.simulator.control.clearFaults();
		await tick(on);
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		await tick(on);

		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-A-11']);
		expect(on.n8n.failures).toEqual([]);
	});

	test('an outage is told once, after three polls and 15 minutes, and nothing is lost in it', async () => {
		const on = await stageWith([orderOf('20-A')], { engine });
		await on.n8n.publish();
		const publishedAt = new Date().toISOString();
		on.simulator.control.fault(outage);
		await tick(on);
		await tick(on);
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		await tick(on);
		expect(on.n8n.failures).toEqual([]);
		await tick(on);
		await tick(on);
		await tick(on, 30);
		await tick(on, 60);

		expect(on.n8n.failures).toHaveLength(1);
		const [failure] = on.n8n.failures;
		expect(failure).toBeInstanceOf(NodeApiError);
		expect(failure).toMatchObject({
			message: 'Ingram Micro is not ready to answer at the moment (HTTP 503).',
			description: expect.stringContaining('Polls go on at longer intervals') as string,
			failure: { cause: 'temporarily-unavailable' },
		});

		on.simulator.control.clearFaults();
		await tick(on, 60);
		await tick(on);
		expect(on.n8n.told).toMatchObject([{ event: 'holdPlaced', missedSince: publishedAt }]);
	});

	test('a lost poll is told to nobody but the log', async () => {
		const on = await stageWith([orderOf('20-A')], { engine });
		await on.n8n.publish();
		on.simulator.control.fault({ ...outage, times: 6 });
		await tick(on);
		await tick(on);

		expect(on.n8n.failures).toEqual([]);
		expect(on.n8n.log.filter(({ level }) => level === 'warn')).toEqual([
			{
				level: 'warn',
				message: expect.stringMatching(
					/^Watch: Polls have been failing since .*Z\. Ingram Micro is not ready .*"workflowName":"Watched workflow"/,
				) as string,
			},
		]);
	});

	test('a secret that stops working is told once, and mended without another activation', async () => {
		const on = await stageWith([orderOf('20-A')], { engine });
		await on.n8n.publish();
		const { stored } = on.n8n.credential;
		on.n8n.credential.stored = withoutToken({ ...stored, clientSecret: 'not-the-secret' });
		await tick(on);
		await tick(on);
		await tick(on, 60);
		expect(on.n8n.failures.map(({ message }) => message)).toEqual([
			'Ingram Micro gave no access token: the App ID or the Client Secret is wrong (HTTP 401).',
		]);

		on.n8n.credential.stored = stored;
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		await tick(on, 60);
		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-A-11']);
	});

	test('a credential that becomes unusable is told once', async () => {
		const on = await stageWith([orderOf('20-A')], { engine });
		await on.n8n.publish();
		const { stored } = on.n8n.credential;
		on.n8n.credential.stored = { ...stored, customerNumber: '' };
		await tick(on);
		await tick(on);
		expect(on.n8n.failures.map(({ message }) => message)).toEqual([
			'Customer Number must not be empty.',
		]);

		on.n8n.credential.stored = stored;
		await tick(on);
		on.n8n.credential.stored = { ...stored, customerNumber: '' };
		await tick(on);
		expect(on.n8n.failures).toHaveLength(2);
	});
});

test('whoever activates again during an outage that was told is not kept from it', async () => {
	const on = await stageWith([orderOf('20-A')]);
	await on.n8n.publish();
	on.simulator.control.fault(outage);
	for (let polls = 0; polls < 5; polls++) await tick(on);
	expect(on.n8n.failures).toHaveLength(1);
	await on.n8n.publish('update');
	on.simulator.control.clearFaults();
	on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
	await tick(on);

	expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-A-11']);
	expect(on.n8n.failures).toHaveLength(1);
});

test('a poll for which the rate limit leaves no time is skipped, and told to nobody but the log', async () => {
	const on = await stageWith([orderOf('20-A')], { parameters: { options: { maxWait: 0 } } });
	await on.n8n.publish();
	on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
	on.simulator.control.clearLog();
	on.simulator.control.fault({ kind: 'quota', status: 429, every: 1, endpoint: 'search' });
	await tick(on);
	expect(on.n8n.log).toContainEqual({
		level: 'info',
		message: expect.stringContaining('The rate limit of Ingram Micro leaves no time') as string,
	});
	expect(on.n8n.told).toEqual([]);

	on.simulator.control.clearFaults();
	await tick(on);
	expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-A-11']);
	expect(on.n8n.failures).toEqual([]);
});

test.each(['durable scheduler', 'durable cursors'] as const)(
	'with %s, a poll that gets no answer is over before n8n drops it',
	async (engine) => {
		const budgetMs = 3000;
		const on = await stageWith([orderOf('20-A')], { engine, budgetMs });
		await on.n8n.publish();
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		on.simulator.control.fault({ kind: 'hang', every: 1, endpoint: 'search' });
		const startedAt = performance.now();
		await tick(on);
		expect(performance.now() - startedAt).toBeLessThan(budgetMs);
		expect(on.n8n.told).toEqual([]);

		on.simulator.control.clearFaults();
		await tick(on);
		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-A-11']);
	},
);
