import type { Application, V6Options } from '@ingram-orders/simulator';
import { noon, startClient } from './support.ts';
import { startV6, v6SearchPath, v6Headers } from './v6-support.ts';

const frozen = { now: () => noon };

describe('the headers of version 6', () => {
	it.each<[string, Record<string, string | null>, string, string]>([
		['no customer number', { 'IM-CustomerNumber': null }, 'IM-CustomerNumber', 'Required'],
		['one without a branch', { 'IM-CustomerNumber': 'ab' }, 'IM-CustomerNumber', 'format'],
		['a long one', { 'IM-CustomerNumber': '20-12345678' }, 'IM-CustomerNumber', 'format'],
		['no country', { 'IM-CountryCode': null }, 'IM-CountryCode', 'Required field is missing'],
		['a country of three letters', { 'IM-CountryCode': 'USA' }, 'IM-CountryCode', 'not valid'],
		['another country', { 'IM-CountryCode': 'DE' }, 'IM-CountryCode', 'is not valid'],
		['no correlation id', { 'IM-CorrelationID': null }, 'IM-CorrelationID', 'Required'],
		['a blank one', { 'IM-CorrelationID': ' ' }, 'IM-CorrelationID', 'cannot be blank'],
		[
			'a UUID with dashes',
			{ 'IM-CorrelationID': '01234567-89ab-cdef-0123-456789abcdef' },
			'IM-CorrelationID',
			'at most 32',
		],
		['a long sender', { 'IM-SenderID': 'x'.repeat(33) }, 'IM-SenderID', 'at most 32'],
	])('%s: refused by name in fields, everywhere', async (_case, headers, field, message) => {
		const { get } = await startV6(frozen);
		for (const path of [
			v6SearchPath,
			'/sandbox/resellers/v6/orders/search',
			'/resellers/v6.1/orders/20-RD12H',
			'/resellers/v6/invoices/20-RD10B-11',
		]) {
			const reply = await get(path, {}, headers);
			expect(reply.status).toBe(400);
			expect(reply.body).toMatchObject({
				errors: [
					{
						type: '/errors/validation-failed',
						message: 'Validation failed',
						fields: [{ field, message: expect.stringContaining(message) as string }],
					},
				],
			});
		}
	});

	it('are all named at once when several are wrong', async () => {
		const { search } = await startV6(frozen);
		const reply = await search({}, { 'IM-CountryCode': 'USA', 'IM-CorrelationID': '' });
		expect(reply.body).toMatchObject({
			errors: [{ fields: [{ field: 'IM-CountryCode' }, { field: 'IM-CorrelationID' }] }],
		});
	});

	it('do not come from the address, in which those of version 5 do no harm', async () => {
		const { get } = await startV6(frozen);
		const query = { customernumber: '20-123456', isocountrycode: 'UK' };
		expect((await get(v6SearchPath, query)).status).toBe(200);
		expect((await get(v6SearchPath, query, { 'IM-CustomerNumber': null })).status).toBe(400);
	});

	it('can require a sender', async () => {
		const { search } = await startV6({ ...frozen, v6: { requireSenderId: true } });
		expect((await search()).body).toMatchObject({
			errors: [{ fields: [{ field: 'IM-SenderID', message: 'IM-SenderID cannot be blank' }] }],
		});
		expect((await search({}, { 'IM-SenderID': 'tests' })).status).toBe(200);
	});

	it.each<[V6Options['unitedKingdom'], number, number]>([
		['both', 200, 200],
		['UK', 200, 400],
		['GB', 400, 200],
	])('take for the United Kingdom: %s', async (unitedKingdom = 'both', uk, gb) => {
		const { search } = await startV6({ ...frozen, v6: { unitedKingdom } });
		expect((await search({}, { 'IM-CountryCode': 'uk' })).status).toBe(uk);
		expect((await search({}, { 'IM-CountryCode': 'GB' })).status).toBe(gb);
	});

	it.each([403, 500] as const)('of somebody else are a flat fault with %d', async (status) => {
		const { search } = await startV6({ ...frozen, v6: { foreignCustomerStatus: status } });
		const reply = await search({}, { 'IM-CustomerNumber': '20-777777' });
		expect(reply.status).toBe(status);
		expect(reply.body).toEqual({
			faultcode: 'Server',
			faultstring: expect.stringContaining('does not match the registered') as string,
		});
	});

	it('are sent back and begin the id of an error, or are not sent back by setting', async () => {
		const { simulator, search } = await startV6(frozen);
		const headers = { 'IM-SenderID': 'tests' };
		const found = await search({}, headers);
		expect(found.headers.get('im-correlationid')).toBe(v6Headers['IM-CorrelationID']);
		expect(found.headers.get('im-senderid')).toBe('tests');
		const refused = await search({ pageSize: '0' }, headers);
		expect(refused.headers.get('im-correlationid')).toBe(v6Headers['IM-CorrelationID']);
		const [error] = (refused.body as { errors: { id: string }[] }).errors;
		expect(error?.id).toMatch(/^0123456789abcdef0123456789abcdef-/);
		simulator.control.set({ v6: { echoCorrelationId: false } });
		expect((await search({}, headers)).headers.get('im-correlationid')).toBeNull();
	});

	it('are in the log, and there is nothing else of the request in it', async () => {
		const { simulator, search } = await startV6(frozen);
		await search();
		expect(simulator.requests.at(-1)).toMatchObject({
			version: 'v6',
			endpoint: 'search',
			imHeaders: {
				'im-customernumber': '20-123456',
				'im-countrycode': 'UK',
				'im-correlationid': v6Headers['IM-CorrelationID'],
			},
		});
		expect(JSON.stringify(simulator.control.state())).not.toMatch(/bearer/i);
	});
});

describe('errors of version 6', () => {
	const fields = [{ field: 'pageSize', value: '0', message: expect.any(String) as string }];
	const type = '/errors/validation-failed';
	const id = expect.any(String) as string;

	it.each<[V6Options['errorForm'], unknown]>([
		['documented', { errors: [{ id, type, message: 'Validation failed', fields }] }],
		['array', [{ errors: [{ id, type, message: 'Validation failed', fields }] }]],
		['traceid', { errors: [{ traceid: id, type, message: 'Validation failed', fields }] }],
		['null-message', { errors: [{ traceid: id, type, message: null, fields }] }],
		['misspelled', { errors: [{ id, '1ype': type, messaage: 'Validation failed', fields }] }],
	])('have the form %s by setting', async (errorForm = 'documented', expected) => {
		const { search } = await startV6({ ...frozen, v6: { errorForm } });
		expect((await search({ pageSize: '0' })).body).toEqual(expected);
	});
});

describe('applications', () => {
	const accounts = [{ customerNumber: '20-123456', countryCode: 'UK' }];
	const only = (version: 'v5' | 'v6'): Application => ({
		clientId: `${version}-app`,
		clientSecret: 'secret',
		accounts,
		apiVersions: [version],
	});
	const applications = [only('v5'), only('v6')];

	it('that are not approved for version 6 get a token and 401 for any token', async () => {
		const { search, simulator } = await startV6({ ...frozen, applications }, 'v5-app', 'secret');
		const reply = await search();
		expect(reply.status).toBe(401);
		expect(reply.body).toMatchObject({
			fault: { faultstring: 'Invalid API call as no apiproduct match found' },
		});
		expect(simulator.usage).toEqual([]);
	});

	it('may be approved for one version and not for the other', async () => {
		const options = { ...frozen, applications };
		expect((await (await startClient(options, 'v5-app', 'secret')).search()).status).toBe(200);
		expect((await (await startClient(options, 'v6-app', 'secret')).search()).status).toBe(403);
		expect((await (await startV6(options, 'v6-app', 'secret')).search()).status).toBe(200);
	});
});

describe('the rate limit of version 6', () => {
	it('tells seconds to wait, and refuses with the body of its portal', async () => {
		const { search } = await startV6({ now: () => noon + 20_000, rateLimit: { limit: 1 } });
		const first = await search();
		expect(first.headers.get('x-ratelimit-limit')).toBe('1');
		expect(first.headers.get('x-ratelimit-remaining')).toBe('0');
		expect(first.headers.get('x-ratelimit-reset')).toBe('40');
		const second = await search();
		expect(second.status).toBe(429);
		expect(second.body).toEqual({ errors: [{ field: null, message: 'too many requests' }] });
		expect(second.headers.get('retry-after')).toBeNull();
	});

	it('can tell seconds since 1970', async () => {
		const { search } = await startV6({ ...frozen, v6: { resetFormat: 'seconds' } });
		expect((await search()).headers.get('x-ratelimit-reset')).toBe(String(noon / 1000 + 60));
	});

	it('is counted apart from version 5, or together by option', async () => {
		const query = { customernumber: '20-123456', isocountrycode: 'UK' };
		const apart = await startV6({ ...frozen, rateLimit: { limit: 1 } });
		expect((await apart.search()).status).toBe(200);
		expect((await apart.get('/resellers/v5/orders/search', query)).status).toBe(200);
		expect(apart.simulator.usage).toMatchObject([{ version: 'v6' }, { version: 'v5' }]);
		const together = await startV6({ ...frozen, rateLimit: { limit: 1, sharedByVersions: true } });
		expect((await together.search()).status).toBe(200);
		expect((await together.get('/resellers/v5/orders/search', query)).status).toBe(429);
		expect(together.simulator.usage).toMatchObject([{ endpoint: 'search', calls: 1 }]);
	});

	it('is exceeded by a fault in its own form too', async () => {
		const { simulator, search } = await startV6(frozen);
		simulator.control.fault({ kind: 'quota', status: 429 });
		expect((await search()).body).toEqual({
			errors: [{ field: null, message: 'too many requests' }],
		});
	});
});

describe('faults', () => {
	it('may be for one version only', async () => {
		const { simulator, get, search } = await startV6(frozen);
		simulator.control.fault({ kind: 'status', status: 503, version: 'v6', every: 1 });
		const query = { customernumber: '20-123456', isocountrycode: 'UK' };
		expect((await get('/resellers/v5/orders/search', query)).status).toBe(200);
		expect((await search()).status).toBe(503);
	});
});
