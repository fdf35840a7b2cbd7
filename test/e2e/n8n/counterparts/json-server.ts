import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request that came, its body read as JSON where it is JSON. */
export interface JsonRequest {
	readonly method: string;
	readonly url: URL;
	readonly authorization: string;
	readonly body: unknown;
}

/** What is answered, 200 unless another status is given. */
export interface JsonAnswer {
	readonly status?: number;
	readonly body?: unknown;
}

export interface JsonServer {
	readonly port: number;
	readonly origin: string;
	readonly close: () => Promise<void>;
}

/** A server of this machine that answers JSON with JSON. What `answer` throws is told as status 500. */
export async function startJsonServer(
	answer: (request: JsonRequest) => JsonAnswer,
): Promise<JsonServer> {
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const { status = 200, body: answered } = answerSafely(answer, {
				method: request.method ?? '',
				url: new URL(request.url ?? '', 'http://127.0.0.1'),
				authorization: request.headers.authorization ?? '',
				body: readBody(body),
			});
			response.statusCode = status;
			response.setHeader('content-type', 'application/json');
			response.end(answered === undefined ? '' : JSON.stringify(answered));
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The port has no number');
	return {
		port: address.port,
		origin: `http://127.0.0.1:${address.port}`,
		close: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close').catch(() => undefined);
		},
	};
}

function answerSafely(
	answer: (request: JsonRequest) => JsonAnswer,
	request: JsonRequest,
): JsonAnswer {
	try {
		return answer(request);
	} catch (error) {
		return { status: 500, body: { error: { code: 500, message: String(error) } } };
	}
}

function readBody(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
