import { cancelled } from '../errors/cancelled.ts';
import { connectionFailure, timedOut } from '../errors/connection-failures.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { Host, HttpRequest, HttpResponse } from '../host.ts';
import { withTimeLimit } from './time-limit.ts';

/** What came of sending a request once. */
export type Sent =
	| { answer: HttpResponse }
	/** `mayHaveArrived`: whether the server may have seen the request, and counted it. */
	| { failure: IngramError; mayHaveArrived: boolean };

/**
 * Sends one request within its time limit. Never rejects: a failure is `UNREACHABLE`, `TIMEOUT`,
 * `CANCELLED` or the host's own IngramError.
 */
export async function sendOnce(
	host: Host,
	request: HttpRequest,
	signal: AbortSignal,
): Promise<Sent> {
	const { origin } = new URL(request.url);
	try {
		const ended = await withTimeLimit(host, request.timeoutMs, signal, (inner) =>
			host.send(request, inner),
		);
		if ('done' in ended) return { answer: ended.done };
		const failure =
			ended.interrupted === 'timeout' ? timedOut(origin, request.timeoutMs) : cancelled();
		return { failure, mayHaveArrived: true };
	} catch (thrown) {
		// A host that knows why it got no answer did not send the request, or read it in part.
		if (thrown instanceof IngramError) {
			return { failure: thrown, mayHaveArrived: thrown.code === 'UNREADABLE_ANSWER' };
		}
		return connectionFailure(thrown, origin, request.timeoutMs);
	}
}
