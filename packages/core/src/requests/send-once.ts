import { cancelled } from '../errors/cancelled.ts';
import { connectionFailure, timedOut } from '../errors/connection-failures.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { Host, HttpRequest, HttpResponse } from '../host.ts';
import { withTimeLimit } from './time-limit.ts';

/**
 * Sends one request within its time limit.
 * @throws IngramError `UNREACHABLE`, `TIMEOUT` or `CANCELLED`, or the host's own; nothing else the host threw
 */
export async function sendOnce(
	host: Host,
	request: HttpRequest,
	signal: AbortSignal,
): Promise<HttpResponse> {
	const { origin } = new URL(request.url);
	const sending = withTimeLimit(host, request.timeoutMs, signal, (inner) =>
		host.send(request, inner),
	);
	const ended = await sending.catch((thrown: unknown) => {
		if (thrown instanceof IngramError) throw thrown;
		throw connectionFailure(thrown, origin, request.timeoutMs);
	});
	if ('done' in ended) return ended.done;
	throw ended.interrupted === 'timeout' ? timedOut(origin, request.timeoutMs) : cancelled();
}
