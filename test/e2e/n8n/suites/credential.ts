import type { SimulatorOptions } from '@ingram-orders/simulator';
import { credentialData, startIngram } from '../support/ingram.ts';
import type { CredentialTest } from '../support/n8n-api.ts';
import type { N8n } from '../support/n8n-server.ts';
import { chain, credentialType, searchNode } from '../support/workflow.ts';

const withoutAccess = { clientId: 'no-access-app', clientSecret: 'its-secret' };

const approvedFor5 = { clientId: 'version-5-app', clientSecret: 'its-secret' };

/** The application of the tests, one that may not use the order API, a stranger's account, and one for version 5. */
const applications = [
	{
		clientId: 'demo-app',
		clientSecret: 'demo-secret',
		accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
	},
	{
		...withoutAccess,
		accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
		orderApi: false,
	},
	{
		clientId: 'stranger',
		clientSecret: 'their-secret',
		accounts: [{ customerNumber: '20-999999', countryCode: 'UK' }],
	},
	{
		...approvedFor5,
		accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
		apiVersions: ['v5' as const],
	},
];

const version6 = { apiVersion: 'v6' };

export function credentialTests(n8n: () => N8n): void {
	test('The credential test passes with the right values', async () => {
		expect(await tested({})).toMatchObject({ status: 'OK' });
	});

	test.each([
		// n8n's own words; the notice in the form says what they mean.
		['a wrong secret', { clientSecret: 'not-the-secret' }, /access token: HTTP status 401/],
		['no access to the order API', withoutAccess, /access|may not/i],
		['a customer number of somebody else', { customerNumber: '20-999999' }, /customer number/i],
		['a space behind the App ID', { clientId: 'demo-app ' }, /remove-the-space-around-the-app-id/],
		['GB', { countryCode: 'other', otherCountryCode: 'GB' }, /Ingram Micro writes UK, not GB/],
	])('The credential test says what is wrong: %s', async (_, changes, words) => {
		const { status, message } = await tested(changes);

		expect(status).toBe('Error');
		expect(message).toMatch(words);
		expect(message).not.toContain('not-the-secret');
	});

	test('Each of these has words of its own', async () => {
		const messages = [
			await tested({ clientSecret: 'not-the-secret' }),
			await tested(withoutAccess),
			await tested({ customerNumber: '20-999999' }),
		].map(({ message }) => message);

		expect(new Set(messages).size).toBe(3);
	});

	test('A search with a wrong secret ends with the same in plain words', async () => {
		const { credential, simulator } = await startIngram(n8n(), { applications });
		await n8n().api.updateCredential(
			credential,
			credentialType,
			credentialData(simulator, { clientSecret: 'not-the-secret' }),
		);
		const { status, error } = await n8n().api.run(
			chain('Wrong secret', searchNode(credential, {})),
		);

		expect(status).toBe('error');
		expect(error?.message).toMatch(/App ID|secret/i);
		expect(error?.node?.name).toBe('Search');
		expect(JSON.stringify(error)).not.toContain('not-the-secret');
	});

	describe('Version 6', () => {
		test('The credential test passes with the right values', async () => {
			expect(await tested(version6)).toMatchObject({ status: 'OK' });
		});

		test.each(['no-content', 'zero', 'blank', 'not-found', 'bad-request'] as const)(
			'The credential test passes where there are no orders, which is told as %s',
			async (nothingFound) => {
				const simulator = { orders: 0, documentedOrders: false, v6: { nothingFound } };
				expect(await tested(version6, simulator)).toMatchObject({ status: 'OK' });
			},
		);

		test.each([
			['an App ID for version 5 only', approvedFor5, /not approved for version 6.*Version 5/],
			['an App ID without the order API', withoutAccess, /not approved for version 6/],
			['a customer number of somebody else', { customerNumber: '20-999999' }, /Customer Number/],
			['a customer number in the wrong form', { customerNumber: '123' }, /has the branch in front/],
			['another country', { countryCode: 'DE' }, /Country Code is not that of/],
			['a wrong secret', { clientSecret: 'not-the-secret' }, /access token: HTTP status 401/],
		])('The credential test says what is wrong: %s', async (_, changes, words) => {
			const { status, message } = await tested({ ...version6, ...changes });

			expect(status).toBe('Error');
			expect(message).toMatch(words);
		});

		test('The same workflow goes on with it, and asks version 6', async () => {
			const { credential, simulator } = await startIngram(n8n());
			const workflow = chain('Versions', searchNode(credential, { limit: 5 }));
			const before = await n8n().api.run(workflow);
			const data = credentialData(simulator, version6);
			await n8n().api.updateCredential(credential, credentialType, data);
			const after = await n8n().api.run(workflow);

			expect([before.status, after.status]).toEqual(['success', 'success']);
			expect(simulator.requests.at(-1)?.path).toBe('/resellers/v6/orders/search');
			const columns = [before, after].map(({ items }) => Object.keys(items('Search')[0] ?? {}));
			expect(columns[0]).toContain('holdReasonDescription');
			expect(columns[1]).toEqual(columns[0]);
		});
	});

	test.each([
		['a gateway', 'apigee', 404, /no Ingram Micro API at this address/],
		['no page', 'html', 404, /web page|no Ingram Micro API at this address/],
		['a refusal by the gateway', 'apigee', 403, /no access to the Order API/],
		['a refusal in a word', 'text', 403, /web page|no access to the Order API/],
		['a refusal in other words', 'errors', 400, /no access to the Order API/],
		['a service that is down', 'html', 503, /not available at the moment/],
	] as const)(
		'The credential test of either version fails with %s: %s %s',
		async (_, body, status, words) => {
			const faults = [{ kind: 'status', status, body, every: 1, endpoint: 'search' } as const];
			for (const apiVersion of ['v5', 'v6']) {
				const answer = await tested({ apiVersion }, { faults });
				expect(answer.status).toBe('Error');
				expect(answer.message).toMatch(words);
			}
		},
	);

	test('The HTTP Request node can take it to the host of the account, and nowhere else', async () => {
		const { simulator, credential } = await startIngram(n8n());
		const requestTo = (origin: string) =>
			n8n().api.run(
				chain('Other API', {
					name: 'HTTP Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					credentials: { [credentialType]: credential },
					parameters: {
						url: `${origin}/resellers/v5/orders/search?customernumber=20-123456&isocountrycode=UK`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: credentialType,
					},
				}),
			);

		expect(await requestTo(simulator.origin)).toMatchObject({ status: 'success' });
		const asked = simulator.requests.length;
		// The same server by another name.
		const elsewhere = await requestTo(simulator.origin.replace('127.0.0.1', 'localhost'));
		expect(elsewhere.status).toBe('error');
		expect(elsewhere.error?.message).toMatch(/^Domain not allowed.*: 127\.0\.0\.1$/);
		expect(simulator.requests).toHaveLength(asked);
	});

	async function tested(
		changes: Readonly<Record<string, string>>,
		options: SimulatorOptions = {},
	): Promise<CredentialTest> {
		const { simulator, credential } = await startIngram(n8n(), { applications, ...options });
		const data = credentialData(simulator, { clientSecret: 'demo-secret', ...changes });
		return n8n().api.testCredential(credential, credentialType, data);
	}
}
