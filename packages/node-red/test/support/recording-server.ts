import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that the server has accepted. */
export interface Recorded<Body> {
	method: string;
	path: string;
	/** The header `Idempotency-Key`. */
	key: string | undefined;
	body: Body;
}

export type RecordingServer<Body> = Awaited<ReturnType<typeof startRecordingServer<Body>>>;

/**
 * An HTTP server that keeps the JSON that is written to it, and can be told to fail.
 * @param read gives the body, and throws where the real server would refuse it
 * @param accepted what it answers to a request that it takes
 */
export async function startRecordingServer<Body>(
	read: (body: unknown) => Body,
	accepted: { status: number; text: string } = { status: 200, text: '{}' },
) {
	const written: Recorded<Body>[] = [];
	const failures: ('status' | 'reset')[] = [];
	let isDown = false;
	let failed = 0;
	const server = createServer((request, response) => {
		const failure = isDown ? 'status' : failures.shift();
		if (failure !== undefined) failed += 1;
		if (failure === 'reset') {
			request.socket.destroy();
			return;
		}
		void text(request).then((sent) => {
			if (failure === 'status') {
				response.writeHead(503).end('Down for maintenance');
				return;
			}
			try {
				const body = read(JSON.parse(sent));
				const key = request.headers['idempotency-key']?.toString();
				written.push({ method: request.method ?? '', path: request.url ?? '', key, body });
				response.writeHead(accepted.status).end(accepted.text);
			} catch (error) {
				response.writeHead(400).end(String(error));
			}
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		written: (): readonly Recorded<Body>[] => written,
		/** The next request, or the one after those that fail already, is answered with 503 or not at all. */
		failNext: (failure: 'status' | 'reset') => failures.push(failure),
		/** Every request is answered with 503, or no more. */
		failAll: (fail: boolean) => {
			isDown = fail;
		},
		/** How many requests have failed so far. */
		failed: () => failed,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
