import { inspect } from 'node:util';
import { sleep } from 'n8n-workflow';
import type { SimulatorOptions } from '@ingram-orders/simulator';
import { clock } from '../../../nodes/shared/ingram.ts';
import { credentialFor, execute, type Ended } from './support/n8n.ts';
import { closeSimulators, searchesAt, simulate, tokensAt } from './support/simulators.ts';

beforeEach(() => {
	// The pauses between six attempts take up to 16 s in all.
	jest.spyOn(clock, 'sleep').mockImplementation((ms, signal) => sleep(ms / 20, signal));
});

afterEach(async () => {
	jest.restoreAllMocks();
	await closeSimulators();
});

const secret = 'canary-secret-5f1c';
const ownAccount = { customerNumber: '20-123456', countryCode: 'UK' };

const applications = [
	{ clientId: 'demo-app', clientSecret: secret, accounts: [ownAccount] },
	{ clientId: 'no-access', clientSecret: secret, accounts: [ownAccount], orderApi: false },
	{
		clientId: 'stranger',
		clientSecret: secret,
		accounts: [{ customerNumber: '20-999999', countryCode: 'UK' }],
	},
];

/** A search that is expected to fail; what it leaves behind must show neither secret nor token. */
async function failing(
	options: SimulatorOptions,
	fields: Record<string, string> = {},
	parameters: Record<string, string | number | object> = {},
) {
	const simulator = await simulate({ applications, ...options });
	const credential = credentialFor(simulator, { clientSecret: secret, ...fields });
	const ended = await execute({ credential, parameters: parameters });
	expectNoSecret(ended, credential.stored);
	return { error: ended.error, simulator };
}

function expectNoSecret(ended: Ended, stored: object): void {
	const shown = inspect(ended, { depth: null, showHidden: true, maxArrayLength: null });
	const token = /access_token: '(\w+)'/.exec(inspect(stored, { depth: null }))?.[1];
	expect(shown).not.toContain(secret);
	if (token !== undefined) expect(shown).not.toContain(token);
}

describe('Each failure says what happened and what to do', () => {
	test('wrong Client Secret', async () => {
		const { error, simulator } = await failing({}, { clientSecret: 'canary-secret-other' });

		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '401',
			message:
				'Ingram Micro gave no access token: the App ID or the Client Secret is wrong (HTTP 401).',
			description: expect.stringMatching(
				/^Copy both again from the application in the Ingram Micro Partner Central portal/,
			) as string,
			context: { itemIndex: 0 },
		});
		expect(tokensAt(simulator)).toBe(1);
	});

	test('no access to the API', async () => {
		const { error } = await failing({}, { clientId: 'no-access' });

		expect(error).toMatchObject({
			httpCode: '403',
			message: 'The App ID has no access to this API (HTTP 403).',
			description: expect.stringMatching(/^Check that the Environment is the right one/) as string,
		});
	});

	test('customer number of somebody else', async () => {
		const { error } = await failing({}, { customerNumber: '20-999999' });

		expect(error).toMatchObject({
			message: 'The customer number does not belong to the App ID, or not to this country.',
			description: expect.stringContaining(
				'Ingram Micro says: "Customer number 20-999999 is not associated with this application."',
			) as string,
		});
	});

	test('wrong filter values, all named, before any request', async () => {
		const { error, simulator } = await failing(
			{},
			{},
			{ filters: { orderStatus: ['X'], createdAfter: '31.12.2024' }, options: { pageSize: 500 } },
		);

		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(
				/^3 values cannot be used: Created After: .+ Page Size must be .+ from 1 to 100, not 500\. Order Status has no code "X"; accepted are blank, C, D/,
			) as string,
			description: 'Correct these values; nothing was sent to Ingram Micro.',
		});
		expect(simulator.requests).toEqual([]);
	});

	test('a credential that cannot be used, before any request', async () => {
		const { error, simulator } = await failing(
			{},
			{ baseUrl: 'http://gateway.example.com', customerNumber: '' },
		);

		expect(error).toMatchObject({
			message: expect.stringMatching(
				/Base URL must start with https:\/\/.+ Customer Number must not be empty\./,
			) as string,
		});
		expect(simulator.requests).toEqual([]);
	});

	test('rate limit still used up after Max Wait', async () => {
		const { error } = await failing(
			{ orders: 500, rateLimit: { limit: 2, start: 'first-request' } },
			{},
			{ returnAll: true as never, options: { maxWait: 1 } },
		);

		expect(error).toMatchObject({
			httpCode: '429',
			message: expect.stringMatching(
				/^The rate limit of Ingram Micro is used up, and waiting for it would take longer than the 1 s that Max Wait allows/,
			) as string,
			description: expect.stringMatching(/^Allow a longer Max Wait/) as string,
		});
	});

	test('service unavailable', async () => {
		const { error, simulator } = await failing({
			faults: [{ kind: 'status', status: 503, endpoint: 'search', every: 1 }],
		});

		expect(error).toMatchObject({
			httpCode: '503',
			message: 'Ingram Micro is not ready to answer at the moment (HTTP 503).',
			description: expect.stringMatching(
				/It was tried 6 times\. Ingram Micro says: "The Service/,
			) as string,
		});
		expect(searchesAt(simulator)).toHaveLength(6);
	});

	test('an answer that is not JSON', async () => {
		const { error } = await failing({ faults: [{ kind: 'html', endpoint: 'search', every: 1 }] });

		expect(error).toMatchObject({
			message: expect.stringMatching(/^The answer of Ingram Micro cannot be read: /) as string,
		});
	});

	test('not reachable', async () => {
		const { error } = await failing({}, { baseUrl: 'http://127.0.0.1:1' });

		expect(error).toMatchObject({
			message:
				'Ingram Micro cannot be reached at http://127.0.0.1:1: the connection was refused (ECONNREFUSED).',
			description: expect.stringMatching(
				/^Check the Base URL, and that a firewall or proxy lets/,
			) as string,
		});
	});

	test('a redirect is not followed', async () => {
		const { error, simulator } = await failing({
			faults: [
				{ kind: 'redirect', endpoint: 'search', every: 1, location: '/resellers/v5/orders/x' },
			],
		});

		expect(error).toMatchObject({
			httpCode: '302',
			message: expect.stringMatching(/^The server wants to send the request on/) as string,
		});
		expect(simulator.requests.filter(({ endpoint }) => endpoint === 'order')).toEqual([]);
	});

	test('a token that is refused, and a new one as well', async () => {
		const { error, simulator } = await failing({
			faults: [{ kind: 'status', status: 401, endpoint: 'search', every: 1 }],
		});

		expect(error).toMatchObject({
			httpCode: '401',
			message: 'Ingram Micro did not accept the access token, nor a new one (HTTP 401).',
		});
		expect(tokensAt(simulator)).toBe(2);
	});

	test('token service unavailable', async () => {
		const { error } = await failing({
			faults: [{ kind: 'status', status: 503, endpoint: 'token', every: 1 }],
		});

		expect(error).toMatchObject({
			httpCode: '503',
			message: 'Ingram Micro is not ready to answer at the moment (HTTP 503).',
		});
	});

	test('token service that answers with a web page', async () => {
		const { error } = await failing({
			faults: [{ kind: 'html', endpoint: 'token', every: 1 }],
		});

		expect(error).toMatchObject({
			message: 'The answer of Ingram Micro cannot be read: it holds no access token.',
		});
	});
});

test('a search that repeats the secret and the token back shows neither', async () => {
	const token = await firstToken();
	const { error } = await failing({
		faults: [
			{
				kind: 'body',
				endpoint: 'search',
				every: 1,
				status: 400,
				body: JSON.stringify({ message: `${secret} and ${token} are not for this` }),
			},
		],
	});

	expect(error?.description).toContain('Ingram Micro says: "*** and *** are not for this"');
});

/** The token that every simulator with these applications issues first. */
async function firstToken(): Promise<string> {
	const credential = credentialFor(await simulate({ applications }), { clientSecret: secret });
	await execute({ credential });
	return (credential.stored['oauthTokenData'] as { access_token: string }).access_token;
}

test('what succeeds shows no secret and no token either', async () => {
	const simulator = await simulate({ applications });
	const credential = credentialFor(simulator, { clientSecret: secret });
	const ended = await execute({ credential });

	expect(ended.items.length).toBeGreaterThan(0);
	expect(credential.stored['oauthTokenData']).toMatchObject({
		access_token: expect.any(String) as string,
	});
	expectNoSecret(ended, credential.stored);
});
