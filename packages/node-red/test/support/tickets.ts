import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that a ticket system has accepted. */
export interface Written {
	method: string;
	path: string;
	key: string | undefined;
	body: { externalId: string; status: string; subject: string; text: string };
}

export type Tickets = Awaited<ReturnType<typeof startTickets>>;

/** A ticket system that keeps what is written to it, and can be told to fail. */
export async function startTickets() {
	const written: Written[] = [];
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
		void text(request).then((body) => {
			if (failure === undefined) {
				written.push({
					method: request.method ?? '',
					path: request.url ?? '',
					key: request.headers['idempotency-key']?.toString(),
					body: JSON.parse(body) as Written['body'],
				});
			}
			response.writeHead(failure === undefined ? 200 : 503).end('{}');
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		written: (): readonly Written[] => written,
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
