import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest } from '@ingram-orders/core';
import { axiosHost } from '../src/host/axios-host.ts';

const { signal } = new AbortController();
const limits = { timeoutMs: 5_000, maxBytes: 1_000 };
const variables = [
	'HTTP_PROXY',
	'HTTPS_PROXY',
	'NO_PROXY',
	'http_proxy',
	'https_proxy',
	'no_proxy',
];

let server: Server;
let origin: string;
let asked: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const before = { ...process.env };

beforeEach(async () => {
	asked = [];
	answer = (_request, response) => response.end('{"a":1}');
	server = createServer((request, response) => {
		asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
		answer(request, response);
	});
	server.on('connect', (request: IncomingMessage, socket) => {
		asked.push(`CONNECT ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
		socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	for (const name of variables) Reflect.deleteProperty(process.env, name);
});

afterEach(async () => {
	process.env = { ...before };
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

function get(url: string, changes: Partial<HttpRequest> = {}, abort = signal) {
	const headers = { authorization: 'Bearer secret-token' };
	return axiosHost.send({ method: 'GET', url, headers, ...limits, ...changes }, abort);
}

test('gives every status as an answer, the body as text, header names in lower case', async () => {
	answer = (_request, response) => {
		response.writeHead(503, { 'X-RateLimit-Remaining': '7' }).end('{"not":"parsed"}');
	};
	expect(await get(`${origin}/x`)).toMatchObject({
		...{ status: 503, body: '{"not":"parsed"}' },
		headers: { 'x-ratelimit-remaining': '7' },
	});
});

test('sends a form as it was encoded', async () => {
	const received = new Promise<[string | undefined, string]>((resolve) => {
		answer = (request, response) => {
			let body = '';
			request.on('data', (piece: Buffer) => {
				body += piece.toString();
			});
			request.on('end', () => {
				resolve([request.headers['content-type'], body]);
				response.end();
			});
		};
	});
	const type = 'application/x-www-form-urlencoded';
	await get(origin, { method: 'POST', headers: { 'content-type': type }, body: 'a=%2B&b=1' });
	expect(await received).toEqual([type, 'a=%2B&b=1']);
});

test('follows no redirect', async () => {
	answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end();
	expect((await get(`${origin}/x`)).status).toBe(302);
	expect(asked).toEqual(['GET /x']);
});

test('stops reading where a body is too long, and says so', async () => {
	answer = (_request, response) => response.end('x'.repeat(2_000));
	await expect(get(origin)).rejects.toMatchObject({ code: 'UNREADABLE_ANSWER', retryable: false });
});

test('tells a server that never answers from a connection that is lost', async () => {
	answer = () => undefined;
	await expect(get(origin, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
	answer = (_request, response) => response.socket?.destroy();
	await expect(get(origin)).rejects.toMatchObject({ code: 'ECONNRESET' });
	answer = (_request, response) => {
		response.writeHead(200, { 'content-length': 100 });
		response.write('{"a":', () => response.socket?.destroy());
	};
	await expect(get(origin)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('ends at once when it is aborted', async () => {
	const controller = new AbortController();
	answer = () => controller.abort();
	await expect(get(origin, {}, controller.signal)).rejects.toThrow();
});

test('uses the proxy of the environment', async () => {
	process.env['HTTP_PROXY'] = origin;
	expect((await get('http://gateway.test/path')).body).toBe('{"a":1}');
	expect(asked).toEqual(['GET http://gateway.test/path']);
});

test('shows a proxy nothing of an encrypted request but where it goes', async () => {
	process.env['HTTPS_PROXY'] = origin;
	expect((await get('https://gateway.test/path')).status).toBe(502);
	expect(asked).toHaveLength(1);
	expect(asked[0]).toContain('CONNECT gateway.test:443');
	expect(asked[0]).not.toContain('secret-token');
});

test('asks this machine and what NO_PROXY names directly', async () => {
	process.env['HTTP_PROXY'] = 'http://127.0.0.1:9';
	expect((await get(`${origin}/direct`)).status).toBe(200);
	process.env['NO_PROXY'] = 'gateway.invalid';
	await expect(get('http://gateway.invalid/')).rejects.toMatchObject({
		code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as unknown,
	});
});
