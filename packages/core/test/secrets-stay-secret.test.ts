import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import {
	checkAccount,
	Gates,
	IngramClient,
	OrderSearch,
	planSearch,
	type Host,
	type HttpRequest,
	type HttpResponse,
} from '@ingram-orders/core';
import { axiosHost } from '../../node-red/src/host/axios-host.ts';
import {
	createScriptedWorld,
	orderOf,
	pageOf,
	subOrderOf,
	tokenAnswer,
	type Reply,
	type Script,
} from './support/scripted-world.ts';
import { search, type Result } from './support/simulated-world.ts';

/** With characters that forms, addresses, JSON and HTML each write in their own way. */
const secret = 'Canary+5ecr3t/with"quotes"&<signs>=~end';
const token = 'C4nary.t0ken/that+nobody=may_see~here';

/** The forms in which a server might repeat them. */
function formsOf(text: string): string[] {
	const html = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	return [
		text,
		encodeURIComponent(text),
		new URLSearchParams({ x: text }).toString().slice(2),
		JSON.stringify(text).slice(1, -1),
		JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
		html,
		html.replaceAll('"', '&quot;'),
	];
}

const canaries = [...formsOf(secret), ...formsOf(token)];

/** Everything that a host might print or keep of a run. */
function everythingToldBy({ error, summary, progress }: Result): string {
	const told = [JSON.stringify(summary), JSON.stringify(progress)];
	if (error) {
		told.push(
			...[
				error.message,
				error.description,
				error.apiMessage ?? '',
				error.remedy,
				error.stack ?? '',
			],
			...[String(error), JSON.stringify(error), inspect(error, { depth: 10, showHidden: true })],
			inspect(error.with({ attempts: 2 }), { depth: 10, showHidden: true, getters: true }),
		);
	}
	return told.join('\n');
}

function expectNoCanary(text: string): void {
	for (const canary of canaries) expect(text).not.toContain(canary);
	// Nor a long part of one.
	expect(text).not.toContain('Canary');
	expect(text).not.toContain('C4nary');
}

async function run(script: Partial<Script>, input: object = {}): Promise<Result> {
	const world = createScriptedWorld({
		api: () => pageOf([]),
		token: () => tokenAnswer(token),
		clientSecret: secret,
		...script,
	});
	return world.clock.run(search(world, input));
}

/** What a careless server or gateway writes into its error. */
function echoes(request: HttpRequest): string[] {
	const { authorization = '' } = request.headers;
	// A server of tokens cannot repeat one that it has not given.
	const said = [authorization, request.body ?? '', secret, authorization && token].filter(Boolean);
	return said.flatMap((text) =>
		formsOf(text).flatMap((form) => [
			form,
			`Your request: ${form}`,
			JSON.stringify({ message: `Invalid: ${text}` }),
			JSON.stringify({ message: `Invalid: ${text}` }).replaceAll('/', '\\/'),
			`{"fault":{"faultstring":"Header Authorization: ${form}`,
			`<html><body><p title="${form}">Refused ${form}</p></body></html>`,
			`${' '.repeat(19_990 - form.length / 2)}${form}`,
		]),
	);
}

const statuses = [200, 400, 401, 429, 500];

test.each(statuses)(
	'a server that repeats secrets with status %i tells them to nobody',
	async (status) => {
		const count = echoes({ headers: { authorization: `Bearer ${token}` } } as never).length;
		for (let index = 0; index < count; index++) {
			const api = (request: HttpRequest): Reply => ({ status, body: echoes(request)[index] ?? '' });
			const result = await run({ api }, { maxWait: 0 });
			expect(result.error).toBeDefined();
			expectNoCanary(everythingToldBy(result));
		}
	},
);

test.each(statuses)(
	'a token server that repeats secrets with status %i tells them to nobody',
	async (status) => {
		const body = `grant_type=client_credentials&client_secret=${encodeURIComponent(secret)}`;
		const count = echoes({ headers: {}, body } as never).length;
		for (let index = 0; index < count; index++) {
			const answer = (request: HttpRequest): Reply => ({
				status,
				body: echoes(request)[index] ?? '',
			});
			const result = await run({ token: answer });
			expect(result.error).toBeDefined();
			expectNoCanary(everythingToldBy(result));
		}
	},
);

/** As axios, fetch and undici fail: with the request, and so the token, somewhere inside. */
function hostError(request: HttpRequest, code: string): Error {
	const inner = Object.assign(new Error(`${code} while sending ${JSON.stringify(request)}`), {
		code,
		config: request,
		request: {
			_header: `Authorization: ${request.headers['authorization'] ?? ''}`,
			body: request.body,
		},
	});
	return Object.assign(new Error(`Request failed: ${JSON.stringify(request)}`, { cause: inner }), {
		config: request,
		request,
		toJSON: () => request,
	});
}

test.each([
	['ECONNRESET', 'UNREACHABLE', /connection was lost/],
	['ENOTFOUND', 'UNREACHABLE', /name could not be resolved/],
	['ECONNREFUSED', 'UNREACHABLE', /refused/],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNREACHABLE', /secure connection/],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'UNREACHABLE', /secure connection/],
	['ETIMEDOUT', 'TIMEOUT', /did not answer/],
	['SOMETHING_ELSE', 'UNREACHABLE', /connection failed/],
])('a host that fails with %s tells its code and nothing else', async (code, expected, says) => {
	const fail = (request: HttpRequest): never => {
		throw hostError(request, code);
	};
	for (const script of [{ api: fail }, { token: fail }]) {
		const result = await run(script);
		expect(result.error).toMatchObject({ code: expected });
		expect(result.error?.message).toMatch(says);
		expect(result.error?.cause).toBeUndefined();
		expectNoCanary(everythingToldBy(result));
	}
});

test.each([undefined, null, 'text', 42, {}, [], { code: 5 }, { cause: { cause: null } }])(
	'a host that throws %p is unreachable',
	async (thrown: unknown) => {
		const result = await run({
			api: () => {
				throw thrown as Error;
			},
		});
		expect(result.error?.code).toBe('UNREACHABLE');
	},
);

test('the token of an earlier request is taken out as well', async () => {
	const tokens = [1, 2, 3].map((number) => `${token}-${number}`);
	const result = await run({
		token: (_, number) => tokenAnswer(tokens[number - 1] ?? token),
		api: (_, number) =>
			number === 1
				? { status: 401 }
				: { status: 400, body: `First ${tokens[0]}, then ${tokens[1]}` },
	});
	expect(result.error?.apiMessage).toBe('First ***, then ***');
});

test('secrets of a host that authorizes by itself are taken out too', async () => {
	const world = createScriptedWorld({
		api: () => ({ status: 400, body: `No: Bearer ${token}, ${secret}` }),
	});
	const client = new IngramClient({
		account: world.client.account,
		host: world.host,
		gates: new Gates(world.host),
		authorization: { byHost: true, secrets: () => [secret, token] },
	});
	const result = await world.clock.run(search({ ...world, client }));
	expect(result.error?.code).toBe('REQUEST_REFUSED');
	expectNoCanary(everythingToldBy(result));
	expect(world.tokenRequests).toEqual([]);
});

test('warnings stay short and readable, whatever codes and links a server sends', async () => {
	const nasty = `\u0000\u001B[31m${'x'.repeat(100_000)}`;
	const page = pageOf([
		orderOf('20-1', [
			{
				...subOrderOf('11', nasty, nasty),
				links: [{ topic: 'orders', href: `/evil/${nasty}`, type: 'GET' }],
			},
		]),
	]);
	const { summary } = await run({ api: () => page }, { includeLinked: ['order'] });
	expect(summary.warnings.map(({ code }) => code).sort()).toEqual([
		'LINK_FAILED',
		'UNKNOWN_CODE',
		'UNKNOWN_CODE',
	]);
	const told = JSON.stringify(summary.warnings);
	expect(told.length).toBeLessThan(2000);
	expect(told).not.toMatch(/\\u00(00|1b)/i);
});

test('the account holds no secret', () => {
	const account = checkAccount({
		environment: 'production',
		clientId: 'app',
		customerNumber: '20-1',
		countryCode: 'DE',
		clientSecret: secret,
	});
	expectNoCanary(inspect(account, { depth: 10, showHidden: true }));
});

describe('over real HTTP', () => {
	const servers: Server[] = [];

	afterEach(async () => {
		await Promise.all(
			servers.splice(0).map(
				(server) =>
					new Promise((resolve) => {
						server.closeAllConnections();
						server.close(resolve);
					}),
			),
		);
	});

	/** A server that answers every request alike, and its requests so far. */
	async function serve(
		answer: (url: string) => Partial<HttpResponse> | 'reset',
	): Promise<{ origin: string; requests: string[] }> {
		const requests: string[] = [];
		const server = createServer((request, response) => {
			requests.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
			const reply = answer(request.url ?? '');
			if (reply === 'reset') {
				request.socket.resetAndDestroy();
				return;
			}
			response.writeHead(reply.status ?? 200, { ...reply.headers }).end(reply.body ?? '');
		});
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
	}

	async function searchAt(origin: string): Promise<Result> {
		const account = checkAccount({
			environment: 'custom',
			baseUrl: origin,
			clientId: 'demo-app',
			customerNumber: '20-123456',
			countryCode: 'UK',
		});
		// Pauses between tries are not what is looked at here; time limits are kept.
		const host: Host = {
			...axiosHost,
			sleep: (ms, signal) => axiosHost.sleep(ms >= 30_000 ? ms : 1, signal),
		};
		const authorization = { clientSecret: secret };
		const client = new IngramClient({ account, host, gates: new Gates(host), authorization });
		const progress: Result['progress'] = [];
		const running = new OrderSearch(client, planSearch({}, account, 'UTC'), {
			onProgress: (step) => progress.push(step),
		});
		const error = await running.collect().then(
			() => undefined,
			(thrown: unknown) => thrown as Result['error'],
		);
		return { items: [], summary: running.summary, error, progress, tookMs: 0 };
	}

	const tokenOr = (other: Partial<HttpResponse> | 'reset') => (url: string) =>
		url.startsWith('/oauth') ? { body: tokenAnswer(token) } : other;

	test.each([301, 302, 303, 307, 308])(
		'no redirect (%i) is followed, with the token or with the secret',
		async (status) => {
			const elsewhere = await serve(() => ({ body: pageOf([]) }));
			const headers = { location: `${elsewhere.origin}/resellers/v5/orders/search` };
			const api = await serve(tokenOr({ status, headers }));
			const ofSearch = await searchAt(api.origin);
			expect(ofSearch.error).toMatchObject({ code: 'REQUEST_REFUSED', status });
			expect(api.requests).toHaveLength(2);

			const tokenServer = await serve(() => ({ status, headers }));
			const ofToken = await searchAt(tokenServer.origin);
			expect(ofToken.error).toMatchObject({ code: 'REQUEST_REFUSED', status });
			expect(tokenServer.requests).toHaveLength(1);

			expect(elsewhere.requests).toEqual([]);
			expectNoCanary(everythingToldBy(ofSearch) + everythingToldBy(ofToken));
		},
	);

	test('a connection that is reset, or refused, tells no secret', async () => {
		const api = await serve(tokenOr('reset'));
		const reset = await searchAt(api.origin);
		expect(reset.error).toMatchObject({ code: 'UNREACHABLE', attempts: 6 });
		expect(api.requests.filter((request) => request.includes(token))).toHaveLength(6);
		expectNoCanary(everythingToldBy(reset));

		const gone = await searchAt('http://127.0.0.1:9');
		expect(gone.error?.code).toBe('UNREACHABLE');
		expectNoCanary(everythingToldBy(gone));
	});

	test('a server without TLS where TLS is expected tells no secret', async () => {
		const plain = await serve(() => ({ body: '' }));
		const result = await searchAt(plain.origin.replace('http:', 'https:'));
		expect(result.error).toMatchObject({ code: 'UNREACHABLE' });
		expect(plain.requests).toEqual([]);
		expectNoCanary(everythingToldBy(result));
	});
});
