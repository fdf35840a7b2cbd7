import { credentialData, startIngram } from '../support/ingram.ts';
import type { CredentialTest } from '../support/n8n-api.ts';
import type { N8n } from '../support/n8n-server.ts';
import { chain, credentialType, searchNode } from '../support/workflow.ts';

const withoutAccess = { clientId: 'no-access-app', clientSecret: 'its-secret' };

/** The application of the tests, one that may not use the order API, and a stranger's account. */
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
];

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

	async function tested(changes: Readonly<Record<string, string>>): Promise<CredentialTest> {
		const { simulator, credential } = await startIngram(n8n(), { applications });
		const data = credentialData(simulator, { clientSecret: 'demo-secret', ...changes });
		return n8n().api.testCredential(credential, credentialType, data);
	}
}
