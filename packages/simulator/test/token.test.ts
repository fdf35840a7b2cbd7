import { account, fetchToken, noon, postToken, request, searchPath, start } from './support.ts';

const form = {
	grant_type: 'client_credentials',
	client_id: 'demo-app',
	client_secret: 'demo-secret',
};

describe('the token endpoint', () => {
	it.each(['/oauth/oauth30/token', '/oauth/oauth20/token'])(
		'answers the form on %s in the shape of the sample, without rate-limit headers',
		async (path) => {
			const { origin } = await start();
			const reply = await postToken(origin, form, path);
			expect(reply.status).toBe(200);
			expect(reply.body).toEqual({
				access_token: expect.stringMatching(/^\w{28}$/) as string,
				token_type: 'Bearer',
				expires_in: '86399',
			});
			expect(reply.headers.get('x-ratelimit-limit')).toBeNull();
		},
	);

	it.each([
		['an unknown App ID', { ...form, client_id: 'nobody' }, 401, 'invalid_client'],
		['a wrong secret', { ...form, client_secret: 'wrong' }, 401, 'invalid_client'],
		['another grant type', { ...form, grant_type: 'password' }, 400, 'unsupported_grant_type'],
		['an additional field', { ...form, scope: 'read' }, 400, 'invalid_request'],
		['a missing field', { grant_type: 'client_credentials' }, 400, 'invalid_request'],
		[
			"the typo of the document's sample",
			{ ...form, grant_type: 'client_credentials=' },
			400,
			'unsupported_grant_type',
		],
	])('refuses %s', async (_case, fields, status, code) => {
		const { origin } = await start();
		const reply = await postToken(origin, fields);
		expect(reply.status).toBe(status);
		expect(reply.body).toMatchObject({ ErrorCode: code });
	});

	it('refuses credentials in the address, by GET, as JSON and as a Basic header', async () => {
		const { origin } = await start();
		const url = `${origin}/oauth/oauth30/token`;
		const query = new URLSearchParams(form).toString();
		const statuses = await Promise.all(
			[
				fetch(`${url}?${query}`),
				fetch(`${url}?${query}`, { method: 'POST', body: new URLSearchParams(form) }),
				fetch(url, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(form),
				}),
				fetch(url, {
					method: 'POST',
					headers: { authorization: `Basic ${btoa('demo-app:demo-secret')}` },
					body: new URLSearchParams({ grant_type: 'client_credentials' }),
				}),
			].map(async (response) => (await response).status),
		);
		expect(statuses).toEqual([405, 400, 400, 400]);
	});
});

describe('a token', () => {
	it('is needed, must be known, and ends with its life', async () => {
		let now = noon;
		const { origin } = await start({ now: () => now, tokenLifetime: 100 });
		const ask = (authorization?: string): ReturnType<typeof request> =>
			request(origin, searchPath, account, authorization);
		const errorOf = async (authorization?: string): Promise<unknown[]> => {
			const { status, body } = await ask(authorization);
			return [
				status,
				(body as { fault: { detail: { errorcode: string } } }).fault.detail.errorcode,
			];
		};
		expect(await errorOf()).toEqual([401, 'oauth.v2.InvalidAccessToken']);
		expect(await errorOf('Bearer invented')).toEqual([
			401,
			'keymanagement.service.invalid_access_token',
		]);

		const authorization = `Bearer ${await fetchToken(origin)}`;
		now += 99_999;
		expect((await ask(authorization)).status).toBe(200);
		now += 1;
		expect(await errorOf(authorization)).toEqual([
			401,
			'keymanagement.service.access_token_expired',
		]);
		expect((await ask(`Bearer ${await fetchToken(origin)}`)).status).toBe(200);
	});

	it('never shows in what the simulator tells about requests, and neither does the secret', async () => {
		const { origin, requests, control } = await start();
		const token = await fetchToken(origin);
		await fetch(`${origin}/oauth/oauth30/token?client_secret=demo-secret`);
		await request(origin, searchPath, account, `Bearer ${token}`);
		const told = JSON.stringify([requests, control.state()]);
		expect(told).toContain('demo-app');
		expect(told).not.toContain('demo-secret');
		expect(told).not.toContain(token);
		expect(requests[0]).toMatchObject({
			method: 'POST',
			path: '/oauth/oauth30/token',
			formFields: ['grant_type', 'client_id', 'client_secret'],
			contentType: 'application/x-www-form-urlencoded;charset=UTF-8',
		});
	});
});
