import { readFault } from '../api/gateway-fault.ts';
import { httpFailure, wrongCredentials } from '../errors/http-failures.ts';
import type { IngramError } from '../errors/ingram-error.ts';
import { unreadableAnswer } from '../errors/unreadable-answer.ts';
import type { HttpResponse } from '../host.ts';
import { parseJson } from '../json.ts';

/**
 * The failure for an answer of the token endpoint that gives no token. A host that fetches tokens
 * itself rejects its `send` with this.
 */
export function tokenFailure(
	answer: Pick<HttpResponse, 'status' | 'body'> & Partial<HttpResponse>,
): IngramError {
	const { status, body, headers = {} } = answer;
	if (status >= 200 && status < 300) {
		// The body is not shown: it may hold a token under another name.
		const isJson = parseJson(body) !== undefined;
		return unreadableAnswer({ status, body: '' }, 'it holds no access token.', !isJson);
	}
	const apiMessage = readFault(body).message;
	if (status === 400 || status === 401) return wrongCredentials(status, apiMessage);
	return httpFailure({ status, headers }, apiMessage);
}
