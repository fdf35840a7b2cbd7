import { inspect } from 'node:util';
import { orderOf, creditHold } from './support/orders.ts';
import { engines } from './support/polling-n8n.ts';
import { clearStage, stageWith, stopTheClock, tick } from './support/watching.ts';

beforeEach(stopTheClock);
afterEach(clearStage);

const secret = 'canary-of-the-secret';
const application = {
	clientId: 'demo-app',
	clientSecret: secret,
	accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
};

test.each(engines)(
	'with %s, no secret is in an item, a state, a log line or a failure',
	async (engine) => {
		const on = await stageWith([orderOf('20-A')], {
			engine,
			parameters: { events: ['holdPlaced'], options: { includeLinked: ['order'] } },
			credential: { clientSecret: secret },
			simulator: { applications: [application] },
		});
		await on.n8n.publish();
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		await tick(on);
		expect(on.n8n.told).toHaveLength(1);

		const { oauthTokenData } = on.n8n.credential.stored as {
			oauthTokenData: { access_token: string };
		};
		const token = oauthTokenData.access_token;
		const telling = `${secret} ${token} Bearer ${token}`;
		const bodies = [
			{ status: 503, body: `<p>${telling}</p>` },
			{ status: 403, body: JSON.stringify({ errors: [{ message: telling }] }) },
		];
		for (const { status, body } of bodies) {
			on.simulator.control.fault({
				kind: 'body',
				status,
				body,
				every: 1,
				endpoint: ['search', 'order'],
			});
			for (let polls = 0; polls < 5; polls++) await tick(on, 30);
			on.simulator.control.clearFaults();
			await tick(on, 60);
		}
		expect(on.n8n.failures).toHaveLength(2);

		const { told, log, failures, database } = on.n8n;
		const everything = [
			inspect({ told, log, failures }, { depth: 20, maxStringLength: null, showHidden: true }),
			JSON.stringify({ told, log, failures }),
			database,
		].join('\n');
		expect(everything).toContain('20-A-11');
		expect(everything).not.toContain(secret);
		expect(token.length).toBeGreaterThan(10);
		expect(everything).not.toContain(token);
	},
);
