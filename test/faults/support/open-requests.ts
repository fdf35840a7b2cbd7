import { channel } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/**
 * Counts the HTTP requests of this process that have begun and not ended.
 * @param isCounted which of them
 */
export function countOpenRequests(isCounted: (request: ClientRequest) => boolean = () => true): {
	open: () => number;
	stop: () => void;
} {
	const started = channel('http.client.request.start');
	const requests = new Set<ClientRequest>();
	const onStart = (message: unknown) => {
		const { request } = message as { request: ClientRequest };
		requests.add(request);
		request.once('close', () => requests.delete(request));
	};
	started.subscribe(onStart);
	return {
		open: () => [...requests].filter(isCounted).length,
		stop: () => started.unsubscribe(onStart),
	};
}
