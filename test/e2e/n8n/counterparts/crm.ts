import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request that came, its body read as JSON. */
export interface CrmCall {
	readonly method: string;
	readonly path: string;
	readonly body: unknown;
}

/** Something like a CRM: answers every request with the record it was sent, and keeps the calls. */
export interface Crm {
	readonly origin: string;
	readonly calls: readonly CrmCall[];
	readonly close: () => Promise<void>;
}

export async function startCrm(): Promise<Crm> {
	const calls: CrmCall[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			calls.push({
				method: request.method ?? '',
				path: request.url ?? '',
				body: body === '' ? undefined : (JSON.parse(body) as unknown),
			});
			response.setHeader('content-type', 'application/json');
			response.end(body === '' ? '{}' : body);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The port has no number');
	return {
		origin: `http://127.0.0.1:${address.port}`,
		calls,
		close: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close').catch(() => undefined);
		},
	};
}
