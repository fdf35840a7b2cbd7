import type { Failure } from 'n8n-workflow';
import type { IngramError } from './ingram.ts';

/** Why something failed, in the words by which n8n decides when to poll again; older releases ignore it. */
export function causeOf({ code, retryable, retryAfterMs }: IngramError): Failure | undefined {
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	switch (code) {
		case 'CANCELLED':
			return undefined;
		case 'AUTHENTICATION':
		case 'ACCESS_DENIED':
			return { cause: 'credential-invalid' };
		case 'RATE_LIMIT':
			return { cause: 'rate-limited', ...wait };
		default:
			return retryable
				? { cause: 'temporarily-unavailable', ...wait }
				: { cause: 'configuration-invalid' };
	}
}
