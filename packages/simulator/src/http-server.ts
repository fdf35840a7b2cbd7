import type { Socket } from 'node:net';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { addControlRoutes } from './control-routes.ts';
import { createTimedApi } from './create-api.ts';
import { OptionError, type SimulatorOptions } from './options.ts';
import type { ApiAnswer, Outcome, SimulatedApi, Simulator } from './simulator-types.ts';
import { parseWebhookPost } from './webhooks/parse-webhook.ts';
import { postWebhook } from './webhooks/post-webhook.ts';
import type { WebhookAnswer } from './webhooks/webhook-types.ts';

const loopback = '127.0.0.1';

/**
 * Starts the API on a port of this machine.
 * Throws `OptionError` for options that cannot be used, a port that is taken among them.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { host = loopback, port: wantedPort = 0, ...apiOptions } = options;
	checkAddress(host, wantedPort);
	const { api, clock } = createTimedApi(apiOptions);
	const waiting = new Set<NodeJS.Timeout>();
	const wait = (serverMs: number): Promise<void> => {
		if (serverMs <= 0) return Promise.resolve();
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				waiting.delete(timer);
				resolve();
			}, serverMs / clock.timeScale);
			waiting.add(timer);
		});
	};

	const server = fastify({ forceCloseConnections: true, bodyLimit: 1024 * 1024 });
	acceptAnyBody(server);
	const sendWebhook = async (post: unknown): Promise<WebhookAnswer> => {
		const { url, ...webhook } = parseWebhookPost(post);
		return postWebhook(url, api.webhook(webhook));
	};
	addControlRoutes(server, api.control, sendWebhook);
	server.all('/*', (request, reply) => answer(api, request, reply, wait));
	const port = await listen(server, wantedPort);

	return {
		origin: `http://${loopback}:${port}`,
		port,
		handle: api.handle,
		control: api.control,
		webhook: api.webhook,
		sendWebhook,
		requests: api.requests,
		get orders() {
			return api.orders;
		},
		ordersOf: api.ordersOf,
		get usage() {
			return api.usage;
		},
		get violations() {
			return api.violations;
		},
		now: api.now,
		close: async () => {
			for (const timer of waiting) clearTimeout(timer);
			await server.close();
		},
	};
}

async function answer(
	api: SimulatedApi,
	request: FastifyRequest,
	reply: FastifyReply,
	wait: (serverMs: number) => Promise<void>,
): Promise<FastifyReply> {
	const outcome = api.handle({
		method: request.method,
		url: request.url,
		headers: singleHeaders(request.headers),
		body: typeof request.body === 'string' ? request.body : '',
	});
	if (outcome.kind === 'hang') return reply.hijack();
	await wait(outcome.latencyMs);
	if (outcome.kind === 'reset') {
		breakOff(reply, outcome);
		return reply.hijack();
	}
	return reply.code(outcome.status).headers(outcome.headers).send(bytesOf(outcome));
}

function breakOff(reply: FastifyReply, { begun }: Outcome & { kind: 'reset' }): void {
	const socket: Socket | null = reply.raw.socket;
	if (begun === undefined) {
		socket?.resetAndDestroy();
		return;
	}
	const body = bytesOf(begun);
	reply.raw.writeHead(begun.status, { ...begun.headers, 'content-length': body.length });
	reply.raw.write(body.subarray(0, Math.floor(body.length / 2)), () => socket?.destroy());
}

function bytesOf({ body }: ApiAnswer): Buffer {
	return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body);
}

/** Bodies are the model's to judge, whatever type they claim; only control routes want JSON. */
function acceptAnyBody(server: FastifyInstance): void {
	server.removeContentTypeParser(['text/plain']);
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
		done(null, body),
	);
}

function singleHeaders(headers: FastifyRequest['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
		),
	);
}

function checkAddress(host: string, port: number): void {
	if (host !== loopback && host !== 'localhost') {
		throw new OptionError(
			`host must be ${loopback} or localhost: the simulator is for this machine only, not ${host}`,
		);
	}
	if (!Number.isInteger(port) || port < 0 || port > 65_535) {
		throw new OptionError('port must be a whole number from 0 to 65535');
	}
}

async function listen(server: FastifyInstance, port: number): Promise<number> {
	try {
		await server.listen({ host: loopback, port });
	} catch (error) {
		await server.close();
		throw new OptionError(whyNotListening(error, port), { cause: error });
	}
	const address = server.server.address();
	return typeof address === 'object' && address !== null ? address.port : port;
}

function whyNotListening(error: unknown, port: number): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE') {
		return `port ${port} is taken by another program; choose another one, or 0 for any free port`;
	}
	if (code === 'EACCES') return `port ${port} needs rights that this user does not have`;
	return `could not listen on port ${port}: ${String(error)}`;
}
