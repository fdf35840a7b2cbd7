import { readFault } from '../v5/read-fault.ts';
import { httpFailure, wrongCredentials } from './http-failures.ts';
import type { IngramError } from './ingram-error.ts';
import type { ReceivedAnswer } from './received-answer.ts';
import { unreadableAnswer } from './unreadable-answer.ts';

/**
 * The failure for an answer of the token endpoint that gives no token. A host that fetches tokens
 * itself rejects its `send` with this.
 */
export function tokenFailure(
	answer: ReceivedAnswer,
	account: { countryCode: string; now: number },
): IngramError {
	const { status, secrets } = answer;
	if (status >= 200 && status < 300) {
		return unreadableAnswer({ status, body: '', secrets }, 'it holds no access token.', false);
	}
	const apiMessage = readFault(answer).message;
	if (status === 400 || status === 401) return wrongCredentials(status, apiMessage);
	return httpFailure({ status, apiMessage, ...account });
}
