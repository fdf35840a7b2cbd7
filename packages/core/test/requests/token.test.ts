import { TokenSource } from '../../src/requests/token.ts';
import { secret, testAccount } from '../support/accounts.ts';
import {
	createScriptedWorld,
	pageOf,
	tokenAnswer,
	type Reply,
	type Script,
} from '../support/scripted-world.ts';
import { createWorld, search } from '../support/simulated-world.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const never = new AbortController().signal;

function source(token?: Script['token'], path?: string) {
	const world = createScriptedWorld({ api: () => pageOf([]), ...(token && { token }) });
	return { ...world, tokens: new TokenSource(world.host, testAccount(), secret, path) };
}

test('the request is a form POST with exactly three fields, and nothing in the address', async () => {
	const { clock, tokens, tokenRequests } = source();
	expect(await clock.run(tokens.get(minute, never))).toBe('token-1');
	expect(tokenRequests).toMatchObject([
		{
			method: 'POST',
			url: 'http://localhost/oauth/oauth30/token',
			headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
			body: 'grant_type=client_credentials&client_id=demo-app&client_secret=demo-secret',
		},
	]);
});

test('another path can be used', async () => {
	const { clock, tokens, tokenRequests } = source(undefined, '/oauth/oauth20/token');
	await clock.run(tokens.get(minute, never));
	expect(tokenRequests[0]?.url).toBe('http://localhost/oauth/oauth20/token');
});

test('all who wait share one request', async () => {
	const { clock, tokens, tokenRequests } = source();
	const all = await clock.run(
		Promise.all(Array.from({ length: 50 }, () => tokens.get(minute, never))),
	);
	expect(new Set(all)).toEqual(new Set(['token-1']));
	expect(await clock.run(tokens.get(minute, never))).toBe('token-1');
	expect(tokenRequests).toHaveLength(1);
});

test('one who stops waiting does not disturb the others; when all have, the request ends', async () => {
	const { clock, tokens, tokenRequests } = source();
	const cancel = new AbortController();
	const first = tokens.get(minute, cancel.signal).catch((error: unknown) => error);
	const second = tokens.get(minute, never);
	cancel.abort();
	expect(await first).toMatchObject({ code: 'CANCELLED' });
	expect(await clock.run(second)).toBe('token-1');

	tokens.drop('token-1');
	const last = new AbortController();
	const third = tokens.get(minute, last.signal).catch((error: unknown) => error);
	last.abort();
	expect(await third).toMatchObject({ code: 'CANCELLED' });
	await clock.pass(0);
	expect(clock.sleeping).toBe(0);
	expect(await clock.run(tokens.get(minute, never))).toBe('token-3');
	expect(tokenRequests).toHaveLength(3);
});

test.each<[name: string, expiresIn: unknown, lifeMs: number]>([
	['text, as documented', '86399', 86_399 * second],
	['a number', 3600, hour],
	['longer than documented', '31536000', day],
	['missing', undefined, hour],
	['nonsense', 'soon', hour],
	['negative', -5, hour],
	['null', null, hour],
])('a life that is %s ends a minute early', async (_, expiresIn, lifeMs) => {
	const { clock, tokens, tokenRequests } = source((_request, number) =>
		tokenAnswer(`token-${number}`, { expires_in: expiresIn }),
	);
	const startedAt = clock.now();
	await clock.run(tokens.get(minute, never));
	await clock.pass(startedAt + lifeMs - minute - 1 - clock.now());
	expect(await clock.run(tokens.get(minute, never))).toBe('token-1');
	await clock.pass(2);
	expect(await clock.run(tokens.get(minute, never))).toBe('token-2');
	expect(tokenRequests).toHaveLength(2);
});

test('a very short life is used for half of it', async () => {
	const { clock, tokens } = source((_, number) =>
		tokenAnswer(`token-${number}`, { expires_in: '60' }),
	);
	await clock.run(tokens.get(minute, never));
	await clock.pass(29 * second);
	expect(await clock.run(tokens.get(minute, never))).toBe('token-1');
	await clock.pass(2 * second);
	expect(await clock.run(tokens.get(minute, never))).toBe('token-2');
});

test('only the current token is dropped', async () => {
	const { clock, tokens } = source();
	await clock.run(tokens.get(minute, never));
	tokens.drop('an older one');
	expect(await clock.run(tokens.get(minute, never))).toBe('token-1');
	tokens.drop('token-1');
	expect(await clock.run(tokens.get(minute, never))).toBe('token-2');
	tokens.drop('token-1');
	expect(await clock.run(tokens.get(minute, never))).toBe('token-2');
});

test.each<[string, Reply, object]>([
	[
		'400',
		{ status: 400, body: '{"ErrorCode":"invalid_request","Error":"ClientId is Invalid"}' },
		{ code: 'AUTHENTICATION', status: 400, apiMessage: 'ClientId is Invalid' },
	],
	[
		'401',
		{ status: 401, body: '{"error":"invalid_client","error_description":"Wrong"}' },
		{ code: 'AUTHENTICATION', status: 401, apiMessage: 'Wrong' },
	],
	['403', { status: 403 }, { code: 'ACCESS_DENIED', status: 403 }],
	['404', { status: 404 }, { code: 'NOT_FOUND', status: 404 }],
	['a redirect', { status: 302 }, { code: 'REQUEST_REFUSED', status: 302 }],
	['503', { status: 503 }, { code: 'SERVICE_UNAVAILABLE', status: 503, retryable: true }],
	['a web page', '<html></html>', { code: 'UNREADABLE_ANSWER', retryable: true }],
	['no token', '{"token_type":"Bearer"}', { code: 'UNREADABLE_ANSWER' }],
	[
		'a token with a line break',
		JSON.stringify({ access_token: 'a\r\nHost: x' }),
		{ code: 'UNREADABLE_ANSWER' },
	],
	['a token that is a list', '{"access_token":["x"]}', { code: 'UNREADABLE_ANSWER' }],
])('when the token server answers %s, everyone is told', async (_, reply, expected) => {
	const { clock, tokens, tokenRequests } = source(() => reply);
	const all = await clock.run(
		Promise.all([1, 2].map(() => tokens.get(minute, never).catch((error: unknown) => error))),
	);
	expect(all).toMatchObject([expected, expected]);
	expect(tokenRequests).toHaveLength(1);
	expect(clock.sleeping).toBe(0);
});

test('each who waits has its own time limit, and the next to ask starts another request', async () => {
	const { clock, tokens, tokenRequests } = source((_, number) =>
		number === 1 ? new Promise<Reply>(() => undefined) : tokenAnswer(`token-${number}`),
	);
	const cancel = new AbortController();
	const patient = tokens.get(hour, cancel.signal).catch((error: unknown) => error);
	const hasty = clock.run(tokens.get(5 * second, never));
	await expect(hasty).rejects.toMatchObject({ code: 'TIMEOUT', retryable: true });
	expect(clock.elapsedMs).toBe(5 * second);
	expect(await clock.run(tokens.get(minute, never))).toBe('token-2');
	expect(tokenRequests).toHaveLength(2);
	cancel.abort();
	expect(await patient).toMatchObject({ code: 'CANCELLED' });
	expect(clock.sleeping).toBe(0);
});

test.each<[string, Reply, object]>([
	['503', { status: 503 }, { code: 'SERVICE_UNAVAILABLE', status: 503 }],
	['a web page', '<html></html>', { code: 'UNREADABLE_ANSWER' }],
])(
	'a search whose token request is answered with %s repeats it as any other request',
	async (_, reply, expected) => {
		const failing = createScriptedWorld({ api: () => pageOf([]), token: () => reply });
		const { error } = await failing.clock.run(search(failing));
		expect(error).toMatchObject({ ...expected, attempts: 6 });
		expect(failing.tokenRequests).toHaveLength(6);
		expect(failing.sent).toEqual([]);

		const passing = createScriptedWorld({
			api: () => pageOf([]),
			token: (_request, number) => (number < 6 ? reply : tokenAnswer('token')),
		});
		const { summary } = await passing.clock.run(search(passing));
		expect(summary).toMatchObject({ complete: true, requests: 1 });
	},
);

test('a search whose application is refused asks for a token once', async () => {
	const world = createScriptedWorld({ api: () => pageOf([]), token: () => ({ status: 401 }) });
	const { error } = await world.clock.run(search(world));
	expect(error).toMatchObject({ code: 'AUTHENTICATION', status: 401 });
	expect(world.tokenRequests).toHaveLength(1);
	expect(world.sent).toEqual([]);
});

test('a token that the API refuses is renewed once for all requests that used it', async () => {
	const world = createWorld({ api: { orders: 300, documentedOrders: false }, latencyMs: 200 });
	await world.clock.run(search(world, { limit: 1 }));
	world.api.control.expireTokens();
	const { error, summary } = await world.clock.run(search(world, { pageSize: 10 }));
	expect(error).toBeUndefined();
	expect(summary.complete).toBe(true);
	expect(world.sent.filter(({ url }) => url.includes('/oauth/'))).toHaveLength(2);
});

test('tokens that expire under many requests at once are renewed once', async () => {
	const world = createWorld({
		api: {
			orders: 300,
			documentedOrders: false,
			faults: [{ endpoint: 'search', kind: 'expire-tokens', requests: [4] }],
		},
		latencyMs: 200,
	});
	const { summary } = await world.clock.run(search(world, { pageSize: 10 }));
	expect(summary.complete).toBe(true);
	expect(world.sent.filter(({ url }) => url.includes('/oauth/'))).toHaveLength(2);
});

test('a second refusal in a row is the end, and says what to check', async () => {
	const refusing = createScriptedWorld({ api: () => ({ status: 401 }) });
	const { error } = await refusing.clock.run(search(refusing));
	expect(error).toMatchObject({ code: 'AUTHENTICATION', status: 401 });
	expect(refusing.sent.map(({ headers }) => headers['authorization'])).toEqual([
		'Bearer token-1',
		'Bearer token-2',
	]);
});
