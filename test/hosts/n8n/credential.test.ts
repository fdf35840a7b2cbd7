import {
	getCredentialAllowedDomains,
	isDomainAllowed,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeType,
} from 'n8n-workflow';
import { apiVersions } from '../../../nodes/shared/ingram.ts';
import { IngramMicroOAuth2Api } from '../../../credentials/IngramMicroOAuth2Api.credentials.ts';
import { anchorsOf, readPage } from '../../docs/support/markdown.ts';
import { credentialFor, execute } from './support/n8n.ts';
import { closeSimulators, searchesAt, simulate } from './support/simulators.ts';

afterEach(closeSimulators);

const {
	properties,
	documentationUrl,
	test: { request },
} = new IngramMicroOAuth2Api();
const field = (name: string) => properties.find((each) => each.name === name);

test('keeps the secret hidden, and shows nothing of OAuth2 that a user cannot know', () => {
	expect(field('clientSecret')?.typeOptions).toEqual({ password: true });
	expect(properties.filter(({ type }) => type === 'hidden').map(({ name }) => name)).toEqual([
		'grantType',
		'accessTokenUrl',
		'scope',
		'authentication',
		'sendAdditionalBodyProperties',
		'additionalBodyProperties',
		'allowedHttpRequestDomains',
		'allowedDomains',
	]);
});

test('asks for version 5 unless another is chosen, and says what version 6 does not tell', () => {
	const version = field('apiVersion');
	expect(version?.default).toBe('v5');
	expect(version?.options?.map((option) => 'value' in option && option.value)).toEqual([
		...apiVersions,
	]);
	expect(version?.hint).toMatch(/approved for.*that an order is on hold, but not why/);
	expect(field('webhookSecretKey')).toMatchObject({ typeOptions: { password: true }, default: '' });
});

describe.each([
	[{ apiVersion: 'v5' }, '/resellers/v5/orders/search', ['customernumber', 'pagesize'], []],
	[{}, '/resellers/v5/orders/search', ['customernumber', 'pagesize'], []],
	[
		{ apiVersion: 'v6' },
		'/resellers/v6/orders/search',
		['pageSize'],
		['im-customernumber', 'im-countrycode', 'im-senderid', 'im-correlationid'],
	],
])('The test of a credential with %j', (fields, path, parameters, headers) => {
	const all = { ...fields, customerNumber: ' 20-123456', countryCode: 'DE' };
	const sent = async (named: object) => {
		const values = await Promise.all(
			Object.entries(named).map(
				async ([name, value]) => [name, await resolve(String(value), all)] as const,
			),
		);
		return Object.fromEntries(values.filter(([, value]) => (value as unknown) !== undefined));
	};

	test('asks that version', async () => {
		expect(await resolve(String(request.url), { ...all, environment: 'production' })).toBe(path);
		expect(await resolve(String(request.url), { ...all, environment: 'sandbox' })).toBe(
			`/sandbox${path}`,
		);
	});

	test('says whose orders, where that version reads it', async () => {
		const query = await sent(request.qs ?? {});
		const { accept: _accept, ...own } = await sent(request.headers ?? {});
		expect(Object.keys(query)).toEqual(expect.arrayContaining(parameters));
		expect(Object.keys(own)).toEqual(headers);
		expect([query['customernumber'], own['im-customernumber']]).toContain('20-123456');
		expect([query['isocountrycode'], own['im-countrycode']]).toContain('DE');
		const correlationId = own['im-correlationid'] ?? '';
		expect(correlationId).toMatch(headers.length > 0 ? /^[0-9a-f]{32}$/ : /^$/);
	});
});

test('asks for the country by name, and has a place for any other', () => {
	const names = field('countryCode')?.options?.map(({ name }) => name);
	expect(names).toHaveLength(13);
	expect(names?.slice(-2)).toEqual(['United Kingdom (UK)', 'Other']);
	expect(field('otherCountryCode')?.displayOptions).toEqual({
		show: { countryCode: ['other'] },
	});
});

test.each([
	[{ environment: 'production' }, 'https://api.ingrammicro.com/oauth/oauth30/token'],
	[{ environment: 'sandbox' }, 'https://api.ingrammicro.com/oauth/oauth30/token'],
	[
		{ environment: 'custom', baseUrl: ' https://gateway.example.com/ ' },
		'https://gateway.example.com/oauth/oauth30/token',
	],
	[
		{ environment: 'custom', baseUrl: 'http://localhost:4010' },
		'http://localhost:4010/oauth/oauth30/token',
	],
])('takes tokens of %j from %s', async (fields, url) => {
	expect(await tokenUrlOf(fields)).toBe(url);
});

test.each([
	'http://gateway.example.com',
	'http://localhost.example.com',
	'http://127.0.0.1.example.com',
	'http://localhost@example.com',
	'http://localhost:80@example.com',
	'https://user@example.com',
	'https://example.com/path',
	'ftp://localhost',
	'',
])('sends the secret nowhere for the base URL "%s"', async (baseUrl) => {
	const fields = { environment: 'custom', baseUrl };
	expect(await tokenUrlOf(fields)).not.toMatch(/^http/);
	expect(await resolve(String(request.baseURL), fields)).not.toMatch(/^http/);
});

describe('A space around the App ID or the secret, which n8n would send along', () => {
	test.each([
		[{ clientId: 'demo-app ' }, 'remove-the-space-around-the-app-id:'],
		[{ clientSecret: '\tdemo-secret' }, 'remove-the-space-around-the-client-secret:'],
	])('%j: the test takes no token', async (fields, address) => {
		const good = { clientId: 'demo-app', clientSecret: 'demo secret', environment: 'production' };
		expect(await tokenUrlOf({ ...good, ...fields })).toBe(address);
		expect(await tokenUrlOf(good)).toMatch(/^https:/);
	});

	test.each([
		[{ clientId: ' demo-app' }, /^App ID has a space or line break before or after it/],
		[{ clientSecret: 'demo-secret\n' }, /^Client Secret has a space or line break/],
	])('%j: a search says so before anything is sent', async (fields, words) => {
		const simulator = await simulate();
		const { error } = await execute({ credential: credentialFor(simulator, fields) });

		expect(error?.message).toMatch(words);
		expect(error?.message).not.toContain('demo-secret');
		expect(simulator.requests).toEqual([]);
	});

	test('one around the customer number is left out by the test of the credential', async () => {
		const { customernumber } = request.qs as Record<string, string>;
		expect(await resolve(customernumber ?? '', { customerNumber: ' 20-123456 ' })).toBe(
			'20-123456',
		);
	});
});

describe('A country that is not in the list', () => {
	const other = { countryCode: 'other', otherCountryCode: ' pl ' };

	test('is what a search and the test of the credential ask for', async () => {
		const simulator = await simulate();
		await execute({ credential: credentialFor(simulator, other) });
		const { isocountrycode = '' } = request.qs as Record<string, string>;

		expect(searchesAt(simulator)[0]).toMatchObject({ isocountrycode: 'PL' });
		expect(await resolve(isocountrycode, other)).toBe('PL');
		expect(await resolve(isocountrycode, { countryCode: 'DE' })).toBe('DE');
	});

	test.each([
		['GB', /^Country Code must be UK for the United Kingdom/],
		['', /^Country Code must be two letters/],
	])('"%s" is refused before anything is sent', async (otherCountryCode, words) => {
		const simulator = await simulate();
		const credential = credentialFor(simulator, { ...other, otherCountryCode });
		const { error } = await execute({ credential });

		expect(error?.message).toMatch(words);
		expect(simulator.requests).toEqual([]);
	});
});

describe('In another node, such as HTTP Request, the credential goes to the host of the account only', () => {
	test.each([
		[{ environment: 'production' }, 'https://api.ingrammicro.com/resellers/v6/orders'],
		[{ environment: 'sandbox' }, 'https://API.ingrammicro.com/sandbox/resellers/v6/orders'],
		[
			{ environment: 'custom', baseUrl: ' https://Gateway.example.com:8443/ ' },
			'https://gateway.example.com:8443/x',
		],
		[{ environment: 'custom', baseUrl: 'http://[::1]:4010' }, 'http://[::1]:4010/x'],
	])('%j', async (fields, url) => {
		const allowedDomains = await allowedDomainsOf(fields);
		const mayGoTo = (asked: string) => isDomainAllowed({ url: asked, allowedDomains });

		expect(mayGoTo(url)).toBe(true);
		expect(mayGoTo('https://attacker.example/resellers/v6/orders')).toBe(false);
		expect(mayGoTo('https://api.ingrammicro.com.attacker.example/')).toBe(false);
	});

	test('and nowhere where the base URL must not be used', async () => {
		const allowedDomains = await allowedDomainsOf({
			environment: 'custom',
			baseUrl: 'http://gateway.example.com',
		});
		expect(isDomainAllowed({ url: 'http://gateway.example.com/', allowedDomains })).toBe(false);
		expect(isDomainAllowed({ url: 'https://api.ingrammicro.com/', allowedDomains })).toBe(false);
	});
});

test('"Docs" leads to the part of the documentation that is about the node or the credential', () => {
	const anchors = anchorsOf(readPage('docs/n8n.md'));
	const { name } = JSON.parse(readPage('package.json')) as { name: string };
	const urlOf = (anchor: string) => {
		expect(anchors).toContain(anchor);
		return `https://www.npmjs.com/package/${name}#${anchor}`;
	};

	expect(documentationUrl).toBe(urlOf('make-the-credential'));
	for (const [node, anchor] of [
		['IngramOrderSearch', 'get-many'],
		['IngramOrderTrigger', 'watch-orders'],
		['IngramOrderWebhook', 'webhooks'],
	] as const) {
		expect(JSON.parse(readPage(`nodes/${node}/${node}.node.json`))).toMatchObject({
			resources: {
				primaryDocumentation: [{ url: urlOf(anchor) }],
				credentialDocumentation: [{ url: documentationUrl }],
			},
		});
	}
});

/** The hosts to which n8n's own nodes may take a credential with these fields, by n8n's own reading. */
async function allowedDomainsOf(fields: Record<string, string>): Promise<string> {
	const data: ICredentialDataDecryptedObject = {
		allowedHttpRequestDomains: field('allowedHttpRequestDomains')?.default as string,
		allowedDomains: await resolve(field('allowedDomains')?.default as string, fields),
	};
	const allowed = getCredentialAllowedDomains({
		node: nodeNamed('HTTP Request'),
		credentialData: data,
	});
	if (allowed === undefined) throw new Error('n8n allows every host.');
	return allowed;
}

/** What n8n resolves the hidden address of the token endpoint to. */
function tokenUrlOf(fields: Record<string, string>): Promise<string> {
	return resolve(field('accessTokenUrl')?.default as string, fields);
}

/** What n8n resolves an expression over a credential's fields to. */
async function resolve(expression: string, fields: Record<string, string>): Promise<string> {
	const node = nodeNamed('n');
	const find = () => ({ description: { properties: [] } }) as unknown as INodeType;
	const nodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const keys = { $credentials: fields };
	await workflow.expression.acquireIsolate();
	try {
		const value = workflow.expression.getParameterValue(
			expression,
			null,
			0,
			0,
			node.name,
			[],
			'internal',
			keys,
			undefined,
			false,
			fields,
		);
		return value as string;
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

function nodeNamed(name: string): INode {
	return { id: '1', name, type: 'test', typeVersion: 1, position: [0, 0], parameters: {} };
}
